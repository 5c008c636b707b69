import { readFile, stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { problemLines } from '../core/people/preview.ts';
import type { Problem, Row } from '../core/people/table.ts';
import { CommandFailed } from './shell.ts';

type Sheet = { rows: readonly Row[] } | { problems: readonly Problem[] };

const limit = 50 * 1024 * 1024;

/** A spreadsheet file as rows: UTF-8, Shift_JIS as Windows writes it, or what Excel calls Unicode text. */
export const readRows = async (file: string): Promise<readonly Row[]> => {
  const bytes = await bytesOf(file);
  if (typeof bytes === 'string') throw refused([{ line: 0, text: bytes }]);
  const sheet = sheetOf(bytes);
  if ('problems' in sheet) throw refused(sheet.problems);
  return sheet.rows;
};

export const sheetOf = (bytes: Buffer): Sheet => {
  const text = decode(bytes);
  return typeof text === 'string' ? parseSheet(text) : { problems: [text] };
};

/** Every line to correct, at once; nothing has been changed. */
export const refused = (problems: readonly Problem[]): CommandFailed =>
  new CommandFailed([...problemLines('直すところ', problems), '何も取り込んでいません。'].join('\n'));

const bytesOf = async (file: string): Promise<Buffer | string> => {
  try {
    const about = await stat(file);
    if (!about.isFile()) return `「${file}」はファイルではありません。CSV ファイルを指定してください。`;
    if (about.size > limit) return 'ファイルが大きすぎます。50MB までのファイルを指定してください。';
    return await readFile(file);
  } catch {
    return `ファイル「${file}」を開けません。場所と名前を確かめてください。`;
  }
};

const resave = 'Excel なら「CSV UTF-8(コンマ区切り)」で保存し直してください。';

/** The text, or what is wrong with it. Shift_JIS has no mark, so it is what is left when UTF-8 does not fit. */
const decode = (bytes: Buffer): string | Problem => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return checked(iconv.decode(bytes, 'utf-16le'), 'UTF-16');
  if (first === 0xfe && second === 0xff) return checked(iconv.decode(bytes, 'utf-16be'), 'UTF-16');
  if (looksUtf16(bytes)) {
    return { line: 0, text: `文字コードを読み取れません。${resave}` };
  }
  const utf8 = iconv.decode(bytes, 'utf-8');
  const lost = losses(utf8);
  if (lost === 0) return utf8;
  const cp932 = iconv.decode(bytes, 'cp932');
  if (losses(cp932) > lost) return checked(utf8, 'UTF-8');
  // EUC-JP and the like read as long runs of half-width katakana.
  const kana = cp932.match(/[\uFF61-\uFF9F]/gu)?.length ?? 0;
  const wide = cp932.match(/[\u3040-\u30FF\u4E00-\u9FFF]/gu)?.length ?? 0;
  if (kana > wide) return { line: 0, text: `文字コードを読み取れません。UTF-8 か Shift_JIS にしてください。${resave}` };
  return checked(cp932, 'Shift_JIS');
};

/** Without its mark: every comma and line end brings a zero byte, all on one side of their pairs. */
const looksUtf16 = (bytes: Buffer): boolean => {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > 3 && Math.min(even, odd) === 0;
};

const losses = (text: string): number => text.match(/\uFFFD/g)?.length ?? 0;

const checked = (text: string, encoding: string): string | Problem => {
  const at = text.indexOf('\uFFFD');
  if (at < 0) return text;
  const line = text.slice(0, at).split(/\r\n|\n|\r/).length;
  return { line, text: `${encoding} として読めない文字があります。その文字を入れ直すか、${resave}` };
};

/** Rows with the line each begins on; Excel's Unicode text is separated by tabs. */
const parseSheet = (text: string): Sheet => {
  const [head = ''] = text.split(/[\r\n]/, 1);
  const rows: Row[] = [];
  let ended = 0;
  try {
    parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      delimiter: head.includes('\t') && !head.includes(',') ? '\t' : ',',
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: ended + 1, cells });
        ended = lines;
        return null;
      },
    });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const how = '値の中の「"」は「""」と書き、閉じ忘れを直してください。';
    return { problems: [{ line: ended + 1, text: `「"」の使い方が正しくありません。${how}` }] };
  }
};

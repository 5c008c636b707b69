import iconv from 'iconv-lite';
import { readSheet, type Sheet } from '../core/people/sheet.ts';
import type { Problem } from '../core/people/table.ts';

/** The bytes of a spreadsheet file as rows: UTF-8, Shift_JIS as Windows writes it, or what Excel calls Unicode text. */
export const sheetOf = (bytes: Buffer): Sheet => {
  const text = sheetText(bytes);
  return typeof text === 'string' ? readSheet(text) : { problems: [text] };
};

const resave = 'Excel なら「CSV UTF-8(コンマ区切り)」で保存し直してください。';

/** The text, or what is wrong with it. Shift_JIS has no mark, so it is what is left when UTF-8 does not fit. */
export const sheetText = (bytes: Buffer): string | Problem => {
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
  if (!bytes.includes(0)) return false;
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

import { readFile, stat } from 'node:fs/promises';
import { sheetOf } from '../app/sheet.ts';
import { problemLines } from '../core/people/preview.ts';
import type { Problem, Row } from '../core/people/table.ts';
import { CommandFailed } from './shell.ts';

const limit = 50 * 1024 * 1024;

/** A spreadsheet file as rows. */
export const readRows = async (file: string): Promise<readonly Row[]> => {
  const bytes = await bytesOf(file);
  if (typeof bytes === 'string') throw refused([{ line: 0, text: bytes }]);
  const sheet = sheetOf(bytes);
  if ('problems' in sheet) throw refused(sheet.problems);
  return sheet.rows;
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

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type Copy, numberLabel } from '../app/register-copy.ts';
import { sheetOf } from '../app/sheet.ts';
import { harmless, original } from '../core/registers/harmless.ts';
import { positionLabels } from '../core/registers/register.ts';

async function* lines(
  labels: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  number: number,
): AsyncGenerator<string[]> {
  yield [...labels, numberLabel].map(harmless);
  for await (const row of rows) yield [...row.map(harmless), String(number)];
}

/** UTF-8 with its mark and CRLF, as Excel wants it; row by row, however long the register is. */
export const writeCsv = (
  file: string,
  labels: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  number: number,
): Promise<void> =>
  pipeline(
    Readable.from(lines(labels, rows, number)),
    // A lone line feed inside a cell is a line break too, for whoever reads the file.
    stringify({ bom: true, record_delimiter: 'windows', quoted_match: /\n/ }),
    createWriteStream(file, { mode: 0o600 }),
  );

/** Undefined when it is no register of ours. */
export const readCsvCopy = (bytes: Buffer): Copy | undefined => {
  const sheet = sheetOf(bytes);
  if ('problems' in sheet) return undefined;
  const [head, ...rest] = sheet.rows;
  const labels = head?.cells.map(original) ?? [];
  if (!labels.includes(positionLabels.hash)) return undefined;
  const at = labels.indexOf(numberLabel);
  const without = (cells: readonly string[]): string[] => cells.filter((_, column) => column !== at);
  const rows = rest.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const number = at < 0 ? Number.NaN : Number(rows[0]?.cells[at]);
  return {
    labels: without(labels),
    rows: rows.map(({ line, cells }) => ({ line, cells: without(cells).map(original) })),
    number: Number.isInteger(number) ? number : undefined,
  };
};

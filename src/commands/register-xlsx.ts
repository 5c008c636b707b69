import { writeFile } from 'node:fs/promises';
import { type CellValue, readSheet } from 'read-excel-file/node';
import writeSheet, { type Row } from 'write-excel-file/node';
import type { About, Copy, SealMark } from '../app/register-copy.ts';
import type { BarRow } from '../core/card.ts';
import { rowHeight } from '../core/registers/height.ts';
import { type Heading, positionLabels } from '../core/registers/register.ts';
import { chartSheet } from './register-chart.ts';
import { printing } from './register-print.ts';

// Title, what it is, the seal, an empty line; then the table.
const headRow = 5;

const aboutLine = ({ year, unit, madeAt, rows, number }: About): string =>
  `${year} 所属: ${unit} 作成: ${madeAt} 件数: ${rows}件 書き出し番号: ${number}`;

const sealLine = (seal: SealMark | undefined): string =>
  seal ? `記録の封印: ${seal.number}番 ${seal.hash}` : '記録の封印: まだありません';

const hex = (letter: string): string => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/**
 * Excel reads `_x0041_` as a letter: the underscore before it is written the way Excel itself does. The library looks
 * texts up in a plain object and would take `constructor` for one it knows: the first letter is written in that way, too.
 */
const literal = (text: string): string => {
  const written = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return written in Object.prototype ? `_x${hex(written)}_${written.slice(1)}` : written;
};

const border = { borderStyle: 'thin', borderColor: '#999999' } as const;

/** Text is always text, never a formula; only counts are numbers. */
const cellOf = (heading: Heading | undefined, text: string, height: number): Row[number] => {
  const number = heading?.number && /^(0|[1-9]\d{0,14})$/.test(text);
  const look = { ...border, alignVertical: 'top', wrap: true, height } as const;
  return number ? { ...look, value: Number(text), type: Number } : { ...look, value: literal(text), type: String };
};

const headCell = (text: string, height: number): Row[number] => ({
  ...border,
  value: text,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E8EEF4',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  height,
});

const headCells = (headings: readonly Heading[]): Row => {
  const labels = headings.map(({ label }) => label);
  const height = rowHeight(headings, labels);
  return labels.map((label) => headCell(label, height));
};

const cellsOf = (headings: readonly Heading[], row: readonly string[]): Row => {
  const height = rowHeight(headings, row);
  return row.map((cell, at) => cellOf(headings[at], cell, height));
};

/** For paper: A4 landscape, the head of the table on every page, rows as high as their text. */
export const writeXlsx = async (
  file: string,
  about: About & { units?: readonly BarRow[] },
  headings: readonly Heading[],
  rows: readonly (readonly string[])[],
): Promise<void> => {
  const data: Row[] = [
    // Beside the first column: that one is repeated on every page.
    [null, { value: about.title, type: String, fontWeight: 'bold', fontSize: 14, height: 24 }],
    [null, { value: literal(aboutLine(about)), type: String }],
    [null, { value: sealLine(about.seal), type: String }],
    [],
    headCells(headings),
    ...rows.map((row) => cellsOf(headings, row)),
  ];
  const sheet = {
    sheet: about.title,
    columns: headings.map(({ width }) => ({ width })),
    orientation: 'landscape',
    stickyRowsCount: headRow,
    stickyColumnsCount: 1,
  } as const;
  const features = [printing(about, headings, headRow)];
  const look = { fontFamily: 'Yu Gothic', fontSize: 9, features };
  const bytes = await (about.units
    ? writeSheet(
        [
          { data, ...sheet },
          chartSheet(
            about.title,
            about.units.map((one) => ({ ...one, label: literal(one.label) })),
          ),
        ],
        look,
      )
    : writeSheet(data, sheet, look)
  ).toBuffer();
  await writeFile(file, bytes, { mode: 0o600 });
};

const textOf = (value: CellValue | null): string => (value === null ? '' : String(value)).replace(/\r\n?/g, '\n');

const numberIn = (above: string): number | undefined => {
  const [, number] = /書き出し番号: (\d+)/.exec(above) ?? [];
  return number === undefined ? undefined : Number(number);
};

const sealIn = (above: string): SealMark | undefined => {
  const [, number, hash] = /封印: (\d+)番 ([0-9a-f]{64})/.exec(above) ?? [];
  return number && hash ? { number: Number(number), hash } : undefined;
};

/** Reads the cells people see, not a digest kept beside them: that could be copied on to changed cells. */
export const readXlsxCopy = async (bytes: Buffer): Promise<Copy | undefined> => {
  // The reader refuses what is no workbook, in words of its own.
  const sheet = await readSheet(bytes, { trim: false }).catch(() => undefined);
  const texts = (sheet ?? []).map((cells) => cells.map(textOf));
  const head = texts.findIndex((cells) => cells.includes(positionLabels.hash));
  const labels = texts[head];
  if (!labels) return undefined;
  const above = texts.slice(0, head).flat().join('\n');
  const seal = sealIn(above);
  const rows = texts.map((cells, at) => ({ line: at + 1, cells })).slice(head + 1);
  return {
    labels,
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
    number: numberIn(above),
    ...(seal ? { seal } : {}),
  };
};

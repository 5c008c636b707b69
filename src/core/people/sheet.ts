import type { Problem, Row } from './table.ts';

export type Sheet = { rows: readonly Row[] } | { problems: readonly Problem[] };

type Reading = { text: string; tab: boolean; at: number; line: number };

const tabbed = (text: string): boolean => {
  const [head = ''] = text.split('\n', 1);
  return head.includes('\t') && !head.includes(',');
};

/**
 * The rows of a table, each with the line it begins on: CSV, or with tabs, as Excel copies cells and saves Unicode text.
 * Inside a quoted cell a line break and the separator are text, and `""` is a quotation mark.
 */
export const readSheet = (whole: string): Sheet => {
  const text = whole.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const reading: Reading = { text, tab: tabbed(text), at: 0, line: 1 };
  const rows: Row[] = [];
  while (reading.at < text.length) {
    const { line } = reading;
    const cells = readRow(reading);
    if (!cells) {
      const how = '値の中の「"」は「""」と書き、閉じ忘れを直してください。';
      return { problems: [{ line, text: `「"」の使い方が正しくありません。${how}` }] };
    }
    rows.push({ line, cells });
  }
  return { rows };
};

/** Up to the end of the row, whose line break it takes along; undefined where its quotes make no sense. */
const readRow = (reading: Reading): string[] | undefined => {
  const cells: string[] = [];
  for (;;) {
    const cell = reading.text[reading.at] === '"' ? quotedCell(reading) : plainCell(reading);
    if (cell === undefined) return undefined;
    cells.push(cell);
    const next = reading.text[reading.at++];
    if (next === '\n') reading.line++;
    if (next === undefined || next === '\n') return cells;
  }
};

/** Excel copies a cell with a mark inside as it is; in a CSV such a mark is a mistake. */
const plainCell = (reading: Reading): string | undefined => {
  const { text, tab, at } = reading;
  const end = tab ? /[\t\n]/g : /[,\n]/g;
  end.lastIndex = at;
  reading.at = end.exec(text)?.index ?? text.length;
  const cell = text.slice(at, reading.at);
  return !tab && cell.includes('"') ? undefined : cell;
};

const quotedCell = (reading: Reading): string | undefined => {
  const { text, tab } = reading;
  let cell = '';
  for (let from = reading.at + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end < 0) return undefined;
    cell += text.slice(from, end);
    if (text[end + 1] !== '"') {
      reading.at = end + 1;
      break;
    }
    cell += '"';
    from = end + 2;
  }
  reading.line += cell.split('\n').length - 1;
  const after = text[reading.at];
  return after === undefined || after === '\n' || after === (tab ? '\t' : ',') ? cell : undefined;
};

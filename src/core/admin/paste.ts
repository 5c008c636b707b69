import { text } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { readForm, rows } from '../form-schema.ts';
import { problemLine } from '../people/preview.ts';
import { readSheet } from '../people/sheet.ts';
import type { Problem, Row } from '../people/table.ts';
import { ok, type Result, refuse } from '../result.ts';

/** As much as Slack takes in one field; a longer table goes on in the next. */
const most = 3000;
const fields = 10;

/** A table, copied from a spreadsheet and pasted: rows of fields, since one field holds too little. */
export const pasted = (label: string, hint: string) =>
  rows({
    label,
    fields: {
      table: text({ label: '貼り付ける欄', hint: `${hint}1つの欄に${most}文字まで入ります。`, max: most, lines: true }),
    },
    min: 1,
    max: fields,
    add: '続きを貼り付ける欄を足す',
  });

export type Pasted = readonly { table: string }[];

/** A file's text comes whole, what was pasted in pieces. */
export const typedTable = (fields: { parts: ReturnType<typeof pasted> }, raw: RawValues): Result<string> => {
  if (typeof raw.whole === 'string') return ok(raw.whole);
  const read = readForm(fields, raw);
  return read.ok ? ok(joined(read.value.parts)) : read;
};

/** Whoever copied the heading again meant no line of it. */
export const joined = (parts: Pasted): string => {
  const [first = '', ...more] = parts.map(({ table }) => table);
  const [head = ''] = first.split('\n', 1);
  return [first, ...more.map((part) => (part.startsWith(`${head}\n`) ? part.slice(head.length + 1) : part))].join('\n');
};

export const tableRows = (text: string): Result<readonly Row[]> => {
  const sheet = readSheet(text);
  return 'problems' in sheet ? wrongLines(sheet.problems) : ok(sheet.rows);
};

/** So many lines fit above a form, and so many characters at a field in Slack, which shows nothing else. */
const shown = 12;
const atField = 450;

const listed = (lines: readonly string[]): string => {
  const more = lines.length > shown ? [`ほか${lines.length - shown}件`] : [];
  return [...lines.slice(0, shown), ...more].join('\n');
};

/** As many whole lines as fit, the first always. */
const fitting = (lines: readonly string[]): string => {
  let count = 1;
  while (count < lines.length && lines.slice(0, count + 1).join('\n').length <= atField) count++;
  const more = lines.length > count ? [`ほか${lines.length - count}件`] : [];
  return [...lines.slice(0, count), ...more].join('\n');
};

/** Every line to put right, with what to do; what was pasted stays in the form. */
export const wrongLines = (problems: readonly Problem[]): Result<never> => {
  const lines = problems.map(problemLine);
  return refuse('lines-to-correct', `直すところがあります。まだ何も変えていません。\n${listed(lines)}`, {
    'parts.0.table': fitting(lines),
  });
};

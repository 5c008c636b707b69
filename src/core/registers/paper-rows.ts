import type { RawValues } from '../form.ts';
import type { Fields } from '../form-schema.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { type Columns, type Entry, type Problem, type Row, readTable } from '../people/table.ts';
import type { AnyKind } from '../requests/kind.ts';
import { defaultSettings } from '../settings.ts';
import { showDate } from '../time.ts';
import { paperCells } from './paper-cells.ts';
import { readPermission, readRequester } from './paper-people.ts';

/** One line of the paper register, read. */
export type PaperEntry = {
  line: number;
  requester: PersonId;
  unit: UnitId;
  values: Readonly<Record<string, unknown>>;
  permittedBy: PersonId;
  /** Whether the chart knows who permitted it; a predecessor who left long ago is kept by name. */
  permitterKnown: boolean;
  permittedOn: JstDate;
};

export type PaperRead =
  | { entries: readonly PaperEntry[]; warnings: readonly Problem[] }
  | { problems: readonly Problem[] };

const columnsOf = (asked: readonly Row[]): Columns => {
  const named = asked[0]?.cells.some((cell) => cell.includes('職員番号')) ? '職員番号' : '申請者';
  const other = named === '職員番号' ? '申請者' : '職員番号';
  const own = Object.keys(paperCells).filter((column) => column !== 'マイナンバー');
  return { required: [named, ...own, '許可した人', '許可日'], optional: [other, '所属', 'マイナンバー'] };
};

/** Every line of the file, or every line that has to be corrected first. */
export const readPaper = (dir: Directory, kind: AnyKind, rows: readonly Row[], today: JstDate): PaperRead => {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const table = readTable(rows, columnsOf(filled));
  if ('problems' in table) return table;
  const read = table.entries.map((entry) => readLine(dir, kind, entry, today));
  const problems = read.flatMap((line) => ('said' in line ? line.said : []));
  if (problems.length > 0) return { problems };
  const entries = read.flatMap((line) => ('entry' in line ? [line.entry] : []));
  const warnings = read.flatMap((line) => ('entry' in line ? line.warnings : []));
  return { entries, warnings: [...table.notes, ...warnings] };
};

type Line = { entry: PaperEntry; warnings: Problem[] } | { said: Problem[] };

const readLine = (dir: Directory, kind: AnyKind, entry: Entry, today: JstDate): Line => {
  const requester = readRequester(dir, entry, today);
  const values = readValues(kind, entry);
  const permission = readPermission(dir, entry, today);
  const said = [
    ...('said' in requester ? requester.said : []),
    ...('said' in values ? values.said : []),
    ...('said' in permission ? permission.said : []),
  ];
  const at = (text: string): Problem => ({ line: entry.line, text });
  if ('said' in requester || 'said' in values || 'said' in permission) return { said: said.map(at) };
  if (permission.permittedBy === requester.requester) {
    return { said: [at('申請者と許可した人が同じです。許可した人を確かめてください。(対策基準 3(2)(カ)①)')] };
  }
  const read = { line: entry.line, ...requester, values: values.values, ...permission };
  return { entry: read, warnings: warningsOf(kind, read, today).map(at) };
};

const warningsOf = (kind: AnyKind, entry: PaperEntry, today: JstDate): string[] => {
  const period = kind.period(entry.values);
  return [
    ...(entry.permitterKnown ? [] : [`許可した人「${entry.permittedBy}」は名簿にない方です。このまま記録します。`]),
    ...(period && entry.permittedOn > period.from
      ? ['許可日が持出日より後です。持ち出す前に許可が要ります。(対策基準 7(1)(エ))']
      : []),
    ...(period && period.until < today
      ? [`返却予定日(${showDate(period.until)})を過ぎています。取り込むと、借りた方と管理者に知らせます。`]
      : []),
  ];
};

type Sentences = Readonly<Record<string, string>>;

const sentences = (wrong: Sentences): string[] =>
  Object.entries(wrong).map(([field, text]) => `${columnFor(field)}: ${text}`);

/** The cells as the form would have them, and those that can't be understood, by field. */
const readCells = (kind: AnyKind, entry: Entry): { raw: RawValues; misread: Sentences } => {
  const raw: Record<string, string | readonly string[]> = {};
  const misread: Record<string, string> = {};
  for (const [column, { field, read }] of Object.entries(paperCells)) {
    const found = read(entry.cell(column), fieldNamed(kind.fields, field));
    if (typeof found === 'object' && 'said' in found) misread[field] = found.said;
    else raw[field] = found;
  }
  return { raw, misread };
};

const readValues = (
  kind: AnyKind,
  entry: Entry,
): { values: Readonly<Record<string, unknown>> } | { said: string[] } => {
  const { raw, misread } = readCells(kind, entry);
  const form = readForm(kind.fields, raw);
  if (!form.ok) return { said: sentences({ ...form.refusal.fields, ...misread }) };
  if (Object.keys(misread).length > 0) return { said: sentences(misread) };
  // What is out already is judged by the day it left.
  const problem = kind.check(form.value, kind.period(form.value)?.from ?? '', [], defaultSettings);
  if (!problem) return { values: form.value };
  return { said: 'stop' in problem ? [problem.stop.text] : sentences(problem.fields) };
};

const columnFor = (field: string): string =>
  Object.entries(paperCells).find(([, cell]) => cell.field === field)?.[0] ?? field;

/** `items.0.type` is the field `type` of the rows `items`. */
const fieldNamed = (fields: Fields, name: string) => {
  const [first = '', , cell = ''] = name.split('.');
  const field = fields[first];
  if (field?.kind === 'rows') return field.fields[cell];
  return field;
};

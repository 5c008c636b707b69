import type { UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { type Columns, type Entry, type Problem, type Row, readTable } from '../people/table.ts';
import { readClauseId } from '../policies/clause-id.ts';
import { isDate } from '../time.ts';
import type { Duty, DutyRole, Question } from './duty.ts';
import { blankDuty } from './propose.ts';
import { shippedDuty } from './shipped.ts';
import { doneLabels, listed, readDays, readEvery, readRole, readTell, roleLabels } from './words.ts';

/** One duty as a file describes it. */
export type Described = { line: number; duty: Duty; due: string; from?: string };

const columns: Columns = {
  required: ['コード', '名前', 'してもらうこと', '根拠', '対象', 'くり返し', '期限'],
  optional: [
    '始める日',
    '部署',
    '雇用区分',
    '対象者',
    'システム',
    'お知らせ',
    'その後',
    '終わり方',
    'あとで',
    '知らせる相手',
    '結果を見る人',
    '報告先',
    '教材',
    '問題',
    '正しい答え',
    '違う答え',
    '問題の根拠',
  ],
};

export const dutyColumns = [...columns.required, ...(columns.optional ?? [])];

/** Reads one cell; undefined is what nobody can make sense of. */
type Cell<T> = { column: string; read: (cell: string) => T | undefined; says: string };

const each =
  <T>(read: (word: string) => T | undefined) =>
  (cell: string): T[] | undefined => {
    const found = listed(cell).map(read);
    return found.every((one) => one !== undefined) ? (found as T[]) : undefined;
  };

const dayIn = (cell: string): string | undefined => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
};

const between =
  (most: number) =>
  (cell: string): number | undefined =>
    /^\d{1,2}$/.test(cell) && Number(cell) <= most ? Number(cell) : undefined;

const squeeze = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');

const unitIn =
  (dir: Directory) =>
  (name: string): UnitId | undefined =>
    dir.data.units.find(({ bu, group, until }) => bu !== '' && !until && squeeze(bu + group) === squeeze(name))?.id;

const doneIn = (cell: string): Duty['done'] | undefined =>
  (Object.keys(doneLabels) as Duty['done'][]).find((done) => doneLabels[done] === cell);

const roleNames = Object.values(roleLabels).join('」「');
const rolesSay = `役割は「${roleNames}」を「、」で区切って入れてください。`;

const cells = (dir: Directory) => ({
  clauses: { column: '根拠', read: each(readClauseId), says: '「2-7(2)(エ)」のように条番号を入れてください。' },
  roles: { column: '対象', read: each(readRole), says: rolesSay },
  every: {
    column: 'くり返し',
    read: readEvery,
    says: '「年1回」「1回」「6か月ごと」「着任から30日」のどれかの形にしてください。',
  },
  due: { column: '期限', read: dayIn, says: '「2026-12-01」のような実在する日付にしてください。' },
  from: { column: '始める日', read: dayIn, says: '「2026-12-01」のような実在する日付にしてください。' },
  units: { column: '部署', read: each(unitIn(dir)), says: '名簿にある部か「部 グループ」を入れてください。' },
  people: {
    column: '対象者',
    read: each((id) => dir.person(id)?.id),
    says: '名簿にある職員番号を「、」で区切って入れてください。',
  },
  remind: {
    column: 'お知らせ',
    read: readDays,
    says: '「10日前、3日前、当日」のように、期限からの営業日を入れてください。',
  },
  again: { column: 'その後', read: between(60), says: '0から60までの数字にしてください。' },
  done: {
    column: '終わり方',
    read: doneIn,
    says: `「${Object.values(doneLabels).join('」「')}」のどれかにしてください。`,
  },
  later: { column: 'あとで', read: between(5), says: '0から5までの数字にしてください。' },
  tell: {
    column: '知らせる相手',
    read: readTell,
    says: '「1:情報管理者、3:情報セキュリティ管理者」のように入れてください。',
  },
  seenBy: { column: '結果を見る人', read: each(readRole), says: rolesSay },
  reportTo: { column: '報告先', read: readRole, says: rolesSay },
});

type Read = { [K in keyof ReturnType<typeof cells>]?: NonNullable<ReturnType<ReturnType<typeof cells>[K]['read']>> };

const readCells = (dir: Directory, { line, cell }: Entry): { read: Read; problems: Problem[] } => {
  const problems: Problem[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, { column, read: readIt, says }] of Object.entries(cells(dir)) as [string, Cell<unknown>][]) {
    const said = cell(column);
    if (said === '') continue;
    const value = readIt(said);
    if (value === undefined) problems.push({ line, text: `${column}「${said.slice(0, 40)}」は使えません。${says}` });
    else read[name] = value;
  }
  return { read: read as Read, problems };
};

const tooLong = ({ line, cell }: Entry): Problem[] =>
  (
    [
      ['コード', 40],
      ['名前', 40],
      ['システム', 40],
      ['してもらうこと', 400],
      ['教材', 500],
      ['問題', 150],
      ['正しい答え', 70],
    ] as const
  )
    .filter(([column, most]) => cell(column).length > most)
    .map(([column, most]) => ({ line, text: `${column}は${most}文字までです。短くしてください。` }));

const missing = ({ line, cell }: Entry, base: Duty | undefined, read: Read): Problem[] => {
  const needed = [
    ...(base ? [] : (['名前', 'してもらうこと', '根拠', '対象', 'くり返し'] as const)),
    ...(read.every?.kind === 'joining' || base?.every.kind === 'joining' ? [] : (['期限'] as const)),
  ];
  return needed
    .filter((column) => cell(column) === '')
    .map((column) => ({ line, text: `${column}がありません。入れてください。` }));
};

const audience = (base: Duty, { cell }: Entry, read: Read): Duty['who'] => ({
  ...base.who,
  ...(read.roles ? { roles: read.roles as DutyRole[] } : {}),
  units: read.units ?? base.who.units,
  employment: cell('雇用区分') ? listed(cell('雇用区分')) : base.who.employment,
  ...(read.people ? { people: read.people } : {}),
});

/** What a line says; what it leaves empty stays as it was. */
const given = <T extends object>(values: { [K in keyof T]?: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;

const described = (base: Duty, entry: Entry, read: Read): Duty => {
  const { cell } = entry;
  const { clauses, every, remind, again, done, later, tell, seenBy, reportTo } = read;
  const words = { label: cell('名前'), what: cell('してもらうこと'), system: cell('システム'), material: cell('教材') };
  return {
    ...base,
    name: cell('コード'),
    ...given<Duty>({ ...words, clauses, every, remind, again, done, later, tell, seenBy, reportTo }),
    who: audience(base, entry, read),
    reported: reportTo !== undefined || base.reported,
    quiz: [...base.quiz, ...questionIn(entry)],
  };
};

const questionIn = ({ cell }: Entry): Question[] => {
  const clause = readClauseId(cell('問題の根拠')) ?? '';
  const question = { text: cell('問題'), right: cell('正しい答え'), wrong: listed(cell('違う答え')), clause };
  return question.text ? [question] : [];
};

const halfQuestion = (entry: Entry): Problem[] => {
  const [question] = questionIn(entry);
  const half = question && (question.right === '' || question.wrong.length === 0);
  return half ? [{ line: entry.line, text: '問題には、正しい答えと違う答えも入れてください。' }] : [];
};

/** A line that names a code again and nothing else adds a question to it. */
const addsQuestion = ({ cell }: Entry): boolean => cell('名前') === '' && cell('期限') === '' && cell('問題') !== '';

type Gathered = { all: Map<string, Described>; problems: Problem[] };

const gather = (dir: Directory, { all, problems }: Gathered, entry: Entry): void => {
  const { line, cell } = entry;
  const code = cell('コード');
  const before = all.get(code);
  problems.push(...tooLong(entry), ...halfQuestion(entry));
  if (code === '') problems.push({ line, text: 'コードがありません。ほかと違う名前を入れてください。' });
  else if (before && addsQuestion(entry)) {
    all.set(code, { ...before, duty: { ...before.duty, quiz: [...before.duty.quiz, ...questionIn(entry)] } });
  } else if (before)
    problems.push({ line, text: `コード「${code}」は${before.line}行目にもあります。別のコードにしてください。` });
  else {
    const base = shippedDuty(code);
    const { read, problems: wrong } = readCells(dir, entry);
    problems.push(...wrong, ...missing(entry, base, read));
    const from = read.from ? { from: read.from } : {};
    all.set(code, { line, duty: described(base ?? blankDuty, entry, read), due: read.due ?? '', ...from });
  }
};

const mostQuestions = 5;

/** Duties as a spreadsheet describes them; a code of those that are shipped fills what a line leaves empty. */
export const readDuties = (
  dir: Directory,
  rows: readonly Row[],
  today: string,
): { duties: readonly Described[]; warnings: readonly Problem[] } | { problems: readonly Problem[] } => {
  const table = readTable(rows, columns);
  if ('problems' in table) return table;
  const gathered: Gathered = { all: new Map(), problems: [] };
  for (const entry of table.entries) gather(dir, gathered, entry);
  const duties = [...gathered.all.values()].map((one) => ({ ...one, due: one.due || today }));
  const late = duties
    .filter(({ due }) => due < today)
    .map(({ line }) => ({ line, text: '期限が過ぎています。今日以降にしてください。' }));
  const many = duties
    .filter(({ duty }) => duty.quiz.length > mostQuestions)
    .map(({ line }) => ({ line, text: `問題は${mostQuestions}つまでです。減らしてください。` }));
  const problems = [...gathered.problems, ...late, ...many].toSorted((a, b) => a.line - b.line);
  return problems.length > 0 ? { problems } : { duties, warnings: table.notes };
};

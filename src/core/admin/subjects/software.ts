import { z } from 'zod';
import { text as line } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import type { RawValues } from '../../form.ts';
import { cut } from '../../people/staff-rows.ts';
import { type Columns, type Problem, readTable } from '../../people/table.ts';
import { ok, type Result } from '../../result.ts';
import { ListedSoftware } from '../../settings.ts';
import { listedName } from '../../software-list.ts';
import { isDate, showDate } from '../../time.ts';
import { pasted, tableRows, typedTable, wrongLines } from '../paste.ts';
import { settle } from '../settle.ts';
import type { Plan, Subject } from '../subject.ts';
import { supportEndNotes, warningDays } from '../support-end.ts';

const Input = z.object({ list: z.array(ListedSoftware) });
type Input = z.infer<typeof Input>;

const columns: Columns = { required: ['製品名', '版', 'サポート終了日'] };
const most = 500;

const fields = {
  parts: pasted('使ってよいソフトの一覧', '見出しは「製品名、版、サポート終了日」。版と日付は空でもかまいません。'),
};

const dateOf = (cell: string): string => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : cell;
};

const problemsOf = (
  one: ListedSoftware,
  lineNo: number,
  earlier: readonly { one: ListedSoftware; line: number }[],
): Problem[] => {
  const twin = earlier.find((other) => listedName(other.one) === listedName(one));
  const said = [
    ...(one.product === '' ? ['製品名がありません。名前を入れるか、行を消してください。'] : []),
    ...(one.product.length > 100 || one.version.length > 40 ? ['製品名は100文字、版は40文字までにしてください。'] : []),
    ...(one.until !== '' && !isDate(one.until)
      ? [`サポート終了日「${cut(one.until)}」は日付として読めません。「2027-03-31」か「2027/3/31」の形にしてください。`]
      : []),
    ...(twin ? [`${twin.line}行目と同じ製品・版です。どちらかの行を消してください。`] : []),
  ];
  return said.map((text) => ({ line: lineNo, text }));
};

const read = (_ctx: Ctx, raw: RawValues): Result<Input> => {
  const typed = typedTable(fields, raw);
  if (!typed.ok) return typed;
  const rows = tableRows(typed.value);
  if (!rows.ok) return rows;
  const table = readTable(rows.value, columns);
  if ('problems' in table) return wrongLines(table.problems);
  const found = table.entries.map(({ line: at, cell }) => ({
    line: at,
    one: { product: cell('製品名'), version: cell('版'), until: dateOf(cell('サポート終了日')) },
  }));
  const problems = found.flatMap(({ one, line: at }, index) => problemsOf(one, at, found.slice(0, index)));
  const tooMany = found.length > most ? [{ line: 0, text: `一覧は${most}件までです。` }] : [];
  return problems.length + tooMany.length > 0
    ? wrongLines([...tooMany, ...problems])
    : ok({ list: found.map(({ one }) => one) });
};

const lineOf = ({ product, version, until }: ListedSoftware): string =>
  `${product}${version ? ` ${version}` : ''}${until ? `(サポートは${showDate(until)}まで)` : ''}`;

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const { list } = Input.parse(raw);
  const was = ctx.settings.software;
  const known = new Map(was.map((one) => [listedName(one), one]));
  const now = new Map(list.map((one) => [listedName(one), one]));
  const sections = [
    { title: '加わるもの', lines: list.filter((one) => !known.has(listedName(one))).map(lineOf) },
    { title: '外れるもの', lines: was.filter((one) => !now.has(listedName(one))).map(lineOf) },
    {
      title: 'サポート終了日が変わるもの',
      lines: list.flatMap((one) => {
        const before = known.get(listedName(one));
        return before && before.until !== one.until
          ? [`${lineOf(before)} → ${one.until ? showDate(one.until) : '決まっていない'}`]
          : [];
      }),
    },
  ].filter(({ lines }) => lines.length > 0);
  return settle(ctx, { software: list }, sections);
};

/** The list of 2-8(1)(ツ): what stands on it needs no request; whose support has ended is no longer on it. */
export const software: Subject<Input> = {
  kind: 'adminSoftware',
  label: '使ってよいソフトの一覧',
  words: ['使ってよいソフト', '承認済みソフト', 'ソフトの一覧'],
  about: '申請なしで使えるソフトと、サポート終了日',
  clause: '2-8(1)(ツ)①',
  intro: (ctx) => [
    line(`いまの一覧は${ctx.settings.software.length}件です。貼り付けた表が、一覧の全体になります。`),
    line(
      'ここにあるソフトは、申請のフォームで「申請は要りません」と案内されます。サポート終了日を過ぎたものは、一覧にないものとして扱います。',
      'subtle',
    ),
  ],
  fields: () => fields,
  raw: ({ settings }) => ({
    'parts.0.table': [
      columns.required.join('\t'),
      ...settings.software.map(({ product, version, until }) => [product, version, until].join('\t')),
    ].join('\n'),
  }),
  read,
  plan,
  later: {
    days: (input) => warningDays(Input.parse(input).list),
    tell: (ctx, _input, on) => supportEndNotes(ctx, on),
  },
};

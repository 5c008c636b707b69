import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { chartData } from './chart.ts';
import type { World } from './world.ts';

export const heading = ['職員番号', '氏名', 'メール', '部', 'グループ', '役職', '雇用区分', '着任日', '離任日'];

/** The usual chart as HR would copy it from a spreadsheet, with some lines put otherwise: one by one, by 職員番号. */
export const staffTable = (
  otherwise: Readonly<Record<string, readonly string[] | undefined>> = {},
  more: readonly (readonly string[])[] = [],
): string => {
  const { posts, units } = chartData();
  const lines = posts.flatMap((post): (readonly string[])[] => {
    const unit = units.find(({ id }) => id === post.unit);
    const { person, position, employment, from } = post;
    if (person in otherwise) return otherwise[person] ? [otherwise[person]] : [];
    return [
      [person, person, `${person}@example.jp`, unit?.bu ?? '', unit?.group ?? '', position, employment, from, ''],
    ];
  });
  return [heading, ...lines, ...more].map((cells) => cells.join('\t')).join('\r\n');
};

export const pasteStaff = (world: World, who: string, table: string, missing = 'stay'): Promise<Reply> =>
  world.submit(who, 'adminStaff/new', { 'parts.0.table': table, missing });

/** What a form is filled with when it opens, some of it put otherwise, and sent. */
export const fillIn = async (world: World, who: string, form: string, values: RawValues): Promise<Reply> => {
  const opened = await world.ask(who, { type: 'open', form, context: {} });
  if (opened.kind !== 'form') return opened;
  const raw = Object.fromEntries(
    opened.form.fields
      .flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]))
      .map((field) => [field.name, field.value]),
  );
  return world.ask(who, { type: 'submit', form, context: opened.form.context, values: { ...raw, ...values } });
};

export const factsOf = async (world: World, chain: string): Promise<{ type: string; actor: string; data: string }[]> =>
  (await world.store.ledger.recordsOf(chain)).map(({ type, actor, data }) => ({ type, actor, data }));

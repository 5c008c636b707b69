import { choiceOrNone, choices, date, text } from '../fields.ts';
import type { RawValues } from '../form.ts';
import type { Fields } from '../form-schema.ts';
import { type Item, type ItemName, type Items, itemLabels, openItems, wordsOf } from './items.ts';
import type { Report } from './report.ts';
import type { As } from './standing.ts';

/** Who can know what: cause and the two policies are nothing to ask a frightened reporter about. */
const asked: readonly (readonly [as: As, items: readonly ItemName[]])[] = [
  ['reporter', ['subject', 'body', 'foundAt', 'occurredAt', 'leaked']],
  ['unitManager', ['foundAt', 'occurredAt', 'leaked', 'cause']],
  ['infrastructure', ['occurredAt', 'cause', 'recovery']],
  ['manager', ['subject', 'body', 'foundAt', 'occurredAt', 'leaked', 'cause', 'response', 'recovery']],
];

/** Items this person is asked for, in the clause's order. */
export const itemsFor = (as: ReadonlySet<As>): ItemName[] => {
  const own = new Set(asked.flatMap(([who, items]) => (as.has(who) ? items : [])));
  return (Object.keys(itemLabels) as ItemName[]).filter((name) => own.has(name));
};

/** Of what the report still lacks, what this person could say. */
export const lackingFor = (report: Report, as: ReadonlySet<As>): ItemName[] =>
  itemsFor(as).filter((name) => report.items[name] === undefined || report.items[name]?.is === 'open');

/** When any unit first knew is for those to say who count from it. */
export const asksFirstKnown = (as: ReadonlySet<As>): boolean => as.has('unitManager') || as.has('manager');

const moment = (name: string, label: string): Fields => ({
  [`${name}On`]: date({ label, required: false }),
  [`${name}Clock`]: text({
    label: `${label}の時刻`,
    hint: '例: 14:30。分からなければ空のまま',
    max: 20,
    required: false,
  }),
});

const words = (name: ItemName, hint: string, max: number): Fields => ({
  [name]: text({ label: itemLabels[name], hint, max, lines: max > 200, required: false }),
});

const drawn: Readonly<Partial<Record<ItemName, Fields>>> = {
  subject: words('subject', '変えるときだけ', 100),
  foundAt: moment('foundAt', '判明した日'),
  occurredAt: moment('occurredAt', '発生した日'),
  body: words('body', '足したり直したりできます。前の内容も残ります。', 3000),
  leaked: words('leaked', '種類と件数。例: 申込書(氏名・住所) 約30人分。中身そのものは書かないでください。', 1000),
  cause: words('cause', '例: 宛先の候補から別の方を選んだ', 1000),
  response: words('response', 'これからどう対処するか', 1000),
  recovery: words('recovery', 'どうやって元に戻すか', 1000),
};

export const fieldsToFill = (as: ReadonlySet<As>): Fields => {
  const names = itemsFor(as);
  const options = names
    .filter((name) => name !== 'subject' && name !== 'body')
    .map((name) => ({ value: name, label: itemLabels[name] }));
  return {
    ...Object.assign({}, ...names.map((name) => drawn[name] ?? {})),
    ...(asksFirstKnown(as) ? moment('knownAt', '財団のだれかが最初に知った日') : {}),
    ...(names.includes('leaked')
      ? {
          personal: choiceOrNone({
            label: '個人情報',
            options: [
              { value: 'yes', label: '含まれる(含まれるかもしれない)' },
              { value: 'no', label: '含まれない' },
              { value: 'unknown', label: '分からない・調査中' },
            ],
          }),
        }
      : {}),
    open: choices({ label: '調査中のもの', options, required: false }),
  };
};

const rawMoment = (name: string, item: Item | undefined): RawValues =>
  item?.is === 'moment' ? { [`${name}On`]: item.when.on, [`${name}Clock`]: item.when.clock } : {};

/** What the form begins with. What leaked does not stand in it: it is shown on request alone, and that is recorded. */
export const rawToFill = (report: Report, as: ReadonlySet<As>): RawValues => {
  const { items } = report;
  const own = itemsFor(as);
  const texts = own.filter((name) => name !== 'leaked' && items[name]?.is === 'known');
  return {
    ...Object.fromEntries(texts.map((name) => [name, wordsOf(items, name)])),
    ...rawMoment('foundAt', items.foundAt),
    ...rawMoment('occurredAt', items.occurredAt),
    ...(report.firstKnown ? { knownAtOn: report.firstKnown.on, knownAtClock: report.firstKnown.clock } : {}),
    personal: report.personal,
    open: openItems(items).filter((name) => own.includes(name)),
  };
};

/** Items whose answer differs, by name. */
export const changedItems = (before: Items, after: Items): ItemName[] =>
  (Object.keys(after) as ItemName[]).filter((name) => !sameItem(before[name], after[name]));

export const sameItem = (a: Item | undefined, b: Item | undefined): boolean => {
  if (a?.is === 'known' && b?.is === 'known') return a.value === b.value;
  if (a?.is === 'moment' && b?.is === 'moment') return a.when.on === b.when.on && a.when.clock === b.when.clock;
  return a?.is === b?.is;
};

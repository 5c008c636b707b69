import { ok, type Result, refuse } from '../result.ts';
import { itemsFor, sameItem } from './asks.ts';
import type { Item, ItemName, Items } from './items.ts';
import type { Before } from './step.ts';
import { isAhead, readClock, showWhen, type When } from './when.ts';

type Typed = Readonly<Record<string, unknown>>;
type Errors = Record<string, string>;

const typed = (values: Typed, name: string): string => (typeof values[name] === 'string' ? values[name] : '');

/** A day and perhaps a time of day; never ahead of now. */
const readMoment = (values: Typed, name: string, now: string, errors: Errors): When | undefined => {
  const on = typed(values, `${name}On`);
  const said = typed(values, `${name}Clock`);
  const clock = said === '' ? '' : readClock(said);
  if (clock === undefined)
    errors[`${name}Clock`] = '時刻は「14:30」のように入れてください。分からなければ空にしてください。';
  if (on === '' && said !== '') errors[`${name}On`] = '時刻だけでは記録できません。日も入れてください。';
  if (on === '' || clock === undefined) return undefined;
  const when = { on, clock };
  if (isAhead(when, now)) errors[`${name}On`] = 'まだ来ていない日時です。今より前を入れてください。';
  return when;
};

const isMoment = (name: ItemName): boolean => name === 'foundAt' || name === 'occurredAt';

type Filled = { items: Items; firstKnown: When | undefined };

/** What was filled in, over what stands: an empty field leaves its item alone, 調査中 is an answer. */
export const readItems = ({ run, report, as }: Before, values: Typed): Result<Filled> => {
  const errors: Errors = {};
  const { by } = run;
  const at = run.ctx.now;
  const open = new Set(Array.isArray(values.open) ? (values.open as string[]) : []);
  const answer = (name: ItemName): Item | undefined => {
    if (isMoment(name)) {
      const when = readMoment(values, name, at, errors);
      if (when) return { is: 'moment', when, by, at };
    } else if (typed(values, name) !== '') return { is: 'known', value: typed(values, name), by, at };
    return open.has(name) ? { is: 'open', by, at } : undefined;
  };
  const items: Items = { ...report.items };
  for (const name of itemsFor(as)) {
    const said = answer(name);
    // Whoever says the same again has not changed who said it first.
    if (said && !sameItem(items[name], said)) items[name] = said;
  }
  const firstKnown = readMoment(values, 'knownAt', at, errors) ?? report.firstKnown;
  const { foundAt, occurredAt } = items;
  if (foundAt?.is === 'moment' && occurredAt?.is === 'moment' && foundAt.when.on < occurredAt.when.on)
    errors[itemsFor(as).includes('foundAt') ? 'foundAtOn' : 'occurredAtOn'] =
      `判明した日は、発生した日(${showWhen(occurredAt.when)})より後にしてください。`;
  return Object.keys(errors).length > 0
    ? refuse(
        'invalid',
        `${Object.keys(errors).length}か所を直して、もう一度送ってください。入力した内容は残っています。`,
        errors,
      )
    : ok({ items, firstKnown });
};

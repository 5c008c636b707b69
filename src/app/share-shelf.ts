import type { Case } from '../core/case.ts';
import type { Running } from '../core/duties/finish.ts';
import { type Round, standingRound } from '../core/duties/round.ts';
import { newestShown, type Shelf } from '../core/registers/cards.ts';
import type { Register } from '../core/registers/register.ts';
import { yearSpan } from '../core/registers/year.ts';
import type { Desk } from './desk.ts';
import type { CaseFilter } from './ports.ts';
import { caseOf, plansOf, taskPages } from './rounds.ts';

/** One way the store is asked, and what of its answer counts. */
export type Look = { filter: CaseFilter; fits: (found: Case) => boolean };

/** Of which 年度, how the store is asked, and whose line is shown by name. */
type Fits = { year: number; looks: readonly Look[]; names: (found: Case) => boolean };

export const isDone = ({ state }: Case): boolean => (state as Round).doneAt !== undefined;

/** Lived in that 年度: begun before it ended, not over before it began. */
const livedIn = ({ state }: Running, year: number): boolean => {
  const { openedFrom, openedUntil } = yearSpan(year);
  return (state.startedAt ?? '') < openedUntil && (state.closedAt ?? openedFrom) >= openedFrom;
};

const lastFirst = (a: Case, b: Case): number => Number(isDone(b)) - Number(isDone(a)) || compare(b, a);

const compare = (a: Case, b: Case): number => {
  if (a.updatedAt === b.updatedAt) return a.id < b.id ? -1 : 1;
  return a.updatedAt < b.updatedAt ? -1 : 1;
};

type Parts = Pick<Desk, 'pages' | 'store'>;

/** How many shares of a plan one look finds, read from counts alone where that is enough. */
const countIn = async ({ store }: Parts, register: Register, plan: Running, look: Look): Promise<number> => {
  const { units, involving } = look.filter;
  if (involving) return (await linesIn({ store }, register, plan, look)).length;
  const counts = await store.tasks.counts(plan.id);
  return counts.reduce((sum, { unit, count }) => sum + (units?.includes(unit) === false ? 0 : count), 0);
};

const linesIn = async (
  { store }: Pick<Parts, 'store'>,
  register: Register,
  plan: Running,
  { filter: { units, involving }, fits }: Look,
): Promise<Case[]> => {
  const who = { ...(units ? { units } : {}), ...(involving ? { people: [involving] } : {}) };
  const lines: Case[] = [];
  for await (const tasks of taskPages(store, { plan: plan.id, ...who })) {
    lines.push(...tasks.map((task) => caseOf(register, standingRound(plan, task))).filter(fits));
  }
  return lines;
};

/**
 * A register of duties on the screen: how many shares stand in it, and those done last. Every round that was ever done
 * is in the file; here a share is one line.
 */
export const shareShelf = async (
  parts: Parts,
  register: Register,
  { year, looks, names }: Fits,
  shown: boolean,
): Promise<Shelf> => {
  let count = 0;
  let newest: Case[] = [];
  for await (const { plan } of plansOf(parts, register)) {
    if (!livedIn(plan, year)) continue;
    for (const look of looks) {
      count += await countIn(parts, register, plan, look);
      const lines = shown ? await linesIn(parts, register, plan, look) : [];
      newest = [...newest, ...lines.filter(names)].sort(lastFirst).slice(0, newestShown);
    }
  }
  return { register, count, newest };
};

import type { Case } from '../core/case.ts';
import type { Ctx, Decision } from '../core/feature.ts';
import type { PersonId } from '../core/outbound.ts';
import { fiscalYear, jstDate } from '../core/time.ts';
import type { Intent } from './intents.ts';
import type { Loaded } from './load-case.ts';
import type { Change, Store } from './ports.ts';

/** The parts of a change that touch nothing. */
export const nothing = { slots: [], timers: [], homes: [], cases: [] } as const;

/** One opened form makes at most one case, however often its platform sends it. */
const keyOf = ({ ask, key }: Intent, ctx: Ctx, decision: Decision<unknown>): string => {
  if (ask.type === 'submit' && !ask.context.case && ask.context.once) return `form/${ask.context.once}`;
  // A wake-up that recorded nothing (it came at night, say) has not happened: its timer may want the same moment again.
  return ask.type === 'wake' && decision.facts.length === 0 ? `${key}/${ctx.now}` : key;
};

/** `takeout-2026-12`: kind of the form, 年度 of the day, next number. */
export const newCaseId = async (store: Store, form: string, now: string): Promise<string> => {
  const kind = form.split('/')[0] ?? '';
  const year = fiscalYear(jstDate(now));
  return `${kind}-${year}-${await store.nextNumber(`${kind}/${year}`)}`;
};

type Parts = { intent: Intent; ctx: Ctx; loaded: Loaded; id: string; decision: Decision<unknown> };

const commonOf = ({ intent, ctx, decision }: Parts): Omit<Change, keyof typeof nothing> => {
  const key = keyOf(intent, ctx, decision);
  return {
    key,
    ...(intent.ownKey && key !== intent.key ? { unless: intent.key } : {}),
    at: ctx.now,
    expectDirectory: ctx.dir.version,
    facts: decision.facts,
    ...(intent.ask.type === 'wake' ? { fired: intent.ask.timer } : {}),
    ...(decision.tasks ? { tasks: decision.tasks } : {}),
    ...(decision.digests ? { digests: decision.digests } : {}),
    ...(decision.directory ? { directory: decision.directory } : {}),
  };
};

type Drawn = Pick<Change, 'slots' | 'timers' | 'cases'>;

/** One case as it is from now on, with its cards and timers. */
const drawn = ({ ctx, loaded }: Parts, id: string, row: Case | undefined, state: unknown): Drawn => {
  const version = (row?.version ?? 0) + 1;
  const { slots, timers, ...columns } = loaded.feature.project(ctx, id, version, state);
  const { now } = ctx;
  const next: Case = {
    id,
    kind: id.split('-')[0] ?? '',
    version,
    openedAt: row?.openedAt ?? now,
    updatedAt: now,
    state,
    ...columns,
  };
  return { cases: [{ next, expected: row?.version ?? 0 }], slots, timers: [{ subject: id, timers }] };
};

const concerned = (row: Case | undefined, { cases }: Drawn): PersonId[] =>
  [...(row?.involved ?? []), ...cases.flatMap(({ next }) => next.involved)].map((one) => one.person);

/** Somebody's home names a case with its people and status: only then is there anything to draw anew. */
const shows = (row: Case, { cases }: Drawn): boolean =>
  cases.some(
    ({ next }) =>
      next.status !== row.status ||
      next.open !== row.open ||
      JSON.stringify(next.involved) !== JSON.stringify(row.involved),
  );

/** Other cases the decision changed, by the rows it had before it. */
const others = (parts: Parts): (Drawn & { homes: PersonId[] })[] =>
  (parts.decision.also ?? []).map(({ id, next }) => {
    const row = parts.loaded.related?.find((one) => one.id === id);
    if (!row) throw new Error(`a decision changed ${id}, which it had not been given`);
    const one = drawn(parts, id, row, next);
    return { ...one, homes: shows(row, one) ? concerned(row, one) : [] };
  });

/** A decision as one commit: the state, its cards and timers, the record, and everybody whose home shows it. */
export const changeOf = (parts: Parts): Change => {
  const { loaded, id, decision } = parts;
  const { row } = loaded;
  const pings = decision.pings ?? [];
  const asked = (decision.tasks ?? []).map(({ next }) => next.person);
  if (decision.next === undefined) return { ...nothing, ...commonOf(parts), slots: pings, homes: [...new Set(asked)] };
  const own = drawn(parts, id, row, decision.next);
  const more = others(parts);
  return {
    ...commonOf(parts),
    cases: [own, ...more].flatMap(({ cases }) => cases),
    slots: [...[own, ...more].flatMap(({ slots }) => slots), ...pings],
    timers: [own, ...more].flatMap(({ timers }) => timers),
    homes: [...new Set([...concerned(row, own), ...more.flatMap(({ homes }) => homes)])],
  };
};

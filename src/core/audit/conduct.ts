import { z } from 'zod';
import { nobodyAbove } from '../people/chain-steps.ts';
import type { Decision, Told } from './decisions.ts';

/** A time that passed without what was to be done by then. */
export type Missed = { id: string; kind: string; at: string; type: string; what: string };

const late: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => string>> = {
  'request.escalated': () => '期限までに返事がなく、上位者にも届けた',
  'request.overdue': ({ due }) => `期限 ${String(due)} を過ぎても終わっていない`,
  'report.unheard': () => '15分たっても受け付けられていない',
  'report.orderLate': ({ no }) => `応急の指示 ${String(no)} が期限を過ぎた`,
  'report.lawWarned': ({ what }) => `法律の期限: ${Array.isArray(what) ? what.join('、') : ''}`,
};

const Data = z.record(z.string(), z.unknown());

/** What one case has missed. An overdue return is told again and again: once is enough. */
export const missedIn = ({ id, kind }: { id: string; kind: string }, records: readonly Told[]): Missed[] => {
  const seen = new Set<string>();
  return records.flatMap(({ at, type, data }): Missed[] => {
    const word = Object.hasOwn(late, type) ? late[type]?.(Data.parse(JSON.parse(data))) : undefined;
    if (word === undefined || seen.has(word)) return [];
    seen.add(word);
    return [{ id, kind, at, type, what: word }];
  });
};

/** How often one person decided for another. */
export type Pair = { by: string; for: string; count: number; back: number };

const pairsOf = (decisions: readonly Decision[]): Pair[] => {
  const counts = new Map<string, number>();
  const key = (by: string, whose: string): string => JSON.stringify([by, whose]);
  for (const { by, requester } of decisions) counts.set(key(by, requester), (counts.get(key(by, requester)) ?? 0) + 1);
  return [...counts]
    .map(([pair, count]) => {
      const [by = '', whose = ''] = JSON.parse(pair) as string[];
      return { by, for: whose, count, back: counts.get(key(whose, by)) ?? 0 };
    })
    .sort((a, b) => b.count - a.count || (a.by + a.for < b.by + b.for ? -1 : 1));
};

const approving: ReadonlySet<string> = new Set(['request.approved', 'request.approvedWithConditions']);

/** Two approvals of one round by one mind: by the same person, or by a deputy and whoever they stood in for. */
const sameMind = (decisions: readonly Decision[]): Decision[] => {
  const minds = new Map<string, Set<string>>();
  return decisions.filter(({ id, type, by, deputyFor }) => {
    // What was taken back or sent back begins a new round.
    if (!approving.has(type)) {
      if (type !== 'request.returnConfirmed') minds.delete(id);
      return false;
    }
    const known = minds.get(id) ?? new Set();
    const own = [by, ...(deputyFor ? [deputyFor] : [])];
    const twice = own.some((mind) => known.has(mind));
    minds.set(id, new Set([...known, ...own]));
    return twice;
  });
};

/** Separation of duties in a span: what should never be found, and what an auditor looks at. */
export type Conduct = {
  decisions: readonly Decision[];
  /** Decided by whoever asked: never, if everything is right (2-3(2)(カ)①). */
  own: readonly Decision[];
  twice: readonly Decision[];
  deputised: readonly Decision[];
  nobodyAbove: readonly Decision[];
  pairs: readonly Pair[];
  missed: readonly Missed[];
};

export const conductOf = (decisions: readonly Decision[], missed: readonly Missed[]): Conduct => ({
  decisions,
  own: decisions.filter(
    ({ owners, by, deputyFor }) => owners.includes(by) || (deputyFor !== undefined && owners.includes(deputyFor)),
  ),
  twice: sameMind(decisions),
  deputised: decisions.filter(({ deputyFor }) => deputyFor !== undefined),
  nobodyAbove: decisions.filter(({ note }) => note.includes(nobodyAbove)),
  pairs: pairsOf(decisions),
  missed,
});

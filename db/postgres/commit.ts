import { setTimeout as pause } from 'node:timers/promises';
import type { Change, CommitOutcome } from '../../src/app/ports.ts';
import { saltSource } from '../salt.ts';
import type { Patience, Query } from './database.ts';
import { gatherer } from './gather.ts';
import { recently } from './recent.ts';
import { explained, isConflict, isReadOnly, isUnreachable, takesNothing, Unreachable } from './sentences.ts';
import { readStands, refusalOf, type Stands } from './stands.ts';

export type Outcome = { ok: true; value: CommitOutcome } | { ok: false; error: unknown };

/** Each time somebody else was faster, and so something was done: this many times in a row is a fault. */
const mostTries = 50;
const reconnectMs = 50;

/**
 * Writes changes together: one question for what stands, unless this process wrote it last itself, then one call that
 * writes all of them, or nothing when something of it has moved on meanwhile. `until`: real time (ms) after which
 * nobody waits for the outcome.
 */
export const committer = (query: Query, patience: Patience) => {
  const attempt = attempter(query, patience);

  const together = async (changes: readonly Change[], until: number): Promise<Outcome[]> => {
    const unsure = new Set<string>();
    let renewed = false;
    for (let tries = 0; tries < mostTries; tries++) {
      const outcomes = await attempt(changes, { unsure, until, first: tries === 0 }).catch((error: unknown) => {
        if (isReadOnly(error) && !renewed) {
          renewed = true;
          return 'again' as const;
        }
        if (!isUnreachable(error) || Date.now() + reconnectMs > until) throw error;
        return 'cut' as const;
      });
      if (Array.isArray(outcomes)) return outcomes;
      await pause(outcomes === 'cut' ? reconnectMs : Math.random() * Math.min(tries, 10));
    }
    throw new Error('others change the same thing all the time');
  };

  /** One of them cannot be written: its neighbours come through. */
  const oneByOne = async (changes: readonly Change[], until: number): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const change of changes) outcomes.push(...(await together([change], until).catch((error) => [failed(error)])));
    return outcomes;
  };

  return (changes: readonly Change[], until: number): Promise<Outcome[]> =>
    together(changes, until).catch((error: unknown) => {
      if (changes.length > 1 && !takesNothing(error)) return oneByOne(changes, until);
      return changes.map(() => failed(error));
    });
};

const failed = (error: unknown): Outcome => ({ ok: false, error: explained(error) });

type Circumstances = {
  /** Keys of changes whose writing was begun and not answered. */
  unsure: Set<string>;
  until: number;
  /** Not tried before: what is remembered may do. */
  first: boolean;
};

const attempter = (query: Query, patience: Patience) => {
  const salt = saltSource();
  const recent = recently();

  /** False when something has moved on. */
  const write = async (rows: object): Promise<boolean> => {
    try {
      const [answer] = await query<{ written: boolean }>('select mamori_commit($1) as written', [rows], patience);
      return answer?.written === true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  };

  const restsOn = async (changes: readonly Change[], first: boolean): Promise<Stands> =>
    (first ? recent.guess(changes) : undefined) ?? (await readStands(query, changes));

  return async (changes: readonly Change[], { unsure, until, first }: Circumstances): Promise<Outcome[] | 'again'> => {
    const stands = await restsOn(changes, first);
    const group = gatherer(stands, salt, Date.now());
    const outcomes = changes.map((change) => outcomeOf(change, stands, unsure, group.take));
    if (group.isEmpty()) return outcomes;
    // Whoever waited for it has been told that nothing was saved.
    if (Date.now() > until) throw new Unreachable('there is no time left');
    const rows = group.written();
    // Until the answer is there.
    for (const { key } of rows.intents) unsure.add(key);
    const written = await write(rows);
    for (const { key } of rows.intents) unsure.delete(key);
    if (!written) return 'again';
    recent.keep(stands);
    return outcomes;
  };
};

const outcomeOf = (
  change: Change,
  stands: Stands,
  unsure: ReadonlySet<string>,
  take: (change: Change) => void,
): Outcome => {
  const grown = change.cases.find(({ next, expected }) => next.version <= expected);
  if (grown) return { ok: false, error: new Error(`case ${grown.next.id} does not grow its version`) };
  const refused = refusalOf(change, stands);
  // Our own first try, whose answer got lost, has been written after all.
  if (refused === 'duplicate' && unsure.has(change.key)) return { ok: true, value: 'committed' };
  if (refused) return { ok: true, value: refused };
  take(change);
  return { ok: true, value: 'committed' };
};

import type { Receive, Store } from './ports.ts';
import { within } from './wait.ts';

export type Admission = {
  /** The same pipeline, refusing at once what would wait too long. */
  guard(receive: Receive): Receive;
  /** The same store, with an eye on how long the disk takes. */
  watch(store: Store): Store;
};

type Limits = {
  most: number;
  slowMs: number;
  /** After which nobody waits for an answer any more; where it is not said, the store sees to that. */
  answerMs?: number;
};

/**
 * Far more than ever press at once, and few enough that the last of them is done in Slack's three seconds on a slow disk;
 * so is who waits behind a write of a second.
 */
const limits: Limits = { most: 500, slowMs: 1_000 };

/** A click asks a server up to seven times, one after the other: each may be in time, and all of them too late. */
export const sharedLimits: Limits = { ...limits, answerMs: 1_900 };

/**
 * Whoever would wait longer than their platform does is told at once that nothing was saved: a late answer is worse
 * than none. While the disk is slow one at a time is let in, to see whether it has become quick again.
 */
export const createAdmission = (
  real: () => number,
  refused: () => void,
  { most, slowMs, answerMs }: Limits = limits,
): Admission => {
  let underWay = 0;
  let lastCommitMs = 0;
  const tooLate = new Set<string>();

  const isFull = (): boolean => underWay >= most || (lastCommitMs > slowMs && underWay > 0);

  return {
    guard: (receive) => async (intent) => {
      // Nobody waits for the clock, and what it does not do now it does later.
      if (intent.actor === 'clock') return receive(intent);
      if (isFull()) {
        refused();
        throw new Error('too much waits already');
      }
      underWay += 1;
      let done = false;
      const work = receive(intent).finally(() => {
        done = true;
        underWay -= 1;
        tooLate.delete(intent.key);
      });
      // A long file is read for as long as it takes: its answer comes as a card.
      if (answerMs === undefined || intent.ask.type === 'file') return work;
      return within(answerMs, work, () => {
        if (!done) tooLate.add(intent.key);
        refused();
        return new Error('it takes too long');
      });
    },
    watch: (store) => ({
      ...store,
      commit: async (change) => {
        // Whoever asked for it has been told that nothing was saved.
        if (tooLate.has(change.key)) throw new Error('nobody waits for it any more');
        const began = real();
        try {
          return await store.commit(change);
        } finally {
          lastCommitMs = real() - began;
        }
      },
    }),
  };
};

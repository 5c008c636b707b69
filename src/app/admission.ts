import type { Receive, Store } from './ports.ts';

export type Admission = {
  /** The same pipeline, refusing at once what would wait too long. */
  guard(receive: Receive): Receive;
  /** The same store, with an eye on how long the disk takes. */
  watch(store: Store): Store;
};

type Limits = { most: number; slowMs: number };

/**
 * Far more than ever press at once, and few enough that the last of them is done in Slack's three seconds on a slow disk;
 * so is who waits behind a write of a second.
 */
const limits: Limits = { most: 500, slowMs: 1_000 };

/**
 * Whoever would wait longer than their platform does is told at once that nothing was saved: a late answer is worse
 * than none. While the disk is slow one at a time is let in, to see whether it has become quick again.
 */
export const createAdmission = (
  real: () => number,
  refused: () => void,
  { most, slowMs }: Limits = limits,
): Admission => {
  let underWay = 0;
  let lastCommitMs = 0;

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
      try {
        return await receive(intent);
      } finally {
        underWay -= 1;
      }
    },
    watch: (store) => ({
      ...store,
      commit: async (change) => {
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

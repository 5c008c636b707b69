import type { Change, CommitOutcome } from '../../src/app/ports.ts';
import type { Outcome } from './commit.ts';

type Job = {
  change: Change;
  /** Real time (ms). */
  until: number;
  settle(outcome: Outcome): void;
};

export type Writer = {
  write(change: Change): Promise<CommitOutcome>;
  /** Waits for what is under way and takes nothing more. */
  close(): Promise<void>;
};

type Run = (changes: readonly Change[], until: number) => Promise<Outcome[]>;

const mostTogether = 64;
const late = (): Outcome => ({ ok: false, error: new Error('PostgreSQL did not answer in time.') });

/**
 * Everything decided while a group is being written makes up the next one: it shares two round trips, one transaction
 * and one fsync. Whoever waits longer than `waitMs` hears that nothing could be saved; what has not begun by then
 * never does.
 */
export const groupCommit = (run: Run, waitMs: number, wrote: (changes: number) => void = () => {}): Writer => {
  let queue: Job[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  /** A change of the chart is written alone: nobody else in its group could know the version it makes. */
  const nextGroup = (): Job[] => {
    const alone = queue.findIndex(({ change }) => change.directory !== undefined);
    const size = alone < 0 ? mostTogether : Math.max(1, alone);
    const group = queue.slice(0, Math.min(size, mostTogether));
    queue = queue.slice(group.length);
    return group;
  };

  const work = async (): Promise<void> => {
    // Those who come in one turn of the event loop are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const group = nextGroup();
      const changes = group.map(({ change }) => change);
      const until = Math.min(...group.map((job) => job.until));
      const outcomes = await run(changes, until).catch((error: unknown) => changes.map(() => failed(error)));
      for (const [at, job] of group.entries()) job.settle(outcomes[at] ?? late());
      wrote(group.length);
    }
    running = undefined;
  };

  return {
    write: (change) =>
      new Promise((resolve, reject) => {
        if (closed) throw new Error('The database is closed.');
        const timer = setTimeout(() => {
          queue = queue.filter((waiting) => waiting !== job);
          job.settle(late());
        }, waitMs);
        const job: Job = {
          change,
          until: Date.now() + waitMs,
          settle: (outcome) => {
            clearTimeout(timer);
            if (outcome.ok) resolve(outcome.value);
            else reject(outcome.error);
          },
        };
        queue.push(job);
        running ??= work();
      }),
    close: async () => {
      closed = true;
      await running;
    },
  };
};

const failed = (error: unknown): Outcome => ({ ok: false, error });

import type { Connection } from './connection.ts';

export type Writer = {
  /**
   * Runs `work` in the transaction of these turns of the event loop; resolves once that is on disk.
   * `work` touches nothing but the database: it may run again when a neighbour fails.
   */
  write<T>(work: () => T): Promise<T>;
  /**
   * The same for what nobody waits for: while people press it goes along with their next group, or after 20 ms alone.
   * Each transaction costs a fsync in which nobody is served, and a delivery makes two of them.
   */
  accompany<T>(work: () => T): Promise<T>;
  /** Writes what waits and takes nothing more. */
  close(): void;
};

const companyMs = 20;
/** Where people come in groups, the next may be on the way: the loop turns so often for nothing before a group is written. */
export const emptyTurns = 100;
/** Where a write takes longer than that (ms), a group waits half a write for the next to come. */
const slowMs = 4;
/** The first of a group waits no longer than four writes (ms): two groups of half of them wait for each other's write too. */
const mostFor = (disk: number): number => Math.min(Math.max(10, 4 * disk), 60);

type Job = { work: () => unknown; resolve(value: unknown): void; reject(error: unknown): void };
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/**
 * Everything written in one turn of the event loop shares one transaction, and so one fsync: at 64 connections
 * that is three to four times as fast as a transaction each, and on a disk with a 10 ms fsync thirty times.
 * While turns bring more, the next is waited for: a press alone waits for one empty turn, those that come together
 * for each other, instead of one after the other for writes to the disk that a few of them share. A new connection is
 * taken in once a turn: with a write in each, the last of 64 waited for 64 writes.
 * Only when a piece fails is the group run again with a savepoint for each, so that its neighbours come through:
 * savepoints for all, all the time, cost a seventh of the throughput.
 */
export const groupCommit = (
  db: Connection,
  explain: (error: unknown) => Error,
  wrote: (pieces: number) => void = () => {},
): Writer => {
  /** What a write to the disk took of late (ms). */
  let disk = 1;
  const inTransaction = transactions(db, (ms) => {
    disk += (Math.min(ms, 50) - disk) / 8;
  });
  const attempt = savepoints(db, explain);
  let queue: Job[] = [];
  let closed = false;
  /** A group is being gathered, since `began` (ms); the one before it was of so many. */
  let soon = false;
  let began = 0;
  let before = 0;
  let later: NodeJS.Timeout | undefined;
  let pressedAt = Number.NEGATIVE_INFINITY;

  const transact = (jobs: readonly Job[]): readonly Outcome[] => {
    try {
      return inTransaction(() => together(jobs)) ?? inTransaction(() => jobs.map(attempt)) ?? [];
    } catch (error) {
      const failed: Outcome = { ok: false, error: explain(error) };
      return jobs.map(() => failed);
    }
  };

  const flush = (): void => {
    clearTimeout(later);
    later = undefined;
    soon = false;
    const jobs = queue;
    queue = [];
    if (jobs.length === 0) return;
    before = jobs.length;
    const outcomes = transact(jobs);
    for (const [at, job] of jobs.entries()) settle(job, outcomes[at]);
    wrote(jobs.length);
  };

  const whenNoMoreCome = (seen: number, turns = 0): void => {
    const { length } = queue;
    const came = length > seen;
    const isLate = performance.now() - began >= mostFor(disk);
    if (isLate || (!came && (before < 2 || turns >= emptyTurns))) flush();
    else if (came || disk < slowMs) setImmediate(() => whenNoMoreCome(length, came ? 0 : turns + 1));
    else setTimeout(() => whenNoMoreCome(length, emptyTurns), disk / 2);
  };

  const flushSoon = (): void => {
    if (soon) return;
    soon = true;
    began = performance.now();
    setImmediate(() => whenNoMoreCome(0));
  };

  const add = <T>(work: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (closed) throw new Error('The database is closed.');
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
    });

  return {
    write: (work) => {
      const written = add(work);
      pressedAt = performance.now();
      flushSoon();
      return written;
    },
    accompany: (work) => {
      const written = add(work);
      if (performance.now() - pressedAt >= companyMs) flushSoon();
      else if (!soon) later ??= setTimeout(flushSoon, companyMs);
      return written;
    },
    close: () => {
      flush();
      closed = true;
    },
  };
};

/** Undefined when one of them failed. */
const together = (jobs: readonly Job[]): Outcome[] | undefined => {
  try {
    return jobs.map((job) => ({ ok: true, value: job.work() }));
  } catch {
    return undefined;
  }
};

/** Commits what `work` answers and rolls back when it answers nothing; throws when BEGIN or COMMIT fail. */
const transactions = (db: Connection, took: (ms: number) => void) => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  return (work: () => Outcome[] | undefined): Outcome[] | undefined => {
    try {
      begin.run();
      const outcomes = work();
      if (outcomes) {
        const began = performance.now();
        commit.run();
        took(performance.now() - began);
      }
      return outcomes;
    } finally {
      if (db.inTransaction) rollback.run();
    }
  };
};

const savepoints = (db: Connection, explain: (error: unknown) => Error) => {
  const savepoint = db.prepare('SAVEPOINT piece');
  const release = db.prepare('RELEASE piece');
  const undo = db.prepare('ROLLBACK TO piece');
  return ({ work }: Job): Outcome => {
    savepoint.run();
    try {
      const value = work();
      release.run();
      return { ok: true, value };
    } catch (error) {
      // On a full disk or an I/O error SQLite may have ended the whole transaction: then nobody has been saved.
      if (!db.inTransaction) throw error;
      undo.run();
      release.run();
      return { ok: false, error: explain(error) };
    }
  };
};

const settle = (job: Job, outcome: Outcome | undefined): void => {
  if (outcome?.ok) job.resolve(outcome.value);
  else job.reject(outcome?.error);
};

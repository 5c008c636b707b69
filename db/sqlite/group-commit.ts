import type { Connection } from './connection.ts';

export type Writer = {
  /** Runs `work` in the transaction of this turn of the event loop; resolves once that is on disk. */
  write<T>(work: () => T): Promise<T>;
  /** Writes what waits and takes nothing more. */
  close(): void;
};

/** Thrown by a piece of work to undo what it has written and still give an answer. */
export class Undo<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('undone');
    this.answer = answer;
  }
}

type Job = { work: () => unknown; resolve(value: unknown): void; reject(error: unknown): void };
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/**
 * Everything written in one turn of the event loop shares one transaction, and so one fsync: at 64 connections
 * that is three to four times as fast as a transaction each, and on a disk with a 10 ms fsync thirty times.
 * Each piece has its own savepoint, so that one that fails does not harm its neighbours.
 */
export const groupCommit = (db: Connection, explain: (error: unknown) => Error): Writer => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const savepoint = db.prepare('SAVEPOINT piece');
  const release = db.prepare('RELEASE piece');
  const undo = db.prepare('ROLLBACK TO piece');
  let queue: Job[] = [];
  let closed = false;

  const undoOne = (alone: boolean): void => {
    if (alone) {
      rollback.run();
      return;
    }
    undo.run();
    release.run();
  };

  const attempt = (job: Job, alone: boolean): Outcome => {
    if (!alone) savepoint.run();
    try {
      const value = job.work();
      if (!alone) release.run();
      return { ok: true, value };
    } catch (error) {
      // On a full disk or an I/O error SQLite may have ended the whole transaction: then nobody has been saved.
      if (!db.inTransaction) throw error;
      undoOne(alone);
      return error instanceof Undo ? { ok: true, value: error.answer } : { ok: false, error: explain(error) };
    }
  };

  const transact = (jobs: readonly Job[]): Outcome[] => {
    try {
      begin.run();
      const outcomes = jobs.map((job) => attempt(job, jobs.length === 1));
      if (db.inTransaction) commit.run();
      return outcomes;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      const failed: Outcome = { ok: false, error: explain(error) };
      return jobs.map(() => failed);
    }
  };

  const flush = (): void => {
    const jobs = queue;
    queue = [];
    if (jobs.length === 0) return;
    const outcomes = transact(jobs);
    for (const [at, job] of jobs.entries()) settle(job, outcomes[at]);
  };

  return {
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (closed) throw new Error('The database is closed.');
        if (queue.length === 0) setImmediate(flush);
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      }),
    close: () => {
      flush();
      closed = true;
    },
  };
};

const settle = (job: Job, outcome: Outcome | undefined): void => {
  if (outcome?.ok) job.resolve(outcome.value);
  else job.reject(outcome?.error);
};

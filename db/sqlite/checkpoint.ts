import { Worker } from 'node:worker_threads';
import { packageFile } from '../../src/app/package-file.ts';
import { type Connection, quickCheck } from './connection.ts';

export type Checkpoints = {
  /** So many pieces of work have just been committed. */
  wrote(pieces: number): void;
  /** What SQLite finds wrong with the file, undefined when it is sound; looked for in the thread, too. */
  problem(): Promise<string | undefined>;
  close(): Promise<void>;
};

type Said = 'carried' | { problem: string };

/** Some 800 to 1,300 pages of the log. */
const piecesEach = 256;
/** 32 MiB: only where the thread does not keep up, the connection that writes carries the rest itself. */
const mostPages = { beside: 8_000, alone: 1_000 };

/**
 * Carries the write-ahead log back into the database in a thread of its own, which never stands in the way of a writer.
 * SQLite would do it inside whichever commit fills the log: two more fsyncs and a thousand pages, for which everybody
 * waited, each 200 to 350 clicks (three to five pages a click). Started only when there is something to carry.
 */
export const checkpoints = (db: Connection, file: string): Checkpoints => {
  let thread: { worker: Worker; ended: Promise<void> } | undefined;
  let waiting = 0;
  let isBusy = false;

  const start = (): { worker: Worker; ended: Promise<void> } => {
    const worker = new Worker(packageFile('db', 'sqlite', 'checkpoint-worker.js'), { workerData: file, execArgv: [] });
    // It keeps no program alive.
    worker.unref();
    worker.on('message', (said: Said) => {
      if (said !== 'carried') return;
      isBusy = false;
      wrote(0);
    });
    // Without it SQLite does as it always did; `isBusy` stays, so that no other is started.
    worker.on('error', () => db.open && db.pragma(`wal_autocheckpoint = ${mostPages.alone}`));
    db.pragma(`wal_autocheckpoint = ${mostPages.beside}`);
    return { worker, ended: new Promise((resolve) => worker.once('exit', () => resolve())) };
  };

  const wrote = (pieces: number): void => {
    waiting += pieces;
    if (isBusy || waiting < piecesEach) return;
    waiting = 0;
    isBusy = true;
    thread ??= start();
    thread.worker.postMessage('carry');
  };

  const problem = async (): Promise<string | undefined> => {
    thread ??= start();
    const { worker, ended } = thread;
    const told = new Promise<string>((resolve) => {
      const hear = (said: Said): void => {
        if (said === 'carried') return;
        worker.off('message', hear);
        resolve(said.problem);
      };
      worker.on('message', hear);
    });
    worker.postMessage('look');
    // A thread that could not even open the file says nothing: then it is looked at here, however long that takes.
    return (await Promise.race([told, ended.then(() => quickCheck(db))])) || undefined;
  };

  return {
    wrote,
    problem,
    close: async () => {
      if (!thread) return;
      thread.worker.ref();
      thread.worker.postMessage('end');
      await thread.ended;
    },
  };
};

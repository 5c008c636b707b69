import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

// Both are used for as long as the thread lives, and so never let go; `exec` makes no statement that could be: see `keep.ts`.
const db = new Database(workerData, { fileMustExist: true });
db.exec('PRAGMA synchronous = FULL');
const carry = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const look = db.prepare('PRAGMA quick_check(1)').pluck();

const problem = () => {
  try {
    const found = String(look.get());
    return found === 'ok' ? '' : found;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

parentPort?.on('message', (/** @type {'carry' | 'look' | 'end'} */ word) => {
  if (word === 'end') {
    db.close();
    parentPort?.close();
    return;
  }
  if (word === 'look') {
    parentPort?.postMessage({ problem: problem() });
    return;
  }
  try {
    carry.all();
  } catch {
    // The disk is full or away: whoever writes says so, and the log stays where it is.
  }
  parentPort?.postMessage('carried');
});

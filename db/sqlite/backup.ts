import { closeSync, existsSync, linkSync, openSync, rmSync } from 'node:fs';
import { explained, quickCheck } from './connection.ts';
import { openKept } from './keep.ts';

/** Copies a database that may be in use, whole and as of one moment, and checks the copy. Never overwrites. */
export const backupSqlite = async (file: string, target: string): Promise<void> => {
  if (existsSync(target)) throw new Error(`${target} はもうあります。別の名前にしてください。`);
  if (!existsSync(file)) throw new Error(`控えを取るデータベース ${file} がありません。`);
  const partial = `${target}.partial-${process.pid}`;
  try {
    closeSync(openSync(partial, 'wx', 0o600));
    copy(file, partial);
    checkCopy(partial);
    // Fails where rename would overwrite a file that has come into being meanwhile.
    linkSync(partial, target);
  } catch (error) {
    throw explained(file, error);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true });
  }
};

/**
 * One statement, and so one moment of the source. Not SQLite's online backup: under Node 24 the object that
 * better-sqlite3 makes for it ends the process when it is collected (see `keep.ts`).
 */
const copy = (file: string, partial: string): void => {
  const source = openKept(file, { readonly: true, fileMustExist: true, timeout: 15_000 });
  try {
    source.prepare('VACUUM INTO ?').run(partial);
  } finally {
    source.close();
  }
};

const checkCopy = (partial: string): void => {
  const db = openKept(partial, { fileMustExist: true });
  try {
    const problem = quickCheck(db);
    if (problem) throw new Error(`damaged: ${problem}`);
    // One file, without the -wal and -shm that would have to travel with it.
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
};

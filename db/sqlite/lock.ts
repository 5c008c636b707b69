import Database from 'better-sqlite3';
import { openKept } from './keep.ts';

export type Lock = { release(): void };

/**
 * One bot per database. The lock is an exclusive transaction on a file beside it: the operating system drops it
 * with the process, also after kill -9, where a file with a process id in it would stay behind.
 * The short wait lets a command finish that is just migrating.
 */
export const takeLock = (file: string, waitMs = 1_000): Lock => {
  const holder = openKept(`${file}.lock`, { timeout: waitMs });
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (!isBusy(error)) throw error;
    throw new Error(`${file} では、もう別の守りが動いています。先にそちらを止めるか、別のデータベースにしてください。`);
  }
  return { release: () => holder.close() };
};

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

import Database from 'better-sqlite3';

export type Lock = { release(): void };

/**
 * One bot per database. The lock is an exclusive transaction on a file beside it: the operating system drops it
 * with the process, also after kill -9, where a file with a process id in it would stay behind.
 */
export const takeLock = (file: string): Lock => {
  const holder = new Database(`${file}.lock`, { timeout: 0 });
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (!isBusy(error)) throw error;
    throw new Error(`Another Mamori is already running on ${file}. Stop it first, or give this one its own database.`);
  }
  return { release: () => holder.close() };
};

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

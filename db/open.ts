import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Store } from '../src/app/ports.ts';
import { backupSqlite } from './sqlite/backup.ts';
import { openSqlite } from './sqlite/store.ts';

/** Opens the store a `DATABASE_URL` names and brings its schema up to date. `lock`: this process is the bot. */
export const openStore = async (url: string, options: { lock: boolean }): Promise<Store> =>
  openSqlite(sqliteFile(url), options);

/** Whether there is a database already: asking a question must not make one. */
export const storeExists = (url: string): boolean => existsSync(sqliteFile(url));

/** A consistent copy of a SQLite database, also while the bot runs on it. */
export const backupStore = (url: string, file: string): Promise<void> => backupSqlite(sqliteFile(url), file);

const sqliteFile = (url: string): string => {
  if (/^postgres(ql)?:/.test(url)) {
    throw new Error('PostgreSQL is not built in yet: set DATABASE_URL to file:data/mamori.db, or leave it out.');
  }
  const file = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || file === '' || file.startsWith(':')) {
    // Not repeated: a URL may carry a password.
    throw new Error('DATABASE_URL must look like file:data/mamori.db');
  }
  return file;
};

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LedgerStore } from '../src/app/ledger-store.ts';
import type { Store } from '../src/app/ports.ts';
import type { Shifts } from '../src/app/shifts.ts';

const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

type Options = {
  /** This process is the bot. */
  lock: boolean;
  /** Hears how many changes each group held that was written together. */
  wrote?: (changes: number) => void;
};

/** Opens the store a `DATABASE_URL` names and brings its schema up to date. */
export const openStore = async (url: string, { lock, wrote }: Options): Promise<Store> => {
  // Each driver is loaded only where it is used.
  if (isPostgres(url)) return (await import('./postgres/store.ts')).openPostgres(url, { bot: lock, wrote });
  const file = sqliteFile(url);
  return (await import('./sqlite/store.ts')).openSqlite(file, { lock, wrote });
};

/** For reading everything in several processes at once; undefined where one process keeps the database busy. */
export const openLedger = async (
  url: string,
): Promise<(Pick<LedgerStore, 'whole'> & { close: () => void }) | undefined> =>
  isPostgres(url) ? undefined : (await import('./sqlite/ledger-file.ts')).openLedgerFile(sqliteFile(url));

/** How processes on one database share what the clock asks of all of them; on SQLite there is one, which does it. */
export const openShifts = async (url: string, failed: (error: unknown) => void): Promise<Shifts> => {
  if (isPostgres(url)) return (await import('./postgres/jobs.ts')).openJobs(url, failed);
  return { share: async (_name, _everySeconds, work) => work, stop: async () => {} };
};

/** Whether there is a database already: asking a question must not make one. */
export const storeExists = (url: string): boolean => isPostgres(url) || existsSync(sqliteFile(url));

/** A consistent copy of a SQLite database, also while the bot runs on it; `false` where PostgreSQL makes its own. */
export const backupStore = async (url: string, file: string): Promise<boolean> => {
  if (isPostgres(url)) return false;
  await (await import('./sqlite/backup.ts')).backupSqlite(sqliteFile(url), file);
  return true;
};

export const sqliteFile = (url: string): string => {
  const file = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || file === '' || file.startsWith(':')) {
    // Not repeated: a URL may carry a password.
    throw new Error('DATABASE_URL は file:data/mamori.db か postgres://mamori@host/mamori のように書いてください。');
  }
  return file;
};

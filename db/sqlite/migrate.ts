import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from '../migrations-folder.ts';
import type { Connection } from './connection.ts';
import { type Lock, takeLock } from './lock.ts';

/** Same table as drizzle's own migrator, which begins its transaction too late for two processes at once. */
const bookkeeping =
  'CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)';

/**
 * Brings the schema up to date, all steps in one transaction. A command (`locked` is false) does so only while
 * no bot runs: one of an older version would go on writing into tables it does not know.
 */
export const migrate = (db: Connection, file: string, locked: boolean): void => {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder('sqlite') });
  const isCurrent = (): boolean => pending(db, file, known).length === 0;
  if (isCurrent()) return;
  const lock = locked ? undefined : lockUnless(isCurrent, file);
  try {
    db.transaction(() => apply(db, pending(db, file, known))).immediate();
  } finally {
    lock?.release();
  }
};

/** A bot that holds the lock may be migrating this very moment: then there is nothing left to do. */
const lockUnless = (isCurrent: () => boolean, file: string): Lock | undefined => {
  try {
    return takeLock(file, 2_000);
  } catch (error) {
    if (isCurrent()) return undefined;
    throw error;
  }
};

type Migrations = ReturnType<typeof readMigrationFiles>;

const pending = (db: Connection, file: string, known: Migrations): Migrations => {
  const applied = appliedHashes(db);
  const unknown = applied.filter((hash) => !known.some((migration) => migration.hash === hash));
  if (unknown.length > 0) {
    throw new Error(
      `データベース ${file} は、より新しい版の守りが書いたものです(知らない変更 ${unknown.length} 件)。その版で起動するか、それより前の控えを戻してください。`,
    );
  }
  return known.filter((migration) => !applied.includes(migration.hash));
};

const appliedHashes = (db: Connection): string[] => {
  const table = db.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!table) return [];
  return db.prepare<[], string>('select hash from "__drizzle_migrations" order by id').pluck().all();
};

const apply = (db: Connection, migrations: Migrations): void => {
  if (migrations.length === 0) return;
  db.exec(bookkeeping);
  const note = db.prepare('insert into "__drizzle_migrations" (hash, created_at) values (?, ?)');
  for (const migration of migrations) {
    for (const statement of migration.sql) db.exec(statement);
    note.run(migration.hash, migration.folderMillis);
  }
};

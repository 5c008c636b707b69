import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from '../migrations-folder.ts';
import type { Database, Query } from './database.ts';

/**
 * Same table as drizzle's own migrator, which takes no lock: of several processes that start together one migrates,
 * and the others wait and find nothing left to do.
 */
const bookkeeping =
  'CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, hash text NOT NULL, created_at bigint)';

const lock = 'select pg_advisory_xact_lock(7316, 1)';

/** A migration waits for whoever writes, and may take long. */
const patience = { ms: 3_600_000 };

/** Brings the schema up to date, all steps in one transaction. */
export const migrate = async (db: Database): Promise<void> => {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder('postgres') });
  if (pending(known, await appliedHashes(db.query)).length === 0) return;
  await db.transaction(async (query) => {
    await query('set local lock_timeout = 0');
    await query(lock, [], patience);
    await query(bookkeeping);
    for (const migration of pending(known, await appliedHashes(query))) {
      for (const statement of migration.sql) if (statement.trim() !== '') await query(statement, [], patience);
      const note = 'insert into "__drizzle_migrations" (hash, created_at) values ($1, $2)';
      await query(note, [migration.hash, migration.folderMillis]);
    }
  });
};

type Migrations = ReturnType<typeof readMigrationFiles>;

const pending = (known: Migrations, applied: readonly string[]): Migrations => {
  const unknown = applied.filter((hash) => !known.some((migration) => migration.hash === hash));
  if (unknown.length > 0) {
    throw new Error(
      `データベースは、より新しい版の守りが書いたものです(知らない変更 ${unknown.length} 件)。その版で起動するか、それより前の控えを戻してください。`,
    );
  }
  return known.filter((migration) => !applied.includes(migration.hash));
};

const appliedHashes = async (query: Query): Promise<string[]> => {
  const [table] = await query<{ found: boolean }>(`select to_regclass('__drizzle_migrations') is not null as found`);
  if (!table?.found) return [];
  const rows = await query<{ hash: string }>('select hash from "__drizzle_migrations" order by id');
  return rows.map(({ hash }) => hash);
};

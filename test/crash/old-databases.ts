import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { migrationsFolder } from '../../db/migrations-folder.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { aDatabase } from '../support/postgres-fixture.ts';

/** A database of an earlier version, full, of which any number of copies can be had. */
export type OldDatabases = {
  /** How many versions there have been, the one of today included. */
  versions: number;
  /** The one database as that version left it, with 100,000 rows. */
  fill(version: number): Promise<void>;
  copy(): Promise<Copy>;
  clear(): Promise<void>;
};

export type Copy = {
  url: string;
  /** Everything a step between two versions could leave half done: tables, guards, steps taken, and what the rows come to. */
  state(): Promise<string>;
  drop(): Promise<void>;
};

const rows = 100_000;

/** `numbers(n)`: a table of one column `i`, 1 to n; `yes`: what the dialect calls true. Nothing here has changed its columns. */
const filling = (numbers: (upTo: number) => string, yes: string): string[] => [
  `insert into cases (id, kind, status, version, open, unit, owner, opened_at, updated_at, state, involved)
   select 'takeout-2026-' || i, 'takeout', 'pending', 1, ${yes}, 'u' || (i % 50), 'S' || (i % 900), '2026-04-01T00:00:00.000Z',
     '2026-04-01T00:00:00.000Z', '{"purpose":"見本の用' || i || '"}', '[]' from ${numbers(rows * 0.35)}`,
  `insert into ledger (chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash)
   select 'takeout-2026-' || i, 1, '2026-04-01T00:00:00.000Z', 'request.submitted', 'S' || i, '', 'takeout-2026-' || i, '{}', '',
     'hash-' || i from ${numbers(rows * 0.35)}`,
  `insert into ledger_details (record, salt, text)
   select id, 'salt', case when id % 3 = 0 then null else '{"purpose":"見本の用"}' end from ledger where id <= ${rows * 0.2}`,
  `insert into slots (slot, addressee, lane, surface, card, revision, attempts, uncertain)
   select 'case/takeout-2026-' || i || '/S1', '{"person":"S' || i || '"}', 1, 'card', '{}', 1, 0, 0 from ${numbers(rows * 0.1)}`,
];

const sums = [
  'select count(*) as n, sum(length(state)) as s, max(id) as m from cases',
  'select count(*) as n, sum(seq) as s, max(hash) as m from ledger',
  `select count(*) as n, sum(length(salt)) as s, count(text) as m from ledger_details`,
  'select count(*) as n, sum(revision) as s, max(slot) as m from slots',
];

const steps = (dialect: 'sqlite' | 'postgres') => readMigrationFiles({ migrationsFolder: migrationsFolder(dialect) });

const bookkeeping = 'create table "__drizzle_migrations" (id integer primary key';

export const oldFiles = (folder: string): OldDatabases => {
  const all = steps('sqlite');
  const full = join(folder, 'full.db');
  const numbers = (upTo: number): string =>
    `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${upTo}) select i from n)`;
  let copies = 0;
  return {
    versions: all.length,
    fill: async (version) => {
      rmSync(full, { force: true });
      const db = openKept(full, {});
      db.exec('begin');
      db.exec(`${bookkeeping}, hash text not null, created_at numeric)`);
      for (const { sql, hash } of all.slice(0, version)) {
        for (const statement of sql) db.exec(statement);
        db.prepare('insert into "__drizzle_migrations" (hash) values (?)').run(hash);
      }
      for (const statement of filling(numbers, '1')) db.exec(statement);
      db.exec('commit');
      db.close();
    },
    copy: async () => {
      const file = join(folder, `copy${copies++}.db`);
      copyFileSync(full, file);
      return {
        url: `file:${file}`,
        state: async () => {
          const db = openKept(file, {});
          const shape = db.prepare('select name, sql from sqlite_master order by name').all();
          const hashes = db.prepare('select hash from "__drizzle_migrations" order by id').all();
          const told = JSON.stringify([shape, hashes, sums.map((sum) => db.prepare(sum).get())]);
          db.close();
          return told;
        },
        drop: async () => {
          for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${file}${end}`, { force: true });
        },
      };
    },
    clear: async () => {},
  };
};

const shapes = `select json_agg(x order by x)::text as shape from (
  select table_name || '.' || column_name || ' ' || data_type as x from information_schema.columns where table_schema = 'public'
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
  union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal) as all_of_it`;

const asking = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
};

export const oldOnServer = (): OldDatabases => {
  const all = steps('postgres');
  let full: Awaited<ReturnType<typeof aDatabase>> | undefined;
  return {
    versions: all.length,
    fill: async (version) => {
      await full?.drop();
      full = await aDatabase();
      await asking(full.url, async (client) => {
        await client.query('begin');
        await client.query(`${bookkeeping} generated always as identity, hash text not null, created_at bigint)`);
        for (const { sql, hash } of all.slice(0, version)) {
          for (const statement of sql) await client.query(statement);
          await client.query('insert into "__drizzle_migrations" (hash) values ($1)', [hash]);
        }
        for (const statement of filling((upTo) => `generate_series(1, ${upTo}) as n(i)`, 'true'))
          await client.query(statement);
        await client.query('commit');
      });
    },
    copy: async () => {
      const { url, drop } = await aDatabase({ of: full?.url });
      return {
        url,
        drop,
        state: () =>
          asking(url, async (client) => {
            const shape = await client.query(shapes);
            const hashes = await client.query('select hash from "__drizzle_migrations" order by id');
            const told = [];
            for (const sum of sums) told.push((await client.query(sum)).rows);
            return JSON.stringify([shape.rows, hashes.rows, told]);
          }),
      };
    },
    clear: async () => {
      await full?.drop();
    },
  };
};

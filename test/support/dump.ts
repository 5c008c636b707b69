import pg from 'pg';
import { sqliteFile } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';

/** What was asked, and when it was last looked at, says nothing about what came of it; a number nobody took is a gap. */
const silent = ['intents', 'marks', 'counters', '__drizzle_migrations'];

type Tables = readonly (readonly [name: string, rows: readonly unknown[]])[];

const inFile = (url: string): Tables => {
  const db = openKept(sqliteFile(url), { readonly: true });
  const names = db
    .prepare<[], string>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .pluck()
    .all();
  const tables = names.map((name) => [name, db.prepare(`select * from "${name}"`).all()] as const);
  db.close();
  return tables;
};

const onServer = async (url: string): Promise<Tables> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = await client.query(`select tablename as name from pg_tables where schemaname = 'public'`);
  const tables: (readonly [string, readonly unknown[]])[] = [];
  for (const { name } of names.rows) {
    // A row that was written again, as it was, may lie elsewhere.
    const { rows } = await client.query(`select * from "${name}" as t order by t::text`);
    tables.push([name, rows]);
  }
  await client.end();
  return tables;
};

/** Everything a database says, table by table: two that are equal tell the same story. */
export const dump = async (url: string): Promise<Record<string, string>> => {
  const tables = url.startsWith('file:') ? inFile(url) : await onServer(url);
  const told = tables.filter(([name]) => !silent.includes(name));
  return Object.fromEntries(told.map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).join('\n')]));
};

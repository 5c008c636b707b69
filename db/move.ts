import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { LedgerStore } from '../src/app/ledger-store.ts';
import { sqliteFile } from './open.ts';
import { connectPool } from './postgres/connection.ts';
import type { Query } from './postgres/database.ts';
import { ledgerStore } from './postgres/ledger.ts';
import { migrate as migratePostgres } from './postgres/migrate.ts';
import { explained } from './postgres/sentences.ts';
import { type Connection, connect } from './sqlite/connection.ts';
import { takeLock } from './sqlite/lock.ts';
import { migrate as migrateSqlite } from './sqlite/migrate.ts';
import * as schema from './sqlite/schema.ts';
import { sqliteStore } from './sqlite/store.ts';

type Move = {
  /** `file:…`, of a bot that does not run. */
  from: string;
  /** `postgres://…`, an empty database. */
  to: string;
  /** Throws when the ledger is not as it was written: then nothing is moved. */
  verify: (ledger: LedgerStore, side: 'from' | 'to') => Promise<void>;
  progress: (table: string, rows: number, of: number) => void;
};

const pageRows = 2_000;
const patience = { ms: 3_600_000 };

/** Moves an organization from SQLite to PostgreSQL: all of it, or nothing, in one transaction. */
export const moveStore = async ({ from, to, verify, progress }: Move): Promise<void> => {
  const file = sqliteFile(from);
  const source = connect(file, 15_000);
  // Also a bot that starts now finds it taken: what it wrote would be left behind.
  const lock = takeLock(file);
  migrateSqlite(source, file, true);
  const store = sqliteStore(source, file, { released: () => lock.release() });
  try {
    await verify(store.ledger, 'from');
    await intoPostgres(to, async (query) => {
      await claimEmpty(query);
      for (const table of tables) await copy(source, query, table, progress);
      await query(
        `select setval(pg_get_serial_sequence('ledger', 'id'), greatest(max(id), 1), max(id) is not null) from ledger`,
      );
      const within = {
        query,
        transaction: <T>(work: (query: Query) => Promise<T>) => work(query),
        close: async () => {},
      };
      await verify(ledgerStore(within), 'to');
    });
  } finally {
    await store.close();
  }
};

const intoPostgres = async (url: string, work: (query: Query) => Promise<void>): Promise<void> => {
  const target = connectPool(url, { most: 1, connectMs: 10_000, queryMs: patience.ms });
  try {
    await migratePostgres(target);
    await target.transaction(work);
  } catch (error) {
    throw explained(error);
  } finally {
    await target.close();
  }
};

/** Nobody else writes there until the move is over, and nothing of anybody else's is there. */
const claimEmpty = async (query: Query): Promise<void> => {
  await query(`lock table ${tables.map(({ name }) => `"${name}"`).join(', ')} in exclusive mode`);
  const filled = tables.filter(({ name }) => name !== 'chart').map(({ name }) => `exists (select 1 from "${name}")`);
  const [found] = await query<{ filled: boolean }>(`select ${filled.join(' or ')} as filled`);
  if (found?.filled)
    throw new Error('移す先のデータベースには、もう記録があります。空のデータベースを用意してください。');
  await query('delete from chart');
};

type Table = { name: string; columns: readonly string[]; key: readonly string[] };

const described = (table: SQLiteTable): Table => {
  const { columns, primaryKeys } = getTableConfig(table);
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return {
    name: getTableName(table),
    columns: columns.map((column) => column.name),
    key: key.map((column) => column.name),
  };
};

// What refers to another table comes after it.
const last = ['ledger_details', 'seal_heads'];
const tables: readonly Table[] = Object.values(schema)
  .flatMap((table) => (is(table, SQLiteTable) ? [described(table)] : []))
  .sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name));

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Both databases have the same tables with the same columns, as a test compares. */
const copy = async (source: Connection, query: Query, table: Table, progress: Move['progress']): Promise<void> => {
  const { name, columns, key } = table;
  const of = source.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0;
  const after = `where (${quoted(key)}) > (${key.map(() => '?').join(', ')})`;
  const page = (where: string) =>
    source.prepare<unknown[], Record<string, unknown>>(
      `select ${quoted(columns)} from "${name}" ${where} order by ${quoted(key)} limit ${pageRows}`,
    );
  const [first, next] = [page(''), page(after)];
  const insert = `insert into "${name}" (${quoted(columns)}) overriding system value
    select ${quoted(columns)} from json_populate_recordset(null::"${name}", ($1::json)->'rows')`;
  let copied = 0;
  for (let rows = first.all(); rows.length > 0; ) {
    await query(insert, [{ rows }], patience);
    copied += rows.length;
    progress(name, copied, of);
    const end = rows.at(-1);
    rows = rows.length < pageRows ? [] : next.all(...key.map((column) => end?.[column]));
  }
};

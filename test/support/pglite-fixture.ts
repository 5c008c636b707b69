import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database, Query } from '../../db/postgres/database.ts';
import { migrate } from '../../db/postgres/migrate.ts';
import { postgresStore } from '../../db/postgres/store.ts';
import { readers, storedValue } from '../../db/postgres/text.ts';
import type { StoreFixture } from './store-contract.ts';

const on =
  (server: PGlite | Transaction): Query =>
  async <Row>(text: string, values: readonly unknown[] = []) =>
    (await server.query<Row>(text, values.map(storedValue))).rows;

const database = (server: PGlite): Database => ({
  query: on(server),
  transaction: (work) => server.transaction((within) => work(on(within))),
  close: async () => {},
});

const start = async (): Promise<PGlite> => {
  const server = await PGlite.create({ parsers: readers });
  await migrate(database(server));
  return server;
};

/** One server for a whole file: each takes two seconds to start. */
let started: Promise<PGlite> | undefined;

/** As the migrations leave it, or a test before. */
export const pgliteServer = (): Promise<PGlite> => {
  started ??= start();
  return started;
};

/** As it is after the migrations; without triggers, which refuse to empty a ledger. */
const empty = async (server: PGlite): Promise<void> => {
  const { rows } = await server.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like '\\_\\_%'`,
  );
  const tables = rows.map(({ name }) => name).join(', ');
  await server.exec(`set session_replication_role = replica; truncate ${tables} restart identity;
    insert into chart ("only", version) values (1, 0); set session_replication_role = origin`);
};

/** PostgreSQL inside this process: one session, and so no waiting for locks, but every statement for real. */
export const pgliteFixture = async (): Promise<StoreFixture> => {
  const server = await pgliteServer();
  await empty(server);
  const another = async () => postgresStore(database(server), { queryMs: 60_000, writeMs: 60_000 });
  return { store: await another(), another, clear: async () => {} };
};

import { is } from 'drizzle-orm';
import { PgTable, getTableConfig as postgresTable } from 'drizzle-orm/pg-core';
import { SQLiteTable, getTableConfig as sqliteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as postgres from '../../db/postgres/schema.ts';
import * as sqlite from '../../db/sqlite/schema.ts';
import { pgliteServer } from '../support/pglite-fixture.ts';

type Described = {
  name: string;
  columns: { name: string; dataType: string; notNull: boolean; primary: boolean }[];
  indexes: { config: { name?: string | undefined; unique: boolean; columns: unknown[] } }[];
  primaryKeys: { columns: { name: string }[] }[];
};

/** Names and kinds alone: both databases keep the same, each in its own way. */
const described = ({ name, columns, indexes, primaryKeys }: Described) => ({
  name,
  columns: columns.map((column) => [
    column.name,
    // SQLite has no own type for what takes more than 32 bits, drizzle none for text of a chosen collation.
    column.dataType === 'custom' ? 'string' : column.dataType,
    column.notNull,
    column.primary,
  ]),
  indexes: indexes.map(({ config }) => [config.name, config.unique, config.columns.length]),
  key: primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

const sqliteTables = Object.values(sqlite)
  .flatMap((table) => (is(table, SQLiteTable) ? [described(sqliteTable(table) as never)] : []))
  .sort(byName);
const postgresTables = Object.values(postgres)
  .flatMap((table) => (is(table, PgTable) ? [described(postgresTable(table) as never)] : []))
  .sort(byName);

describe('the two schemas', () => {
  it('hold the same tables', () => {
    expect(postgresTables.map(({ name }) => name)).toEqual(sqliteTables.map(({ name }) => name));
  });

  it.each(sqliteTables)('keep $name in the same columns, with the same keys and indexes', (table) => {
    expect(postgresTables.find(({ name }) => name === table.name)).toEqual(table);
  });

  it('whoever changes a table for PostgreSQL is reminded of the migration', async () => {
    const server = await pgliteServer();
    const { rows } = await server.query<{ name: string; columns: string[] }>(
      `select table_name as name, array_agg(column_name::text order by column_name collate "C") as columns from information_schema.columns
       where table_schema = 'public' and table_name not like '\\_\\_%' group by table_name order by table_name collate "C"`,
    );
    const declared = postgresTables.map(({ name, columns }) => ({
      name,
      columns: columns.map(([column]) => String(column)).toSorted((a, b) => (a < b ? -1 : 1)),
    }));
    expect(rows).toEqual(declared);
  });
});

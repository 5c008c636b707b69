import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { connect } from '../../db/sqlite/connection.ts';
import * as schema from '../../db/sqlite/schema.ts';
import { sqliteFixture } from '../support/sqlite-fixture.ts';

it('whoever changes a table in the schema is reminded of the migration', async () => {
  const fixture = await sqliteFixture();
  const db = connect(fixture.file, 1_000);
  const tables = Object.values(schema).flatMap((table) => (is(table, SQLiteTable) ? [getTableConfig(table)] : []));
  const declared = tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]);
  const names = db
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' order by name`,
    )
    .pluck()
    .all();
  const found = names.map((name) => [
    name,
    db.prepare<[string], string>('select name from pragma_table_info(?) order by name').pluck().all(name),
  ]);
  db.close();
  await fixture.clear();
  expect(found).toEqual(declared.sort());
});

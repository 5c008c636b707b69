import { openKept } from '../../db/sqlite/keep.ts';
import { sqliteFixture } from '../support/sqlite-fixture.ts';
import { tamperingContract } from '../support/tampering.ts';

tamperingContract('SQLite', async () => {
  const { store, file, clear } = await sqliteFixture();
  const db = openKept(file, {});
  const guards = db.prepare<[], string>(`select name from sqlite_master where type = 'trigger'`).pluck().all();
  for (const guard of guards) db.exec(`drop trigger "${guard}"`);
  return {
    store,
    sql: async (statement) => db.exec(statement),
    clear: async () => {
      db.close();
      await clear();
    },
  };
});

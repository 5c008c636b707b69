import pg from 'pg';
import { postgresFixture } from '../support/postgres-fixture.ts';
import { tamperingContract } from '../support/tampering.ts';

tamperingContract('PostgreSQL', async () => {
  const { store, url, clear } = await postgresFixture();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Triggers refuse what follows to everybody but the owner of the server.
  await client.query('set session_replication_role = replica');
  return {
    store,
    sql: (statement) => client.query(statement),
    clear: async () => {
      await client.end();
      await clear();
    },
  };
});

import { describe, it } from 'vitest';
import { postgresFixture, postgresServer } from '../support/postgres-fixture.ts';
import { storeContract } from '../support/store-contract.ts';

if (postgresServer) storeContract('PostgreSQL', postgresFixture);
else
  describe('a store in PostgreSQL', () =>
    it('is held against the contract where MAMORI_PG_URL names a server', () => {}));

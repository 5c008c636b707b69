import { postgresFixture } from '../support/postgres-fixture.ts';
import { storeContract } from '../support/store-contract.ts';

storeContract('PostgreSQL', postgresFixture);

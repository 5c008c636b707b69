import { sqliteFixture } from '../support/sqlite-fixture.ts';
import { storeContract } from '../support/store-contract.ts';

storeContract('SQLite', sqliteFixture);

import { pgliteFixture } from '../support/pglite-fixture.ts';
import { storeContract } from '../support/store-contract.ts';

storeContract('PGlite', pgliteFixture);

import { generateKeyPairSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { Seal } from '../../src/app/ledger-store.ts';
import type { Store } from '../../src/app/ports.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { expectRestored, fillWith, many } from '../support/restore-drill.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
  await server.stop();
  await server.program('pg_checksums', '--enable', '-D', server.data);
  await server.start();
});
afterAll(() => server.clear());

const sealNow = async (store: Store, last?: Seal): Promise<Seal> => {
  const seal = makeSeal(privateKey, last, await store.ledger.unsealed(), new Date().toISOString());
  await store.ledger.seal(seal);
  return seal;
};

const ask = async (url: string, text: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return String(Object.values(rows[0] ?? {})[0]);
};

describe('promise 15: what is damaged on PostgreSQL is refused, and a backup brings it back', () => {
  it(`a drill as the guide says: ${many} cases, saved while people work, restored elsewhere and verified in minutes`, async () => {
    const { url, drop } = await aDatabase({ server: server.url });
    const store = await openStore(url, { lock: true });
    await fillWith(store, 0, many);
    const seal = await sealNow(store);
    const working = fillWith(store, many, 300);
    const file = join(server.data, '..', 'mamori.dump');
    await server.program('pg_dump', '-Fc', '-f', file, url);
    await working;
    const later = await sealNow(store, seal);
    await store.close();
    await drop();

    const began = performance.now();
    const place = await aDatabase({ server: server.url });
    await server.program('pg_restore', '--exit-on-error', '-d', place.url, file);
    const restored = await openStore(place.url, { lock: true });
    await expectRestored(restored, { publicKey, seal, began });
    // What came after the backup is lost, and the seals kept outside say so.
    const { firstBreak } = await verifyLedger(restored.ledger, publicKey, { copies: [seal, later] });
    expect(firstBreak).toEqual({ chain: 'seal', seq: 2, why: 'seal-missing' });
    await restored.close();
    await place.drop();
  });

  it('a page that is not what was written is given to nobody, and the sentence says what to do', async () => {
    const { url, drop } = await aDatabase({ server: server.url });
    const store = await openStore(url, { lock: true });
    await fillWith(store, 0, 500);
    await store.close();
    const table = await ask(url, `select pg_relation_filepath('cases')`);
    await server.stop();
    const file = openSync(join(server.data, table), 'r+');
    for (let page = 0; page < 5; page++) writeSync(file, Buffer.alloc(64, 7), 0, 64, page * 8_192 + 4_000);
    closeSync(file);
    await server.start();
    const again = await openStore(url, { lock: true });
    await expect(again.findCases({ limit: 500 })).rejects.toThrow(
      '壊れていると知らせています。最後の控えを戻してください',
    );
    await expect(again.loadCase('takeout-1')).rejects.toThrow('最後の控えを戻してください');
    await again.close();
    await drop();
  });
});

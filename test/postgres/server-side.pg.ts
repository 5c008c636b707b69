import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { connectPool } from '../../db/postgres/connection.ts';
import { openPostgres } from '../../db/postgres/store.ts';
import { keepOneSealKey } from '../../src/app/one-seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { pause } from '../../src/app/wait.ts';
import { aCase, aChange, aRequest, aSlot } from '../support/a-change.ts';
import { aDatabase, postgresFixture } from '../support/postgres-fixture.ts';

describe('a bot on a shared database', () => {
  it('does not start with a seal key of its own', async () => {
    const fixture = await postgresFixture();
    const key = () => generateKeyPairSync('ed25519').publicKey;
    const first = key();
    await keepOneSealKey(fixture.store, first);
    await keepOneSealKey(await fixture.another(), first);
    await expect(keepOneSealKey(fixture.store, key())).rejects.toThrow('封印の鍵');
    await fixture.clear();
  });
});

describe('opening PostgreSQL', () => {
  const sentenceOf = (url: string): Promise<string> =>
    openPostgres(url, { bot: true }).then(
      () => 'open',
      (error: Error) => error.message,
    );

  it('promise 17: says what is wrong, and never the password', async () => {
    const server = new URL(process.env.MAMORI_PG_URL ?? '');
    server.password = 'canary-password';
    const with_ = (change: Partial<Pick<URL, 'pathname' | 'port' | 'username'>>): string =>
      Object.assign(new URL(server.href), change).href;
    const said = await Promise.all([
      sentenceOf(with_({ pathname: '/not_there' })),
      sentenceOf(with_({ port: '1' })),
      sentenceOf(with_({ username: 'nobody_we_know' })),
    ]);
    expect(said[0]).toContain('この名前のデータベースがありません');
    expect(said[1]).toContain('につながりません');
    expect(said[2]).toContain('利用者を断りました');
    expect(said.join(' ')).not.toContain('canary');
  });

  it('promise 15: refuses a database of a newer version, and one in another encoding', async () => {
    const newer = await postgresFixture();
    const client = new pg.Client({ connectionString: newer.url });
    await client.connect();
    await client.query(`insert into "__drizzle_migrations" (hash, created_at) values ('from-tomorrow', 1)`);
    expect(await sentenceOf(newer.url)).toContain('より新しい版');
    await client.query('create database latin1_for_mamori template template0 encoding LATIN1 locale "C"');
    const other = new URL(newer.url);
    other.pathname = '/latin1_for_mamori';
    expect(await sentenceOf(other.href)).toContain('LATIN1');
    await client.query('drop database latin1_for_mamori');
    await client.end();
    await newer.clear();
  });

  it('promise 2: what is acknowledged is on disk, also where the server was told not to wait for that', async () => {
    const { url, drop } = await aDatabase({ migrated: true });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const told of ['off', 'local', 'on', 'remote_apply']) {
      await client.query(`alter database "${new URL(url).pathname.slice(1)}" set synchronous_commit = ${told}`);
      const database = connectPool(url, { most: 2, connectMs: 5_000, queryMs: 5_000 });
      const [asked] = await database.query<{ synchronous_commit: string }>('show synchronous_commit');
      expect(asked?.synchronous_commit).toBe(told === 'remote_apply' ? told : 'on');
      await database.close();
    }
    await client.end();
    await drop();
  });

  it('migrates once when ten processes start together', async () => {
    const { url, drop } = await aDatabase();
    const stores = await Promise.all(Array.from({ length: 10 }, () => openPostgres(url, { bot: true })));
    expect((await stores[0]?.directory())?.version).toBe(0);
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });

  it('killed while it migrates, leaves the old schema or the new one, never something between', async () => {
    const seen = new Set<number>();
    for (let after = 0; after < 12; after++) {
      const { url, drop } = await aDatabase();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const opening = openPostgres(url, { bot: true }).then(
        (store) => store.close(),
        () => undefined,
      );
      await pause(after * 12);
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await opening;
      const tables = await client.query(`select count(*) from pg_tables where schemaname = 'public'`);
      seen.add(Number(tables.rows[0].count));
      await client.end();
      const again = await openPostgres(url, { bot: true });
      expect((await again.directory()).version).toBe(0);
      await again.close();
      await drop();
    }
    for (const tables of seen) expect([0, 21]).toContain(tables);
  });

  it('refuses to change or empty the ledger, whoever asks', async () => {
    const { url, store, clear } = await postgresFixture();
    await store.commit(aRequest('takeout-2026-1'));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const order of [
      `update ledger set actor = 'S999'`,
      'delete from ledger',
      'truncate ledger cascade',
      `update ledger_details set text = 'x'`,
      'delete from ledger_details',
    ]) {
      await expect(client.query(order)).rejects.toThrow(/never|erased/);
    }
    await client.query('update ledger_details set text = null');
    await client.end();
    await clear();
  });

  it('of processes that change one case and one chain at the same time, each change is written once', async () => {
    const { store, another, clear } = await postgresFixture();
    const stores = [store, await another(), await another(), await another()];
    const fact = (n: number) => ({ chain: 'org', type: 'x', actor: 'clock', subject: 'org', data: { n } });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) => stores[n % 4]?.commit(aChange({ facts: [fact(n)] }))),
    );
    expect(outcomes.every((outcome) => outcome === 'committed')).toBe(true);
    const records = await store.ledger.recordsOf('org');
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    const decided = await Promise.all(
      stores.map((one) => one.commit(aChange({ cases: [{ next: aCase({ version: 1 }), expected: 0 }] }))),
    );
    expect(decided.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(decided.filter((outcome) => outcome === 'stale')).toHaveLength(3);
    await clear();
  });

  it('a seal never leaves out a record that was being written while it was made', async () => {
    const { store, another, clear } = await postgresFixture();
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const stores = [store, await another(), await another()];
    const going = new AbortController();
    let sealed = 0;
    const sealing = (async () => {
      while (!going.signal.aborted) {
        const seal = makeSeal(privateKey, await store.ledger.lastSeal(), await store.ledger.unsealed(), 'now');
        if (seal.records > 0 && (await store.ledger.seal(seal))) sealed += seal.records;
      }
    })();
    for (let round = 0; round < 40; round++) {
      await Promise.all(
        stores.map((one, n) => {
          const chain = `c${n}-${round}`;
          return one.commit(aChange({ facts: [{ chain, type: 'x', actor: 'clock', subject: chain, data: {} }] }));
        }),
      );
    }
    going.abort();
    await sealing;
    const { records } = await store.ledger.unsealed();
    expect(sealed + records).toBe(120);
    expect(await verifyLedger(store.ledger, publicKey)).toMatchObject({ records: 120 });
    await clear();
  });

  it('two processes never claim cards for one person at the same time', async () => {
    const { store, another, clear } = await postgresFixture();
    const workers = [store, await another(), await another()];
    const slots = Array.from({ length: 90 }, (_, n) => aSlot({ slot: `x/${n}`, to: { person: `S${n % 30}` } }));
    await store.commit(aChange({ slots }));
    const claimed = await Promise.all(
      workers.map((one, n) => one.outbox.claim({ worker: `w${n}`, now: Date.now() + 10, leaseMs: 5_000, limit: 100 })),
    );
    const people = claimed.flat().map(({ to }) => JSON.stringify(to));
    expect(people).toHaveLength(30);
    expect(new Set(people).size).toBe(30);
    await clear();
  });

  it('promise 6: says within the time when every connection is taken', async () => {
    const { url, drop } = await aDatabase();
    const store = await openPostgres(url, { bot: true });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('begin; lock table cases in access exclusive mode');
    const began = Date.now();
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 40 }, () => store.findCases({})),
      store.commit(aRequest('takeout-2026-1')),
    ]);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(Date.now() - began).toBeLessThan(2_500);
    await client.query('rollback');
    await client.end();
    expect(await store.commit(aRequest('takeout-2026-1'))).toBe('committed');
    await store.close();
    await drop();
  });
});

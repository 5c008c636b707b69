import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, connect } from '../../db/sqlite/connection.ts';
import { sqliteStore } from '../../db/sqlite/store.ts';
import type { Store } from '../../src/app/ports.ts';
import { aCard, aChange, aRequest, aSlot } from '../support/a-change.ts';
import { type SqliteFixture, sqliteFixture } from '../support/sqlite-fixture.ts';

/** Transactions in the write-ahead log: the frames that say how large the database is now. */
const transactions = (file: string): number => {
  const log = readFileSync(`${file}-wal`);
  const salt = log.subarray(16, 24);
  let found = 0;
  for (let at = 32; at + 4_120 <= log.length && log.subarray(at + 8, at + 16).equals(salt); at += 4_120) {
    if (log.readUInt32BE(at + 4) > 0) found += 1;
  }
  return found;
};

describe('people who press at the same moment', () => {
  let fixture: SqliteFixture;
  let db: Connection;
  let store: Store;
  let wrote: number[] = [];
  const requests = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => aRequest(`takeout-2026-${from + n}`));

  beforeEach(async () => {
    fixture = await sqliteFixture();
    db = connect(fixture.file, 100);
    wrote = [];
    // A busy machine may take as long for a turn as a group waits at most: here each look at the clock takes as long.
    let ms = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      ms += 0.01;
      return ms;
    });
    store = sqliteStore(db, fixture.file, { wrote: (changes) => void wrote.push(changes) });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await store.close();
    await fixture.clear();
  });

  it('take what is kept about deliveries along, which alone would cost a write of its own', async () => {
    await store.commit(aRequest('takeout-2026-1'));
    const ask = { worker: 'w', now: Date.now() + 1, leaseMs: 60_000, limit: 10 };
    const [row] = await store.outbox.claim(ask);
    if (!row) throw new Error('no card');
    const posted = { account: { platform: 'console' as const, space: '', user: 'S002' }, ref: '1' };
    wrote = [];
    const first = store.commit(aRequest('takeout-2026-2'));
    await new Promise((resolve) => setImmediate(resolve));
    const kept = store.outbox.done(row, 'w', posted);
    await Promise.all([first, store.commit(aRequest('takeout-2026-3')), kept]);
    expect(wrote).toEqual([3]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await store.outbox.claim({ ...ask, now: Date.now() + 1 });
    expect(wrote).toEqual([3, 1]);
  });

  it('share one write to the disk', async () => {
    const before = transactions(fixture.file);
    await Promise.all(requests(1, 64).map(store.commit));
    expect(transactions(fixture.file) - before).toBe(1);
    expect(wrote).toEqual([64]);
    for (const request of requests(101, 3)) await store.commit(request);
    expect(transactions(fixture.file) - before).toBe(4);
  });

  it('share it too when each comes a moment after the other', async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const one = store.commit(aRequest('takeout-2026-1'));
    await turn();
    const two = store.commit(aRequest('takeout-2026-2'));
    await turn();
    await Promise.all([one, two, store.commit(aRequest('takeout-2026-3'))]);
    expect(wrote).toEqual([3]);
    await store.commit(aRequest('takeout-2026-4'));
    expect(wrote).toEqual([3, 1]);
  });

  it('wait a while for each other where they come in groups, and for nobody where they come alone', async () => {
    const turns = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
    };
    const later = async (from: number): Promise<void> => {
      const first = store.commit(aRequest(`takeout-2026-${from}`));
      await turns(10);
      await Promise.all([first, store.commit(aRequest(`takeout-2026-${from + 1}`))]);
    };
    await later(1);
    expect(wrote).toEqual([1, 1]);
    await Promise.all(requests(3, 2).map(store.commit));
    await later(5);
    expect(wrote).toEqual([1, 1, 2, 2]);
  });

  it('wait for a disk that has everything: writes are synchronous in full', () => {
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('are all told when the disk refuses the whole group, nothing of which is there afterwards', async () => {
    // A constraint that is looked at only on COMMIT stands in for a disk that fails there.
    db.exec(`create table broken (parent integer references seals (number) deferrable initially deferred);
      create trigger fail_later after insert on intents when new.key = 'poison' begin insert into broken values (99); end`);
    const group = requests(1, 3);
    const poisoned = [...group.map(store.commit), store.commit(aChange({ key: 'poison' }))];
    const answers = await Promise.allSettled(poisoned);
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(await store.findCases({})).toEqual([]);
    expect(await Promise.all(group.map(store.commit))).toEqual(['committed', 'committed', 'committed']);
  });

  it('promise 14: are told that the disk is full, lose nothing of what was saved, and go on when there is room', async () => {
    await store.commit(aRequest('takeout-2026-1'));
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    const big = (n: number) =>
      aRequest(`takeout-2026-${n}`, {
        slots: [aSlot({ slot: `case/${n}`, card: aCard({ title: 'x'.repeat(20_000) }) })],
      });
    const answers = await Promise.allSettled([store.commit(big(2)), store.commit(big(3))]);
    expect(answers).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringContaining('ディスクがいっぱいです') } },
      { status: 'rejected', reason: { message: expect.stringContaining('ディスクがいっぱいです') } },
    ]);
    expect((await store.findCases({})).map(({ id }) => id)).toEqual(['takeout-2026-1']);
    expect(await store.ledger.records(undefined, 10)).toHaveLength(1);
    db.pragma('max_page_count = 1000000');
    expect(await Promise.all([store.commit(big(2)), store.commit(big(3))])).toEqual(['committed', 'committed']);
    await store.check();
  });

  it('are told so when another program holds the database, and can press again', async () => {
    const other = connect(fixture.file, 100);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit(aRequest('takeout-2026-1'))).rejects.toThrow('ほかのプログラムが使っています');
    other.exec('ROLLBACK');
    other.close();
    expect(await store.commit(aRequest('takeout-2026-1'))).toBe('committed');
  });

  it('are saved before the bot stops', async () => {
    const last = store.commit(aRequest('takeout-2026-1'));
    await store.close();
    expect(await last).toBe('committed');
    await expect(store.commit(aRequest('takeout-2026-2'))).rejects.toThrow('closed');
  });
});

import { chownSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { aRequest } from '../support/a-change.ts';
import { pressed } from '../support/fake-slack/payloads.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { aDisk } from '../support/small-disk.ts';
import { slackId, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
let administrator: pg.Client;
const after: (() => unknown)[] = [];
beforeEach(async () => {
  administrator = new pg.Client({ connectionString: process.env.MAMORI_PG_URL });
  await administrator.connect();
  database = await aDatabase({ migrated: true });
});
afterEach(async () => {
  // Whoever came last goes first; the tablespace only after the database in it.
  for (const undo of after.splice(0).reverse()) await undo();
  await administrator.end();
});

/** Takes the room away; answers what gives it back. */
type Fill = () => Promise<() => Promise<unknown>>;

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

/** As a server does that is kept by somebody else: when its disk is nearly full it takes nothing more. */
const readOnly = async (): Promise<Fill> => {
  after.push(database.drop);
  return async () => {
    const name = nameOf(database.url);
    await administrator.query(`alter database ${name} set default_transaction_read_only = on`);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    await administrator.query(cut);
    return () => administrator.query(`alter database ${name} reset default_transaction_read_only`);
  };
};

/** A file system of its own, with no room left. */
const noRoom = async (): Promise<Fill> => {
  const disk = aDisk('32m');
  after.push(disk.remove);
  const { uid, gid } = statSync('/var/lib/postgresql');
  chownSync(disk.folder, uid, gid);
  const name = nameOf(database.url);
  await administrator.query(`create tablespace small_disk location '${disk.folder}'`);
  after.push(() => administrator.query('drop tablespace small_disk'), database.drop);
  await administrator.query(`alter database ${name} set tablespace small_disk`);
  const filler = join(disk.folder, 'filler');
  return async () => {
    for (const size of [1_024, 64, 4])
      for (let full = false; !full; )
        try {
          writeFileSync(filler, Buffer.alloc(size * 1_024), { flag: 'a' });
        } catch {
          full = true;
        }
    return async () => rmSync(filler);
  };
};

const mayMount = (() => {
  const disk = aDisk('1m');
  disk.remove();
  return disk.own;
})();

const ways = mayMount
  ? ([
      ['is full', noRoom],
      ['may not be written to', readOnly],
    ] as const)
  : ([['may not be written to', readOnly]] as const);

describe.each(ways)('promise 14: while the place where PostgreSQL keeps its data %s', (_, prepare) => {
  it('a change is refused with a reason, leaves nothing behind, and goes through when there is room', async () => {
    const fill = await prepare();
    const store = await openStore(database.url, { lock: true });
    after.push(store.close);
    await store.commit(aRequest('takeout-2026-0'));
    const free = await fill();
    const all = Array.from({ length: 400 }, (_, n) => aRequest(`takeout-2026-${n + 1}`));
    const saved = ['takeout-2026-0'];
    for (let from = 0; from < all.length; from += 20) {
      const some = all.slice(from, from + 20);
      const outcomes = await Promise.allSettled(some.map(store.commit));
      for (const [at, outcome] of outcomes.entries())
        if (outcome.status === 'fulfilled') saved.push(`takeout-2026-${from + at + 1}`);
        else expect(outcome.reason.message).toMatch(/ディスクがいっぱいです|書き込みを受け付けません|つながりません/);
    }
    expect(saved.length).toBeLessThan(all.length);
    const there = await store.findCases({ limit: 1_000 });
    expect(new Set(there.map(({ id }) => id))).toEqual(new Set(saved));
    expect(await store.ledger.records(undefined, 1_000)).toHaveLength(saved.length);
    await free();
    for (const one of all) expect(['committed', 'duplicate']).toContain(await store.commit(one));
    expect(await store.findCases({ limit: 1_000 })).toHaveLength(all.length + 1);
  });

  it('whoever presses is told, nothing is acknowledged, and no restart is needed', async () => {
    const fill = await prepare();
    const world = await twoPlatforms({ slack: ['staff', 'leader'], url: database.url });
    after.push(() => world.close());
    const { slack, store } = world;
    const actor = { platform: 'slack', space: slack.team, user: slackId('staff') } as const;
    const ask = { type: 'submit', form: 'takeout/new', context: { once: 'case' }, values: aTakeout() } as const;
    await world.receive({ key: 'case', actor, ask });
    await world.onSlack('leader', '貸出用ノート');
    const free = await fill();
    const click = (n: string, version: number) => {
      const action = { do: 'press', verb: 'approve', case: 'takeout-2026-1', version };
      return slack.wire.send('interactive', pressed(slack, 'U-leader', action, n));
    };
    // What little room its pages still have is used up by presses that decide nothing.
    let told = 0;
    for (let n = 0; n < 3_000 && told < 5; n++) if ((await click(`2.${n}`, 9)).body.includes(couldNotSave)) told += 1;
    const answer = await click('1.1', 1);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(couldNotSave);
    // A sentence writes elsewhere, and may still find room there.
    expect([200, 503]).toContain((await slack.say('U-staff', 'ヘルプ')).status);
    expect((await store.loadCase('takeout-2026-1'))?.status).toBe('pending');
    await free();
    expect((await click('1.2', 1)).body).not.toContain(couldNotSave);
    expect((await store.loadCase('takeout-2026-1'))?.status).toBe('approved');
  });
});

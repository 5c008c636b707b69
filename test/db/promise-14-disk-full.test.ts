import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { aRequest } from '../support/a-change.ts';
import { pressed } from '../support/fake-slack/payloads.ts';
import { aDisk } from '../support/small-disk.ts';
import { slackId, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

let disk: ReturnType<typeof aDisk>;
afterEach(() => disk.remove());

/** Takes all the room there is, down to the last bytes. */
const fill = (folder: string): string => {
  const file = join(folder, 'filler');
  for (const size of [256, 16, 1])
    for (let n = 0; n < 3_000; n++)
      try {
        writeFileSync(file, Buffer.alloc(size * 1024), { flag: 'a' });
      } catch {
        break;
      }
  return file;
};

/** Where no file system of its own can be had, the database is told that it may not grow. */
const full = (own: boolean, folder: string, name: string): (() => void) => {
  if (own) {
    const file = fill(folder);
    return () => rmSync(file);
  }
  const db = openKept(join(folder, name), {});
  db.exec(`create trigger no_room before insert on intents begin select raise(abort, 'no room'); end`);
  return () => {
    db.exec('drop trigger no_room');
    db.close();
  };
};

describe('promise 14: a full disk is orderly', () => {
  it('a group in the middle of which the room ends is refused or kept piece by piece, and goes on when there is room', async () => {
    disk = aDisk('12m');
    const store = await openStore(`file:${join(disk.folder, 'mamori.db')}`, { lock: true });
    await store.commit(aRequest('takeout-2026-0'));
    const free = full(disk.own, disk.folder, 'mamori.db');
    const group = Array.from({ length: 60 }, (_, n) => aRequest(`takeout-2026-${n + 1}`));
    const saved: string[] = [];
    for (let from = 0; from < 60; from += 20) {
      const some = group.slice(from, from + 20);
      const outcomes = await Promise.allSettled(some.map(store.commit));
      for (const [at, outcome] of outcomes.entries())
        if (outcome.status === 'fulfilled') saved.push(`takeout-2026-${from + at + 1}`);
        else if (disk.own) expect(outcome.reason.message).toContain('ディスクがいっぱいです');
    }
    expect(saved.length).toBeLessThan(60);
    // Reading goes on, and what was not acknowledged has left no trace.
    const there = (await store.findCases({ limit: 100 })).map(({ id }) => id);
    expect(new Set(there)).toEqual(new Set(['takeout-2026-0', ...saved]));
    expect(await store.ledger.records(undefined, 100)).toHaveLength(there.length);
    free();
    for (const one of group) expect(['committed', 'duplicate']).toContain(await store.commit(one));
    expect(await store.findCases({ limit: 100 })).toHaveLength(61);
    await store.check();
    await store.close();
  });

  it('whoever presses meanwhile is told, nothing is acknowledged, and no restart is needed', async () => {
    disk = aDisk('3m');
    const world = await twoPlatforms({ slack: ['staff', 'leader'], folder: disk.folder });
    const actor = { platform: 'slack', space: world.slack.team, user: slackId('staff') } as const;
    const ask = { type: 'submit', form: 'takeout/new', context: { once: 'case' }, values: aTakeout() } as const;
    await world.receive({ key: 'case', actor, ask });
    await world.onSlack('leader', '貸出用ノート');
    const free = full(disk.own, disk.folder, 'two.db');
    const action = { do: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 };
    const click = (n: number) =>
      world.slack.wire.send('interactive', pressed(world.slack, 'U-leader', action, `1.${n}`));
    // What little room the log of the database still has is used up by presses that decide nothing.
    let told = 0;
    for (let n = 0; n < 400 && told < 3; n++) {
      const version = { ...action, version: 9 };
      const sent = await world.slack.wire.send('interactive', pressed(world.slack, 'U-leader', version, `2.${n}`));
      if (sent.body.includes(couldNotSave)) told += 1;
    }
    const answer = await click(1);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(couldNotSave);
    expect((await world.slack.say('U-staff', 'ヘルプ')).status).toBe(503);
    expect((await world.store.loadCase('takeout-2026-1'))?.status).toBe('pending');
    await expect(world.store.check()).rejects.toThrow();
    free();
    expect((await click(2)).body).not.toContain(couldNotSave);
    expect((await world.store.loadCase('takeout-2026-1'))?.status).toBe('approved');
    await world.close(true);
  });

  it('a place where nothing can be written is refused at the start, by name', async () => {
    disk = aDisk('2m');
    const file = join(disk.folder, 'mamori.db');
    const store = await openStore(`file:${file}`, { lock: true });
    await store.close();
    for (const name of readdirSync(disk.folder)) chmodSync(join(disk.folder, name), 0o400);
    disk.lock();
    await expect(openStore(`file:${file}`, { lock: true })).rejects.toThrow(/mamori\.db (を開けません|に書けません)/);
  });
});

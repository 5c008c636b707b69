import { afterEach, describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/app/limiter.ts';
import type { OutboxRow } from '../../src/app/ports.ts';
import { platformLimits } from '../../src/app/rate.ts';
import { aWorld, type World } from '../support/world.ts';

const crowd = Array.from({ length: 200 }, (_, n) => `q${n}`);

/** What goes out over Slack's limits in how many seconds, when 200 people tell of one thing within a minute. */
const played = async (world: World) => {
  const limiter = createLimiter(platformLimits);
  const sent: { slot: string; to: string; method: string; at: number }[] = [];
  const posted = new Set<string>();
  const submit = (n: number) =>
    world.submitOnly(crowd[n] ?? '', 'suspiciousMail/new', { subject: '不審', body: '請求書という件名のメールが来た' });
  const deliver = async (at: number): Promise<void> => {
    const rows = await world.store.outbox.claim({ worker: 'w', now: Date.now() + at * 1000, leaseMs: 1, limit: 500 });
    for (const row of rows) {
      const to = 'person' in row.to ? row.to.person : '';
      const account = { platform: 'slack' as const, space: 'T', user: to };
      const method = posted.has(row.slot) ? ('update' as const) : ('post' as const);
      const wait = limiter.take({ to: account, method, lane: row.lane }, at * 1000);
      await settle(world, row, wait, at);
      if (wait > 0) continue;
      posted.add(row.slot);
      sent.push({ slot: row.slot, to, method, at });
    }
  };
  for (let second = 0; second < 120; second++) {
    const due = second < 60 ? Math.floor(((second + 1) * 200) / 60) - Math.floor((second * 200) / 60) : 0;
    const done = Math.floor((Math.min(second, 60) * 200) / 60);
    for (let n = 0; n < due; n++) await submit(done + n);
    await deliver(second);
  }
  return sent;
};

const settle = (world: World, row: OutboxRow, wait: number, at: number): Promise<void> => {
  const account = { platform: 'slack' as const, space: 'T', user: 'x' };
  const next = { at: Date.now() + at * 1000 + wait, why: 'rate', uncertain: false, attempts: 0 };
  return wait > 0
    ? world.store.outbox.again(row, 'w', next)
    : world.store.outbox.done(row, 'w', { account, ref: row.slot });
};

describe('two hundred reports of one thing within a minute, over Slack’s limits', () => {
  let world: World;
  afterEach(() => world.close());

  it('reach every reporter soon, and their receivers in a handful of messages', async () => {
    world = await aWorld({ chart: { posts: crowd.map((person) => ({ person, unit: 'jigyo-2' })) } });
    const sent = await played(world);
    for (const person of crowd) {
      const own = sent.filter(({ to, slot }) => to === person && slot.startsWith('case/'));
      expect(own.filter(({ method }) => method === 'post')).toHaveLength(1);
    }
    const told = sent.filter(({ to, slot }) => to === 'infra' && slot.startsWith('case/'));
    expect(told.filter(({ method }) => method === 'post')).toHaveLength(2);
    expect(told.filter(({ method }) => method === 'update').length).toBeLessThanOrEqual(9);
    expect(told[0]?.at).toBeLessThanOrEqual(1);
    expect(Math.max(...sent.map(({ at }) => at))).toBeLessThan(100);
  }, 60_000);
});

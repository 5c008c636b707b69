import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookDelay, retryDelay } from '../../src/app/backoff.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { full, type Limit, platformLimits, taken, waitFor } from '../../src/app/rate.ts';
import type { Lane } from '../../src/core/outbound.ts';

const teamsRules = [
  { most: 7, within: 1_000 },
  { most: 8, within: 2_000 },
  { most: 60, within: 30_000 },
  { most: 1_800, within: 3_600_000 },
];

const busiest = (sent: readonly number[], within: number): number => {
  let from = 0;
  let most = 0;
  sent.forEach((at, index) => {
    while ((sent[from] ?? at) <= at - within) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
};

describe('token buckets', () => {
  it('never let more through in any span than the bucket holds and refills', () => {
    const limits = fc.record({
      capacity: fc.integer({ min: 1, max: 20 }),
      perSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(limits, fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 200 }), (limit: Limit, gaps) => {
        let bucket = full(limit, 0);
        let now = 0;
        const sent: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (waitFor(bucket, limit, 0, now) > 0) continue;
          bucket = taken(bucket, limit, now);
          sent.push(now);
        }
        for (const within of [500, 1_000, 10_000]) {
          expect(busiest(sent, within)).toBeLessThanOrEqual(limit.capacity + limit.perSecond * (within / 1000) + 1e-6);
        }
      }),
    );
  });

  it('wait exactly as long as they say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.2, max: 9, noNaN: true }),
        (capacity, perSecond) => {
          const limit = { capacity, perSecond };
          const empty = { tokens: 0, at: 0 };
          const wait = waitFor(empty, limit, 0, 0);
          expect(wait).toBeGreaterThan(0);
          expect(waitFor(empty, limit, 0, wait)).toBe(0);
        },
      ),
    );
  });

  it('stay within every Teams rule for one conversation that is never left in peace', () => {
    const limiter = createLimiter(platformLimits);
    const to = { platform: 'teams', space: 't', user: 'u' } as const;
    const sent: number[] = [];
    for (let now = 0; now < 3 * 3_600_000; ) {
      const wait = limiter.take({ to, method: 'post', lane: 'urgent' }, now);
      if (wait === 0) sent.push(now);
      now += wait === 0 ? 1 : wait;
    }
    for (const { most, within } of teamsRules) expect(busiest(sent, within)).toBeLessThanOrEqual(most);
    expect(sent.length).toBeGreaterThan(5_000);
  });
});

describe('the limiter', () => {
  const at = (user: string) => ({ platform: 'slack', space: 'T1', user }) as const;
  const post = (user: string, lane: Lane) => ({ to: at(user), method: 'post' as const, lane });

  it('keeps a share of the platform for approvals while a wave runs', () => {
    const limiter = createLimiter(platformLimits);
    let waved = 0;
    while (limiter.take(post(`U${waved}`, 'wave'), 0) === 0) waved += 1;
    expect(waved).toBeLessThan(8);
    expect(limiter.room('slack', 'wave', 0)).toBe(0);
    expect(limiter.take(post('M1', 'card'), 0)).toBe(0);
  });

  it('holds back one person after a 429 and nobody else', () => {
    const limiter = createLimiter(platformLimits);
    limiter.refused(at('U1'), 30_000, 0);
    expect(limiter.take(post('U1', 'card'), 0)).toBe(30_000);
    expect(limiter.take(post('U2', 'card'), 0)).toBe(0);
  });

  it('holds back everybody when a second person is refused for no reason of their own', () => {
    const limiter = createLimiter(platformLimits);
    limiter.refused(at('U1'), 30_000, 0);
    expect(limiter.take(post('U3', 'card'), 100)).toBe(0);
    limiter.refused(at('U2'), 30_000, 200);
    expect(limiter.take(post('U4', 'card'), 200)).toBe(30_000);
    expect(limiter.untilNext('slack', 'wave', 200)).toBe(30_000);
  });

  it('takes the 429 of somebody who is written to all the time for theirs alone', () => {
    const limiter = createLimiter(platformLimits);
    for (const user of ['U1', 'U2']) {
      for (let n = 0; n < 2; n++) expect(limiter.take(post(user, 'card'), 0)).toBe(0);
      limiter.refused(at(user), 30_000, 0);
    }
    expect(limiter.take(post('U3', 'card'), 1_000)).toBe(0);
  });

  it('puts what waits for the platform off to a turn of its own, one after the other', () => {
    const limiter = createLimiter(platformLimits);
    const waits = Array.from({ length: 103 }, (_, n) => limiter.take(post(`U${n}`, 'wave'), 0)).filter((ms) => ms > 0);
    expect(waits.slice(1).every((ms, n) => ms > (waits[n] ?? 0))).toBe(true);
    expect(waits.at(-1)).toBeGreaterThan(9_000);
    expect(limiter.take(post('M1', 'card'), 0)).toBe(0);
  });

  it('tries no quicker pace for a handful of cards now and then, however long it runs', () => {
    const limiter = createLimiter(platformLimits);
    for (let minute = 0; minute < 5_000; minute++) {
      const now = minute * 60_000;
      for (let n = 0; n < 4; n++) expect(limiter.take(post(`U${n}`, 'card'), now)).toBe(0);
      for (let n = 0; n < 4; n++) limiter.passed(at(`U${n}`), now + 100);
    }
    expect(limiter.untilNext('slack', 'card', 5_000 * 60_000)).toBe(0);
    const now = 5_001 * 60_000;
    for (let n = 0; n < 4; n++) limiter.take(post(`U${n}`, 'card'), now);
    expect(limiter.untilNext('slack', 'card', now)).toBe(200);
  });

  it('holds back everybody only when the platform said so', () => {
    const limiter = createLimiter(platformLimits);
    limiter.pause('slack', 5_000);
    expect(limiter.take(post('U2', 'urgent'), 0)).toBe(5_000);
    expect(limiter.room('slack', 'urgent', 0)).toBe(0);
    expect(limiter.take(post('U2', 'urgent'), 5_000)).toBe(0);
  });

  it('counts updates apart: fifty a minute', () => {
    const limiter = createLimiter(platformLimits);
    let updates = 0;
    for (let now = 0; now < 60_000; now += 50) {
      if (limiter.take({ to: at(`U${now}`), method: 'update', lane: 'card' }, now) === 0) updates += 1;
    }
    expect(updates).toBeLessThanOrEqual(52);
    expect(updates).toBeGreaterThan(45);
  });

  it('lets the console pass without any limit', () => {
    const limiter = createLimiter(platformLimits);
    const to = { platform: 'console', space: 'console', user: 'S001' } as const;
    const waits = Array.from({ length: 1_000 }, () => limiter.take({ to, method: 'post', lane: 'wave' }, 0));
    expect(Math.max(...waits)).toBe(0);
  });
});

describe('back-off', () => {
  it('grows, stays within a quarter of an hour, and gives up after about a day', () => {
    const jitter = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 103 }), jitter, (attempts, chance) => {
        const delay = retryDelay(attempts, chance) ?? Number.NaN;
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
    expect(retryDelay(104, 0)).toBeUndefined();
    const total = Array.from({ length: 104 }, (_, n) => retryDelay(n, 0.5) ?? 0).reduce((a, b) => a + b);
    expect(total / 3_600_000).toBeGreaterThan(12);
    expect(total / 3_600_000).toBeLessThan(26);
  });

  it('looks about an hour for somebody who has no account yet', () => {
    const total = Array.from({ length: 12 }, (_, n) => lookDelay(n, 0.5) ?? 0).reduce((a, b) => a + b);
    expect(total).toBeGreaterThan(20 * 60_000);
    expect(lookDelay(12, 0)).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { createLimiter, type Sending } from '../../src/app/limiter.ts';
import { platformLimits } from '../../src/app/rate.ts';

const to = (user: string) => ({ platform: 'slack' as const, space: 'T1', user });
const card = (user: string, method: Sending['method'] = 'post'): Sending => ({ to: to(user), method, lane: 'card' });

/** Looks at each card when it is due, as the outbox does, until `end` (ms); answers how often that was. */
const looked = (sendings: readonly Sending[], end: number): { looks: number; sent: number } => {
  const limiter = createLimiter(platformLimits);
  const due = sendings.map((sending) => ({ sending, at: 0 }));
  let looks = 0;
  let sent = 0;
  while (due.length > 0) {
    due.sort((a, b) => a.at - b.at);
    const [next] = due;
    if (!next || next.at > end) break;
    looks += 1;
    const wait = limiter.take(next.sending, next.at);
    if (wait > 0) next.at += wait;
    else {
      due.shift();
      sent += 1;
    }
  }
  return { looks, sent };
};

it('many cards for one person are not all looked at again each time the platform takes one of them', () => {
  const { looks, sent } = looked(
    Array.from({ length: 500 }, () => card('U-a')),
    60_000,
  );
  expect(sent).toBeGreaterThanOrEqual(60);
  expect(looks).toBeLessThan(500 + 2 * 500 + 60);
});

it('nor are many that change what stands, which the platform takes one by one', () => {
  const { looks, sent } = looked(
    Array.from({ length: 500 }, (_, n) => card(`U-${n}`, 'update')),
    60_000,
  );
  expect(sent).toBeGreaterThanOrEqual(50);
  // Some 23,000 looks without turns.
  expect(looks).toBeLessThan(5_000);
});

it('a card that comes when nothing is in its way goes at once, whatever turns were given before', () => {
  const limiter = createLimiter(platformLimits);
  for (let n = 0; n < 50; n++) limiter.take(card('U-a'), 0);
  expect(limiter.take(card('U-a'), 10_000)).toBe(0);
  expect(limiter.take(card('U-b'), 0)).toBe(0);
});

it('what was put off is looked for from turn to turn, also once there is room again', () => {
  const limiter = createLimiter(platformLimits);
  expect(limiter.untilNext('slack', 'wave', 0)).toBe(0);
  for (let n = 0; n < 20; n++) limiter.take({ ...card(`U-${n}`), lane: 'wave' }, 0);
  expect(limiter.untilNext('slack', 'wave', 1_000)).toBe(100);
  expect(limiter.untilNext('slack', 'wave', 10_000)).toBe(0);
});

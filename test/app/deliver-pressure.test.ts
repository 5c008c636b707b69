import { afterEach, describe, expect, it } from 'vitest';
import { createDeliverer } from '../../src/app/deliver.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { platformLimits } from '../../src/app/rate.ts';
import { pause } from '../../src/app/wait.ts';
import { account, deliveryBench, fakePlatform, startAll, stopAll, until } from '../support/delivery-bench.ts';

afterEach(stopAll);

describe('promise 5: delivery under pressure', () => {
  it("lets one person's 429 delay nobody else, and uses up none of its attempts", async () => {
    let told = false;
    const slack = fakePlatform('slack', ({ to }) => {
      if (to.user !== 'U-a' || told) return undefined;
      told = true;
      return { outcome: 'again', why: 'ratelimited', afterMs: 2_000.4, uncertain: false };
    });
    const { want, slot, deliverer, counted } = deliveryBench([slack]);
    const began = Date.now();
    want('a1', { person: 'a' });
    startAll(deliverer);
    await until(() => told);
    want('a2', { person: 'a' });
    want('b1', { person: 'b' });
    deliverer.nudge();
    await until(() => slot('b1')?.posted !== undefined);
    expect(Date.now() - began).toBeLessThan(1_900);
    await until(() => slot('a1')?.posted !== undefined && slot('a2')?.posted !== undefined);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(slack.sent.filter(({ to }) => to.user === 'U-a')).toHaveLength(3);
    expect(counted).toContain('slack 429');
    expect(slot('a1')?.attempts).toBe(0);
  });

  it('gives up after the last attempt, not before', async () => {
    const slack = fakePlatform('slack', () => ({ outcome: 'again', why: 'internal_error', uncertain: false }));
    const memory = deliveryBench([slack]);
    const [row] = await (async () => {
      memory.want('s1', { person: 'a' });
      return memory.outbox.claim({ worker: 'setup', now: Date.now(), leaseMs: 1, limit: 1 });
    })();
    if (!row) throw new Error('a slot was due');
    await memory.outbox.again(row, 'setup', { at: 0, why: 'internal_error', uncertain: false, attempts: 103 });
    startAll(memory.deliverer);
    await until(() => slack.sent.length === 1);
    await pause(20);
    expect(memory.slot('s1')).toMatchObject({ attempts: 104 });
    expect(memory.givenUp).toEqual([]);
  });

  it('leaves a platform alone that is not reached, without wearing out the cards', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const away = { ...slack.adapter, unready: () => 'no connection' };
    const { want, slot, deliverer } = deliveryBench([{ adapter: away }, fakePlatform('console', () => undefined)]);
    want('s1', { person: 'a' });
    startAll(deliverer);
    await until(() => slot('s1')?.why === 'platform-unready');
    expect(slot('s1')?.attempts).toBe(0);
    expect(slack.sent).toEqual([]);
  });

  it('lets an approval overtake a wave that has used up its share', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const accounts = Array.from({ length: 60 }, (_, n) => account(`p${n}`));
    const { want, deliverer } = deliveryBench([slack], { accounts, parts: { limiter: createLimiter(platformLimits) } });
    for (let n = 0; n < 50; n++) want(`wave/${n}`, { person: `p${n}` }, { lane: 'wave' });
    startAll(deliverer);
    await until(() => slack.sent.length >= 6);
    const before = slack.sent.length;
    want('approval', { person: 'p55' });
    deliverer.nudge();
    await until(() => slack.sent.some(({ key }) => key === 'approval#1'), 1_500);
    expect(slack.sent.findIndex(({ key }) => key === 'approval#1')).toBeLessThanOrEqual(before + 1);
  });

  it('sends each slot once with four loops at the same outbox', async () => {
    const slack = fakePlatform('slack', async () => {
      await pause(3);
      return undefined;
    });
    const accounts = Array.from({ length: 200 }, (_, n) => account(`p${n}`));
    const first = deliveryBench([slack], { accounts });
    const others = ['w2', 'w3', 'w4'].map((worker) => createDeliverer({ ...first.parts, worker }));
    for (let n = 0; n < 200; n++) first.want(`s${n}`, { person: `p${n}` });
    startAll(first.deliverer, ...others);
    await until(() => slack.sent.length >= 200);
    await pause(50);
    expect(slack.sent).toHaveLength(200);
    expect(new Set(slack.sent.map(({ key }) => key)).size).toBe(200);
  });

  it('finishes what is under way before it stops, and begins nothing more', async () => {
    const slack = fakePlatform('slack', async () => {
      await pause(100);
      return undefined;
    });
    const { want, slot, deliverer } = deliveryBench([slack]);
    want('s1', { person: 'a' });
    startAll(deliverer);
    await until(() => slack.sent.length === 1);
    const stopped = deliverer.stop();
    want('s2', { person: 'b' });
    await stopped;
    expect(slot('s1')?.posted).toBeDefined();
    expect(slack.sent).toHaveLength(1);
  });

  it('survives an outbox that cannot be read for a moment', async () => {
    const slack = fakePlatform('slack', () => undefined);
    const given = deliveryBench([slack]);
    const refusals = ['disk full', 'disk full'];
    const outbox = {
      ...given.outbox,
      claim: async (ask: Parameters<typeof given.outbox.claim>[0]) => {
        const refusal = refusals.pop();
        if (refusal) throw new Error(refusal);
        return given.outbox.claim(ask);
      },
    };
    const deliverer = createDeliverer({ ...given.parts, outbox });
    given.want('s1', { person: 'a' });
    startAll(deliverer);
    await pause(30);
    deliverer.nudge();
    await until(() => slack.sent.length === 1);
  });
});

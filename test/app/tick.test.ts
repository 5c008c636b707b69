import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/app/intents.ts';
import { silentLog } from '../../src/app/log.ts';
import { createTick } from '../../src/app/tick.ts';
import type { Timer } from '../../src/core/case.ts';

type Given = { timers?: readonly Timer[]; fails?: (intent: Intent) => boolean; passMs?: number };

const open = ({ timers = [], fails = () => false, passMs = 0 }: Given) => {
  const rows = new Map(timers.map((timer) => [timer.id, timer]));
  const intents: Intent[] = [];
  const clock = { people: '2026-06-01T00:00:00.000Z', real: 0, version: 1 };
  const tick = createTick({
    store: {
      dueTimers: async (now, limit) =>
        [...rows.values()]
          .filter(({ at }) => at <= now)
          .sort((a, b) => a.at.localeCompare(b.at))
          .slice(0, limit),
      directory: async () => ({
        version: clock.version,
        people: [],
        units: [],
        posts: [],
        deputies: [],
        accounts: [],
        roles: {},
      }),
    },
    receive: async (intent) => {
      intents.push(intent);
      if (intent.key.startsWith('reroute/')) clock.real += passMs;
      if (fails(intent)) throw new Error('no');
      if (intent.ask.type === 'wake') rows.delete(intent.ask.timer);
      return { kind: 'done' };
    },
    now: () => clock.people,
    real: () => clock.real,
    metrics: { timer: () => {} },
    log: silentLog,
  });
  const woken = (): string[] => intents.map(({ key }) => key).filter((key) => key.startsWith('wake/'));
  const rerouted = (): string[] => intents.map(({ key }) => key).filter((key) => key.startsWith('reroute/'));
  return { tick, intents, woken, rerouted, clock, rows };
};

const timer = (n: number, at = '2026-05-31T00:00:00.000Z'): Timer => ({
  id: `takeout-2026-${n}/remind/1`,
  subject: `takeout-2026-${n}`,
  what: 'remind',
  at,
});

describe('the clock', () => {
  it('wakes what is due, by a key that is the same however often it ticks', async () => {
    const { tick, intents } = open({ timers: [timer(1), timer(2, '2026-06-02T00:00:00.000Z')] });
    await tick();
    expect(intents.at(-1)).toEqual({
      key: 'wake/takeout-2026-1/remind/1/2026-05-31T00:00:00.000Z',
      actor: 'clock',
      ask: { type: 'wake', subject: 'takeout-2026-1', what: 'remind', timer: 'takeout-2026-1/remind/1' },
    });
    expect(intents).toHaveLength(2);
  });

  it('catches up at start on everything that fell due while the bot was down', async () => {
    const { tick, woken } = open({ timers: Array.from({ length: 1_000 }, (_, n) => timer(n)) });
    for (let round = 0; round < 5; round++) await tick();
    expect(new Set(woken()).size).toBe(1_000);
  });

  it('lets a timer that fails delay no other, even 500 of them', async () => {
    const bad = Array.from({ length: 500 }, (_, n) => timer(n, '2026-05-01T00:00:00.000Z'));
    const { tick, rows } = open({
      timers: [...bad, timer(900)],
      fails: ({ key }) => key.includes('2026-05-01'),
    });
    for (let round = 0; round < 4; round++) await tick();
    expect(rows.has('takeout-2026-900/remind/1')).toBe(false);
  });

  it('tries a timer that failed again, but not every second', async () => {
    const { tick, woken, clock } = open({ timers: [timer(1)], fails: ({ key }) => key.startsWith('wake/') });
    await tick();
    await tick();
    expect(woken()).toHaveLength(1);
    clock.real += 30_000;
    await tick();
    expect(woken()).toHaveLength(2);
  });

  it('looks over all pending cases each day in JST and whenever the chart has changed', async () => {
    const { tick, rerouted, clock } = open({});
    await tick();
    await tick();
    clock.people = '2026-06-01T15:00:00.000Z';
    await tick();
    clock.version = 2;
    await tick();
    expect(rerouted()).toEqual(['reroute/2026-06-01/1', 'reroute/2026-06-02/1', 'reroute/2026-06-02/2']);
  });

  it('leaves most of its time to people while the chart changes all the time, but never lets a day wait', async () => {
    const { tick, rerouted, clock } = open({ passMs: 2_000 });
    for (let second = 0; second < 120; second++) {
      await tick();
      clock.version += 1;
      clock.real += 1_000;
    }
    expect(rerouted()).toHaveLength(3);
    clock.people = '2026-06-01T15:00:00.000Z';
    await tick();
    expect(rerouted().at(-1)).toContain('2026-06-02');
    clock.real += 40_000;
    clock.version += 1;
    await tick();
    expect(rerouted()).toHaveLength(5);
  });

  it('runs one look at a time', async () => {
    const { tick, woken } = open({ timers: [timer(1)] });
    await Promise.all([tick(), tick(), tick()]);
    expect(woken()).toHaveLength(1);
  });
});

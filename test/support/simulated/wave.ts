import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../db/open.ts';
import { createDeliverer } from '../../../src/app/deliver.ts';
import { createLimiter } from '../../../src/app/limiter.ts';
import { silentLog } from '../../../src/app/log.ts';
import type { ChatAdapter, Outbox, Store } from '../../../src/app/ports.ts';
import { platformLimits } from '../../../src/app/rate.ts';
import type { Outbound, Platform } from '../../../src/core/outbound.ts';
import { indexDirectory } from '../../../src/core/people/lookup.ts';
import { account, card } from '../delivery-bench.ts';
import { chance } from '../foul-weather.ts';
import { letTimeGo, passing, playUntil, stopTime } from './clock.ts';
import type { Counted } from './limits.ts';

const leaders = 40;

export type Wave = {
  reminders: number;
  approvals: number;
  /** Who reads where: by the number of the person. */
  platformOf: (n: number) => Platform;
  adapters: (counted: (platform: Platform) => Counted) => readonly ChatAdapter[];
  /** How long the wave is expected to take, in seconds: approvals come up all through it. */
  seconds: number;
};

export type Figures = {
  sends: number;
  refused: number;
  /** When the last reminder had arrived on each platform, in seconds, and how many requests it had taken until then. */
  ended: Partial<Record<Platform, { seconds: number; requests: number }>>;
  /** Seconds from its commit to its arrival, of each approval's card and each change of one, in order of length. */
  cards: number[];
  /** What arrived twice, and what never did. */
  twice: number;
  missing: number;
  /** Looks into the outbox, and words said about a slot. */
  writes: number;
};

const rest = { cases: [], facts: [], timers: [], homes: [] };
const markOf = /印([\w-]+)印/;

/** Counts what is done at the outbox, so that one knows when everything has been. */
const counting = (outbox: Outbox): { outbox: Outbox; moves: () => number } => {
  let moves = 0;
  const counted = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => {
    return (...given: A): Promise<R> => {
      moves += 1;
      return work(...given).finally(() => {
        moves += 1;
      });
    };
  };
  const { claim, done, again, park, drop } = outbox;
  const all = { claim: counted(claim), done: counted(done), again: counted(again) };
  return { outbox: { ...outbox, ...all, park: counted(park), drop: counted(drop) }, moves: () => moves };
};

const queue = async (store: Store, wave: Wave): Promise<void> => {
  for (let from = 0; from < wave.reminders; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, wave.reminders - from) }, (_, n) => from + n);
    const slots = some.map(
      (n): Outbound => ({ slot: `wave/${n}`, to: { person: `p${n}` }, lane: 'wave', card: card(`印w${n}印`) }),
    );
    await store.commit({ ...rest, key: `wave/${from}`, at: new Date().toISOString(), slots });
  }
};

/** One timer at a time: each of them is looked at whenever time moves on. */
const happening = async (steps: readonly { at: number; happens: () => Promise<unknown> }[]): Promise<void> => {
  const began = Date.now();
  for (const { at, happens } of steps) {
    await passing(began + at - Date.now());
    void happens();
  }
};

/** Lets a wave go out in simulated time, with approvals in between, over the real store, limiter, loop and clients. */
export const playWave = async (wave: Wave, seed = 20_261_123): Promise<Figures> => {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-wave-'));
  const store = await openStore(`file:${join(folder, 'wave.db')}`, { lock: true });
  const random = chance(seed);
  const wanted = new Map<string, number>();
  const arrived = new Map<string, { at: number; times: number }>();
  const ended: Figures['ended'] = {};
  let began = 0;
  const counts = new Map<Platform, Counted>();
  const countedOn = (platform: Platform): Counted => {
    const counted: Counted = {
      sends: 0,
      refused: 0,
      arrived: (body, at) => {
        const mark = markOf.exec(body)?.[1] ?? 'none';
        const before = arrived.get(mark);
        arrived.set(mark, before ? { ...before, times: before.times + 1 } : { at, times: 1 });
        if (mark.startsWith('w')) {
          ended[platform] = { seconds: (at - began) / 1000, requests: counted.sends - counted.refused };
        }
      },
    };
    counts.set(platform, counted);
    return counted;
  };
  const people = Array.from({ length: wave.reminders }, (_, n) => `p${n}`);
  const accounts = people.map((person, n) => account(person, { platform: wave.platformOf(n) }));
  const directory = indexDirectory({
    version: 1,
    people: people.map((id) => ({ id, name: id, email: '', phone: '' })),
    units: [],
    posts: [],
    deputies: [],
    accounts,
    roles: {},
  });
  stopTime();
  try {
    const { outbox, moves } = counting(store.outbox);
    await queue(store, wave);
    for (const n of people.keys()) wanted.set(`w${n}`, Date.now());
    const deliverer = createDeliverer({
      outbox,
      adapters: wave.adapters(countedOn),
      directory: async () => directory,
      homeCard: async () => card('home'),
      giveUp: async () => {},
      limiter: createLimiter(platformLimits),
      metrics: { delivery: () => {}, rateLimited: () => {} },
      log: silentLog,
      worker: 'w1',
      real: () => Date.now(),
      random,
    });
    const want = async (n: number, step: number, to: string): Promise<void> => {
      const mark = `a${n}-${step}-${to}`;
      wanted.set(mark, Date.now());
      const slot = { slot: `case/a${n}/${to}`, to: { person: to }, lane: 'card' as const, card: card(`印${mark}印`) };
      await store.commit({ ...rest, key: mark, at: new Date().toISOString(), slots: [slot] });
      deliverer.nudge();
    };
    /** Somebody asks, the leader's card comes up; some time later the leader decides, and both cards say so. */
    const steps = Array.from({ length: wave.approvals }, (_, n) => n).flatMap((n) => {
      const asked = random() * wave.seconds * 900;
      const decided = asked + 15_000 + random() * 30_000;
      const [leader, asker] = [`p${n % leaders}`, `p${leaders + n}`];
      return [
        { at: asked, happens: () => want(n, 1, leader) },
        { at: decided, happens: () => Promise.all([want(n, 2, leader), want(n, 2, asker)]) },
      ];
    });
    void happening(steps.sort((one, other) => one.at - other.at));
    const all = wave.reminders + 3 * wave.approvals;
    began = Date.now();
    const limit = began + wave.seconds * 3_000;
    deliverer.start();
    await playUntil(() => arrived.size >= all || Date.now() > limit, moves);
    let stopped = false;
    void deliverer.stop().then(() => {
      stopped = true;
    });
    await playUntil(() => stopped, moves);
    const marks = [...wanted].filter(([mark]) => mark.startsWith('a'));
    const cards = marks.map(([mark, at]) => ((arrived.get(mark)?.at ?? Number.POSITIVE_INFINITY) - at) / 1000);
    return {
      sends: [...counts.values()].reduce((sum, { sends }) => sum + sends, 0),
      refused: [...counts.values()].reduce((sum, { refused }) => sum + refused, 0),
      ended,
      cards: cards.sort((a, b) => a - b),
      twice: [...arrived.values()].filter(({ times }) => times > 1).length,
      missing: all - arrived.size,
      writes: moves(),
    };
  } finally {
    letTimeGo();
    await store.close();
    rmSync(folder, { recursive: true });
  }
};

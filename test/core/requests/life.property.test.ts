import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../src/core/calendar.ts';
import type { Card } from '../../../src/core/card.ts';
import type { CaseAsk } from '../../../src/core/feature.ts';
import type { RawValues } from '../../../src/core/form.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { jstDate } from '../../../src/core/time.ts';
import type { Outcome } from '../../support/case-life.ts';
import { aDay, anyChart } from '../../support/chart.ts';
import { changed } from '../../support/chart-changes.ts';
import { aLife, canary, type Life, takeoutWords, wordsOf } from '../../support/life.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 250);
const id = 'takeout-2026-1';

const presses = ['approve', 'accept', 'later', 'withdraw', 'consult'] as const;
const forms: Readonly<Record<string, RawValues>> = {
  condition: { conditions: `${canary}条件`, until: '2026-06-08' },
  sendBack: { said: `${canary}質問` },
  refuse: { said: `${canary}理由` },
  revoke: { said: `${canary}取り消し` },
  extend: { until: '2026-06-20', reason: `${canary}延長` },
  refuseExtension: { said: `${canary}延長理由` },
  giveBack: { erased: 'erased', note: `${canary}申し送り` },
  confirmReturn: { checked: 'both' },
  notReturned: { said: `${canary}不足` },
  change: { ...takeoutWords({ from: '2026-06-20', until: '2026-06-25' }), answer: `${canary}答え` },
};

type Move =
  | { do: 'act'; step: string; by: 'sitter' | 'owner' | 'any'; n: number; stale: boolean }
  | { do: 'wait'; hours: number }
  | { do: 'chart'; what: 'leaves' | 'arrives' | 'locked' | 'deputy'; n: number; m: number };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      step: fc.constantFrom(...presses, ...Object.keys(forms), 'approve', 'giveBack', 'confirmReturn', 'extend'),
      by: fc.constantFrom('sitter' as const, 'sitter' as const, 'owner' as const, 'owner' as const, 'any' as const),
      n: fc.nat(1000),
      stale: fc.nat(9).map((one) => one === 0),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 80 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('chart' as const),
      what: fc.constantFrom('leaves' as const, 'arrives' as const, 'locked' as const, 'deputy' as const),
      n: fc.nat(1000),
      m: fc.nat(1000),
    }),
  },
);

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

const askOf = (life: Life, step: string, stale: boolean): CaseAsk => {
  const version = (life.state()?.revision ?? 1) - (stale ? 1 : 0);
  const values = forms[step];
  return values
    ? { type: 'submit', form: `takeout/${step}`, context: { case: id, version }, values }
    : { type: 'press', verb: step, case: id, version };
};

const actorOf = (life: Life, data: DirectoryData, move: Extract<Move, { do: 'act' }>): string => {
  const state = life.state();
  const anybody = pick(data.people, move.n)?.id ?? 'p0';
  if (!state || move.by === 'any') return anybody;
  if (move.by === 'owner') return state.filedBy ?? state.requester;
  return pick(life.sitters(), move.n)?.person ?? anybody;
};

const deciding = [
  'approve',
  'condition',
  'sendBack',
  'refuse',
  'refuseExtension',
  'confirmReturn',
  'notReturned',
  'later',
];

const checkCard = (card: Card): void => {
  for (const words of wordsOf(card)) expect(words.trim(), JSON.stringify(card)).not.toBe('');
  expect(card.notice).not.toContain(canary);
  expect(card.notice).not.toMatch(/p\d/);
  expect(card.blocks.length).toBeLessThanOrEqual(20);
  for (const block of card.blocks) {
    if (block.kind !== 'buttons') continue;
    expect(block.buttons.length).toBeLessThanOrEqual(6);
    for (const { label, action } of block.buttons) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect((action.arg ?? '').length).toBeLessThanOrEqual(1000);
    }
  }
};

/** What must hold whatever has happened. */
const check = (life: Life, everShown: Set<string>, settled: boolean): void => {
  const state = life.state();
  const shown = life.shown();
  if (!state || !shown) return;
  const sitting = life.sitters().map(({ person }) => person);
  for (const { slot, card } of shown.slots) {
    checkCard(card);
    everShown.add(slot);
    const person = slot.split('/')[2] ?? '';
    const offers = JSON.stringify(card.blocks).includes('"verb":"approve"');
    if (offers && settled) expect(sitting).toContain(person);
  }
  const now = new Set(shown.slots.map(({ slot }) => slot));
  for (const slot of everShown) {
    const person = slot.split('/')[2] ?? '';
    if (person !== state.requester || life.dir().reachable(person)) expect(now, `${slot} stays true`).toContain(slot);
  }
  if (!shown.open) expect(shown.timers).toEqual([]);
  for (const { at } of shown.timers) {
    expect(at > life.now()).toBe(true);
    expect(isQuiet(at, defaultSettings)).toBe(false);
  }
  const waits = state.status === 'pending' || state.status === 'handedIn' || ('extension' in state && state.extension);
  if (waits && settled && sitting.length === 0)
    expect(life.facts.some(({ type }) => type === 'request.unroutable')).toBe(true);
  for (const fact of life.facts) expect(JSON.stringify(fact.data), fact.type).not.toContain(canary);
};

const act = (life: Life, data: DirectoryData, move: Extract<Move, { do: 'act' }>): Outcome => {
  const state = life.state();
  const by = actorOf(life, data, move);
  const sitting = life.sitters();
  const outcome = life.ask(life.as(by), askOf(life, move.step, move.stale));
  if (!outcome.refused && state && deciding.includes(move.step)) {
    expect([state.requester, state.filedBy]).not.toContain(by);
    const as = sitting.find(({ person }) => person === by);
    expect(as, `${by} decides without a seat`).toBeDefined();
    const named = life.dir().principalsOf(by, jstDate(life.now()));
    expect(named.map(({ principal }) => principal)).not.toContain(state.requester);
    expect(life.dir().reachable(by)).toBe(true);
  }
  if (move.stale && deciding.includes(move.step)) expect(outcome.refused).toBeDefined();
  return outcome;
};

const play = (data: DirectoryData, first: number, helped: number | undefined, moves: readonly Move[]): Life => {
  const life = aLife(data, id, `${aDay}T01:00:00.000Z`);
  const requester = pick(data.people, first)?.id ?? 'p0';
  const onBehalf = helped === undefined ? {} : { onBehalf: pick(data.people, helped)?.id ?? '' };
  const unit = life.dir().postsOf(requester, aDay)[0]?.unit ?? '';
  const values = takeoutWords({ ...onBehalf, unit });
  life.ask(life.as(requester), { type: 'submit', form: 'takeout/new', context: {}, values });
  const everShown = new Set<string>();
  let chart = data;
  let day = '';
  check(life, everShown, true);
  for (const move of moves) {
    const outcomes: Outcome[] = [];
    let settled = true;
    if (move.do === 'act') outcomes.push(act(life, chart, move));
    if (move.do === 'chart') {
      chart = changed(chart, jstDate(life.now()), move);
      life.change(chart);
      outcomes.push(life.wake('reroute'));
    }
    if (move.do === 'wait') {
      life.travel(move.hours);
      const night = isQuiet(life.now(), defaultSettings);
      const today = jstDate(life.now());
      settled = !night || day === today;
      if (!night && day !== today) {
        day = today;
        outcomes.push(life.wake('reroute'));
      }
      const rung = life.fireDue();
      if (night) expect(rung.flatMap(({ pings }) => pings)).toEqual([]);
      outcomes.push(...rung);
    }
    for (const { card } of outcomes.flatMap(({ pings }) => pings)) checkCard(card);
    if (life.state()) check(life, everShown, settled && !isQuiet(life.now(), defaultSettings));
  }
  return life;
};

describe(`a request under random hands, over random charts (FC_SEED=${seed})`, () => {
  it('is decided by nobody who may not, keeps every card true, and never hangs or rings at night', () => {
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(
        anyChart,
        fc.nat(1000),
        fc.option(fc.nat(1000), { nil: undefined, freq: 4 }),
        fc.array(anyMove, { minLength: 5, maxLength: 40 }),
        (data, first, helped, moves) => {
          const status = play(data, first, helped, moves).state()?.status ?? 'none';
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        },
      ),
      { seed, numRuns: runs },
    );
    // The walk is worth something only when it gets everywhere.
    expect(statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(4);
  }, 120_000);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../src/core/calendar.ts';
import type { Card } from '../../../src/core/card.ts';
import type { CaseAsk } from '../../../src/core/feature.ts';
import type { RawValues } from '../../../src/core/form.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { rolesOf } from '../../../src/core/people/roles.ts';
import type { AnyKind } from '../../../src/core/requests/kind.ts';
import { kinds } from '../../../src/core/requests/kinds.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { jstDate } from '../../../src/core/time.ts';

import type { Outcome } from '../../support/case-life.ts';
import { aDay, anyChart } from '../../support/chart.ts';
import { changed } from '../../support/chart-changes.ts';
import { aLife, canary, type Life, wordsOf } from '../../support/life.ts';
import { anyMove, formsOf, type Move, pick } from '../../support/random-moves.ts';
import { sampleOf } from '../../support/sample-request.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 250);
const caseOf = (kind: AnyKind): string => `${kind.name}-2026-1`;

const askOf = (
  life: Life,
  kind: AnyKind,
  values: RawValues,
  { step, stale }: { step: string; stale: boolean },
): CaseAsk => {
  const id = caseOf(kind);
  const version = (life.state()?.revision ?? 1) - (stale ? 1 : 0);
  const typed = formsOf(kind, values)[step];
  return typed
    ? { type: 'submit', form: `${kind.name}/${step}`, context: { case: id, version }, values: typed }
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
  'approveTogether',
  'passUp',
  'answer',
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
  const by = (
    state.status === 'pending'
      ? state.seats.flatMap(({ verdict }) => verdict ?? [])
      : 'verdicts' in state
        ? state.verdicts
        : []
  ).map((verdict) => verdict.by);
  expect(new Set(by).size, 'nobody fills two seats').toBe(by.length);
  for (const fact of life.facts) expect(JSON.stringify(fact.data), fact.type).not.toContain(canary);
};

const act = (life: Life, data: DirectoryData, { kind, values }: Asked, move: Extract<Move, { do: 'act' }>): Outcome => {
  const state = life.state();
  const by = actorOf(life, data, move);
  const sitting = life.sitters();
  const outcome = life.ask(life.as(by), askOf(life, kind, values, move));
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

type Asked = { kind: AnyKind; values: RawValues };

const play = (
  data: DirectoryData,
  kind: AnyKind,
  first: number,
  helped: number | undefined,
  moves: readonly Move[],
): Life => {
  const life = aLife(data, caseOf(kind), `${aDay}T01:00:00.000Z`);
  const may = data.people.filter(
    ({ id }) =>
      !kind.mayAsk || rolesOf(life.dir(), id, aDay).some(({ role }) => kind.mayAsk?.some((each) => each === role)),
  );
  const requester = pick(may, first)?.id ?? 'p0';
  const onBehalf = helped === undefined ? {} : { onBehalf: pick(data.people, helped)?.id ?? '' };
  const unit = life.dir().postsOf(requester, aDay)[0]?.unit ?? '';
  const values = { ...sampleOf(kind), ...onBehalf, unit };
  life.ask(life.as(requester), { type: 'submit', form: `${kind.name}/new`, context: {}, values });
  const everShown = new Set<string>();
  let chart = data;
  let day = '';
  check(life, everShown, true);
  for (const move of moves) {
    const outcomes: Outcome[] = [];
    let settled = true;
    if (move.do === 'act') outcomes.push(act(life, chart, { kind, values }, move));
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
        fc.constantFrom(...kinds),
        fc.nat(1000),
        fc.option(fc.nat(1000), { nil: undefined, freq: 4 }),
        fc.array(anyMove, { minLength: 5, maxLength: 40 }),
        (data, kind, first, helped, moves) => {
          const status = play(data, kind, first, helped, moves).state()?.status ?? 'none';
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        },
      ),
      { seed, numRuns: runs },
    );
    // The walk is worth something only when it gets everywhere.
    expect(statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(6);
  }, 120_000);
});

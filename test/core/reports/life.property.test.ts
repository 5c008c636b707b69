import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../src/core/calendar.ts';
import type { Card } from '../../../src/core/card.ts';
import type { RawValues } from '../../../src/core/form.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { resolvePerson } from '../../../src/core/people/resolve.ts';
import { reports } from '../../../src/core/reports/feature.ts';
import { reportKinds } from '../../../src/core/reports/kinds.ts';
import { peopleOf } from '../../../src/core/reports/standing.ts';
import { hasForm } from '../../../src/core/reports/step.ts';
import { steps } from '../../../src/core/reports/steps.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { jstDate } from '../../../src/core/time.ts';
import { aCaseLife, type Outcome } from '../../support/case-life.ts';
import { aDay, anyChart } from '../../support/chart.ts';
import { changed } from '../../support/chart-changes.ts';
import { canary } from '../../support/life.ts';
import { buttonsIn, checkCard, leaked } from '../../support/report-cards.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 200);

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

type Move =
  | { do: 'act'; step: number; by: 'involved' | 'reporter' | 'any'; n: number; m: number; stale: boolean }
  | { do: 'wait'; hours: number }
  | { do: 'chart'; what: 'leaves' | 'arrives' | 'locked' | 'deputy'; n: number; m: number };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      step: fc.nat(1000),
      by: fc.constantFrom(
        'involved' as const,
        'involved' as const,
        'involved' as const,
        'reporter' as const,
        'any' as const,
      ),
      n: fc.nat(1000),
      m: fc.nat(1000),
      stale: fc.nat(9).map((one) => one === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('chart' as const),
      what: fc.constantFrom('leaves' as const, 'arrives' as const, 'locked' as const, 'deputy' as const),
      n: fc.nat(1000),
      m: fc.nat(1000),
    }),
  },
);

type Life = ReturnType<typeof aCaseLife<ReturnType<typeof reports.read>>>;

/** Answers to whatever a step's form asks: mostly good ones. */
const answers = (data: DirectoryData, today: string, m: number): RawValues => ({
  whom: pick(data.people, m)?.id ?? '',
  what: m % 3 === 0 ? `${canary}すること` : 'add',
  to: pick(['own', 'infrastructure', 'security', 'chiefOfficer', 'city'], m) ?? '',
  note: `${canary}メモ`,
  unitName: '',
  due: m % 7 === 0 ? '2020-01-01' : '2027-01-15',
  clock: '',
  leaked: `${leaked}氏名`,
  cause: `${canary}原因`,
  response: `${canary}対応`,
  foundAtOn: today,
  personal: pick(['yes', 'no', 'unknown'], m) ?? '',
  open: m % 2 ? ['recovery'] : [],
  plan: `${canary}策`,
  verdict: m % 2 ? 'measure' : 'none',
  said: `${canary}言葉`,
  question: `${canary}質問`,
  why: `${canary}理由`,
  kept: `${canary}棚`,
  result: pick(['works', 'again', 'wiped', 'locked', 'better', 'not'], m) ?? '',
  title: 'お知らせ',
  body: `${canary}本文`,
  no: String((m % 3) + 1),
});

const actorOf = (life: Life, data: DirectoryData, move: Extract<Move, { do: 'act' }>): string => {
  const state = life.state();
  const anybody = pick(data.people, move.n)?.id ?? 'p0';
  if (!state || move.by === 'any') return anybody;
  if (move.by === 'reporter') return state.reporter;
  const people = [...peopleOf(life.dir(), state, jstDate(life.now())).keys()];
  return pick(people, move.n) ?? anybody;
};

const act = (life: Life, data: DirectoryData, id: string, move: Extract<Move, { do: 'act' }>): Outcome => {
  const state = life.state();
  const step = pick(steps, move.step);
  if (!state || !step) return { facts: [], pings: [] };
  const by = actorOf(life, data, move);
  const version = state.revision - (move.stale ? 1 : 0);
  const kind = id.split('-')[0];
  const values = answers(data, jstDate(life.now()), move.m);
  const outcome = life.ask(
    life.as(by),
    hasForm(step)
      ? { type: 'submit', form: `${kind}/${step.name}`, context: { case: id, version }, values }
      : { type: 'press', verb: step.name, case: id, version, arg: String((move.m % 3) + 1) },
  );
  if (!outcome.refused) {
    if (by !== state.reporter) expect(state.about, `${by} took ${step.name}`).not.toContain(by);
    if (move.stale && step.fresh) throw new Error(`${step.name} was taken on what had changed`);
    if (step.name === 'confirm') {
      const chiefs = life.dir().headsOf(life.dir().unitNamed('', '')?.id ?? '', jstDate(life.now()));
      expect([...chiefs, state.standIn?.person]).toContain(by);
      expect('plan' in state && state.plan?.by).not.toBe(by);
    }
  }
  return outcome;
};

/** Whatever a card offers is not refused to whom it was sent. */
const checkOffers = (life: Life, person: string, card: Card): void => {
  const found = life.found();
  if (!found) return;
  const ctx = life.ctx(life.as(person));
  for (const { label, action } of buttonsIn(card)) {
    if (action.do === 'open') {
      const { form, ...context } = action;
      const opened = reports.open(ctx, form, context, found);
      expect(opened.ok, `${person}: ${label} ${JSON.stringify(opened)}`).toBe(true);
    } else if (action.verb !== 'show') {
      const pressed = reports.decide(ctx, { ...action, type: 'press' }, found, found.id);
      expect(pressed.ok, `${person}: ${label} ${JSON.stringify(pressed)}`).toBe(true);
    }
  }
};

const check = (life: Life, everShown: Set<string>, settled: boolean): void => {
  const state = life.state();
  const shown = life.shown();
  if (!state || !shown) return;
  for (const { slot, card } of shown.slots) {
    checkCard(card);
    everShown.add(slot);
    const person = slot.split('/').slice(2).join('/');
    if (settled) checkOffers(life, person, card);
    if (state.about.includes(person) && person !== state.reporter) {
      expect(buttonsIn(card)).toEqual([]);
      expect(JSON.stringify(card)).not.toContain(canary);
    }
    const as = peopleOf(life.dir(), state, jstDate(life.now())).get(person);
    const unitOnly =
      as && [...as].every((each) => ['unitManager', 'receiver', 'ordered', 'infrastructure'].includes(each));
    if (state.hideReporter && unitOnly) expect(JSON.stringify(card)).not.toContain(`${state.reporter}さん`);
  }
  const now = new Set(shown.slots.map(({ slot }) => slot));
  for (const slot of everShown) expect(now, `${slot} stays true`).toContain(slot);
  if (!shown.open) expect(shown.timers).toEqual([]);
  for (const { at } of shown.timers) {
    expect(at > life.now(), `${at} ${life.now()}`).toBe(true);
    if (!state.severe) expect(isQuiet(at, defaultSettings)).toBe(false);
  }
  if (shown.open) expect(shown.timers.length).toBeGreaterThan(0);
  for (const fact of life.facts) expect(JSON.stringify(fact.data), fact.type).not.toMatch(/カナリア/u);
};

const play = (
  data: DirectoryData,
  kind: string,
  first: number,
  whom: number | undefined,
  moves: readonly Move[],
): Life => {
  const id = `${kind}-2026-1`;
  const life: Life = aCaseLife(reports, data, id, `${aDay}T01:00:00.000Z`);
  const reporter = first % 11 === 0 ? 'slack:T1/U1' : (pick(data.people, first)?.id ?? 'p0');
  const named = whom === undefined ? undefined : pick(data.people, whom)?.id;
  const values = {
    subject: `${canary}件名`,
    body: `${canary}内容`,
    ...(named && resolvePerson(life.dir(), named).ok ? { whom: named } : {}),
    hide: first % 2 ? 'hidden' : 'shown',
  };
  const actor = reporter.startsWith('slack:')
    ? { is: 'unknown' as const, account: { platform: 'slack' as const, space: 'T1', user: 'U1' } }
    : life.as(reporter);
  const begun = life.ask(actor, { type: 'submit', form: `${kind}/new`, context: {}, values });
  expect(begun.refused).toBeUndefined();
  const everShown = new Set<string>();
  let chart = data;
  let day = aDay;
  check(life, everShown, true);
  for (const move of moves) {
    const outcomes: Outcome[] = [];
    let settled = true;
    if (move.do === 'act') outcomes.push(act(life, chart, id, move));
    if (move.do === 'chart') {
      chart = changed(chart, jstDate(life.now()), move);
      life.change(chart);
      outcomes.push(life.wake('reroute'));
    }
    if (move.do === 'wait') {
      life.travel(move.hours);
      const night = isQuiet(life.now(), defaultSettings);
      settled = !night;
      if (!night && day !== jstDate(life.now())) {
        day = jstDate(life.now());
        outcomes.push(life.wake('reroute'));
      }
      const rung = life.fireDue();
      if (night && !life.state()?.severe) expect(rung.flatMap(({ pings }) => pings)).toEqual([]);
      outcomes.push(...rung);
    }
    for (const { card } of outcomes.flatMap(({ pings }) => pings)) checkCard(card);
    check(life, everShown, settled && !isQuiet(life.now(), defaultSettings));
  }
  return life;
};

describe(`a report under random hands, over random charts (FC_SEED=${seed})`, () => {
  it('offers nothing it refuses, tells nobody it is about, shows no leak, and never hangs', () => {
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(
        anyChart,
        fc.constantFrom(...reportKinds.map(({ name }) => name)),
        fc.nat(1000),
        fc.option(fc.nat(1000), { nil: undefined, freq: 2 }),
        fc.array(anyMove, { minLength: 5, maxLength: 60 }),
        (data, kind, first, whom, moves) => {
          const status = play(data, kind, first, whom, moves).state()?.status ?? 'none';
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        },
      ),
      { seed, numRuns: runs },
    );
    // The walk is worth something only when it gets everywhere.
    expect(statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(3);
  });
});

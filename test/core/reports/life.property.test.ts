import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../src/core/calendar.ts';
import type { Card } from '../../../src/core/card.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { resolvePerson } from '../../../src/core/people/resolve.ts';
import { firstSteps } from '../../../src/core/reports/card-parts.ts';
import { reports } from '../../../src/core/reports/feature.ts';
import { reportKinds } from '../../../src/core/reports/kinds.ts';
import { chainFor, peopleOf } from '../../../src/core/reports/standing.ts';
import { hasForm, isOffered, type Step } from '../../../src/core/reports/step.ts';
import { withdraw } from '../../../src/core/reports/steps/withdraw.ts';
import { steps } from '../../../src/core/reports/steps.ts';
import { beforeOf } from '../../../src/core/reports/take.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { jstDate } from '../../../src/core/time.ts';
import { aCaseLife, type Outcome } from '../../support/case-life.ts';
import { aDay, anyChart, chartData } from '../../support/chart.ts';
import { changed } from '../../support/chart-changes.ts';
import { canary } from '../../support/life.ts';
import { buttonsIn, checkCard } from '../../support/report-cards.ts';
import { answers, anyMove, type Move, pick } from '../../support/report-moves.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 40);

type Life = ReturnType<typeof aCaseLife<ReturnType<typeof reports.read>>>;

/** Steps that only show something lead nowhere. */
const changes = ({ name }: Step): boolean => !['calls', 'versions', 'whole', 'leak', 'drafts', 'draft'].includes(name);

type Turn = { by: string; step: Step };

/** Everything somebody is offered now; most moves are one of these, since what nobody is offered is only refused. */
const offered = (life: Life): Turn[] => {
  const found = life.found();
  if (!found) return [];
  const people = [...peopleOf(life.dir(), found.state, jstDate(life.now())).keys()];
  return people.flatMap((by) => {
    const before = beforeOf(life.ctx(life.as(by)), found);
    const some = steps.filter((step) => step !== withdraw && changes(step) && isOffered(step, before));
    // What stands on the card itself is taken more often than what lies behind it: only so a case gets to its end.
    const first = firstSteps(before).filter(changes);
    return [...some, ...first, ...first, ...first, ...first].map((step) => ({ by, step }));
  });
};

const turnOf = (life: Life, data: DirectoryData, move: Extract<Move, { do: 'act' }>): Turn | undefined => {
  const state = life.state();
  const step = pick(steps, move.step);
  if (!state || !step) return undefined;
  if (move.by === 'involved') return pick(offered(life), move.n + move.step);
  return { step, by: move.by === 'reporter' ? state.reporter : (pick(data.people, move.n)?.id ?? 'p0') };
};

const act = (life: Life, data: DirectoryData, id: string, move: Extract<Move, { do: 'act' }>): Outcome => {
  const state = life.state();
  const turn = turnOf(life, data, move);
  if (!state || !turn) return { facts: [], pings: [] };
  const { by, step } = turn;
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

/** `rested`: whatever was due has fired; what has just become severe may be overdue at once. */
const check = (life: Life, everShown: Set<string>, settled: boolean, rested: boolean): void => {
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
    if (state.hideReporter && !state.about.includes(state.reporter) && unitOnly)
      expect(JSON.stringify(card)).not.toContain(`${state.reporter}さん`);
  }
  const now = new Set(shown.slots.map(({ slot }) => slot));
  for (const slot of everShown) expect(now, `${slot} stays true`).toContain(slot);
  if (!shown.open) expect(shown.timers).toEqual([]);
  for (const { at } of shown.timers) {
    if (rested) expect(at > life.now(), `${at} ${life.now()}`).toBe(true);
    if (!state.severe) expect(isQuiet(at, defaultSettings)).toBe(false);
  }
  if (shown.open) expect(shown.timers.length).toBeGreaterThan(0);
  // Somebody carries an incident as long as anybody can.
  const on = jstDate(life.now());
  const carriers = chainFor(life.dir(), state, { role: 'securityManager' }, on).levels;
  if (shown.open && state.incident && carriers.length > 0)
    expect([...peopleOf(life.dir(), state, on).values()].some((as) => as.has('manager'))).toBe(true);
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
  const begun = life.ask(life.as(reporter), { type: 'submit', form: `${kind}/new`, context: {}, values });
  expect(begun.refused).toBeUndefined();
  const everShown = new Set<string>();
  let chart = data;
  let day = aDay;
  check(life, everShown, true, true);
  for (const [count, move] of moves.entries()) {
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
    const open = settled && count % 5 === 4 && !isQuiet(life.now(), defaultSettings);
    check(life, everShown, open, move.do === 'wait');
  }
  return life;
};

describe(`a report under random hands, over random charts (FC_SEED=${seed})`, () => {
  it('offers nothing it refuses, tells nobody it is about, shows no leak, and never hangs', () => {
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(
        // A chart with every post filled goes far, a random one goes wrong.
        fc.oneof(anyChart, fc.constant(chartData())),
        fc.constantFrom(...reportKinds.map(({ name }) => name)),
        fc.nat(1000),
        fc.option(fc.nat(1000), { nil: undefined, freq: 2 }),
        fc.array(anyMove, { minLength: 10, maxLength: 50 }),
        (data, kind, first, whom, moves) => {
          const status = play(data, kind, first, whom, moves).state()?.status ?? 'none';
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        },
      ),
      { seed, numRuns: runs },
    );
    // The walk is worth something only when it gets everywhere.
    expect(statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(2);
  }, 120_000);
});

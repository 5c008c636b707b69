import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approverChain } from '../../../src/core/people/approvers.ts';
import type { ApproverRole, DirectoryData } from '../../../src/core/people/directory.ts';
import { rolesOf } from '../../../src/core/people/roles.ts';
import type { AnyKind } from '../../../src/core/requests/kind.ts';
import { kindOf, kinds } from '../../../src/core/requests/kinds.ts';
import { openSeats, type Request } from '../../../src/core/requests/request.ts';
import { chainOf, sittersNow } from '../../../src/core/requests/seats.ts';
import { aDay, anyChart, bigChart } from '../../support/chart.ts';
import { aLife, type Life } from '../../support/life.ts';
import { answerOf, endOf, sampleOf } from '../../support/sample-request.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 150);

const idOf = (kind: AnyKind): string => `${kind.name}-2026-1`;

/** A request of the kind by somebody who may ask for it and has a post; none where the chart has nobody. */
const sent = (data: DirectoryData, kind: AnyKind, pick: number): Life | undefined => {
  const life = aLife(data, idOf(kind), `${aDay}T01:00:00.000Z`);
  const dir = life.dir();
  const may = data.people.filter(
    ({ id }) =>
      dir.postsOf(id, aDay).length > 0 &&
      (!kind.mayAsk || rolesOf(dir, id, aDay).some(({ role }) => kind.mayAsk?.some((each) => each === role))),
  );
  const asker = may[pick % Math.max(1, may.length)]?.id;
  if (asker === undefined) return undefined;
  const values = { ...sampleOf(kind), unit: dir.postsOf(asker, aDay)[0]?.unit ?? '' };
  const asked = life.ask(life.as(asker), { type: 'submit', form: `${kind.name}/new`, context: {}, values });
  expect(asked.refused).toBeUndefined();
  return life;
};

const seatsNow = (life: Life): string[][] => {
  const state = life.state() as Request;
  return openSeats(state).map((seat) => sittersNow(life.dir(), state, seat, aDay).map(({ person }) => person));
};

const press = (life: Life, kind: AnyKind, person: string, verb: string) =>
  life.ask(life.as(person), { type: 'press', verb, case: idOf(kind), version: life.state()?.revision });

const fill = (life: Life, kind: AnyKind, person: string, step: string, values = {}) =>
  life.ask(life.as(person), {
    type: 'submit',
    form: `${kind.name}/${step}`,
    context: { case: idOf(kind), version: life.state()?.revision },
    values,
  });

/** Who the chart alone would ask first in this role. */
const firstIn = (life: Life, role: ApproverRole): string[] => {
  const state = life.state() as Request;
  const ask = { requester: state.requester, unit: state.unit, role };
  return (approverChain(life.dir(), ask, aDay).levels[0]?.approvers ?? []).map(({ person }) => person);
};

/** Everybody whose turn it is has a card with its button; whoever has no turn has none. */
const cardsAreTrue = (life: Life): void => {
  const turn = new Set(seatsNow(life).flat());
  for (const { slot, card } of life.shown()?.slots ?? []) {
    const person = slot.split('/')[2] ?? '';
    const offers = JSON.stringify(card.blocks).includes('"差し戻し"');
    expect(offers, `${person}`).toBe(turn.has(person));
    turn.delete(person);
  }
  expect([...turn], 'no card').toEqual([]);
};

/** Decides every open seat by whoever sits there, first to last; answers the people who did. */
const decideAll = (life: Life, kind: AnyKind): string[] => {
  const by: string[] = [];
  while (life.state()?.status === 'pending') {
    const seats = seatsNow(life);
    cardsAreTrue(life);
    const sitter = seats.flat()[by.length];
    const person = sitter ?? seats.flat()[0];
    if (person === undefined) return by;
    const done = kind.answer
      ? fill(life, kind, person, 'answer', answerOf(kind))
      : press(life, kind, person, 'approve');
    expect(done.refused).toBeUndefined();
    by.push(person);
  }
  return by;
};

const each = (
  chart: fc.Arbitrary<DirectoryData>,
  numRuns: number,
  check: (data: DirectoryData, pick: number) => void,
) => fc.assert(fc.property(chart, fc.nat(10_000), check), { seed, numRuns });

const sizes = [
  ['5–500', anyChart, runs],
  ['500–5,000', bigChart, Math.ceil(runs / 15)],
] as const;

describe.each(sizes)(`who decides what, in organizations of %s people (FC_SEED=${seed})`, (_, chart, numRuns) => {
  it('every kind is decided by others than who asked, each seat by another person, and nobody waits unseen', () => {
    const decided = new Set<string>();
    each(chart, numRuns, (data, pick) => {
      const kind = kinds[pick % kinds.length] as AnyKind;
      const life = sent(data, kind, pick);
      if (!life) return;
      const requester = life.state()?.requester ?? '';
      const by = decideAll(life, kind);
      expect(by).not.toContain(requester);
      expect(new Set(by).size).toBe(by.length);
      const stuck = life.state()?.status === 'pending';
      if (stuck) expect(life.facts.some(({ type }) => type === 'request.unroutable')).toBe(true);
      else decided.add(kind.name);
    });
    expect(decided.size).toBeGreaterThan(numRuns >= 100 ? kinds.length / 3 : 0);
  });

  it('what only certain roles may ask for is refused to everybody else, and asked of nobody', () => {
    each(chart, numRuns, (data, pick) => {
      const kind = kindOf(pick % 2 === 0 ? 'exchange' : 'exception');
      const life = aLife(data, idOf(kind), `${aDay}T01:00:00.000Z`);
      const dir = life.dir();
      const others = data.people.filter(
        ({ id }) =>
          dir.postsOf(id, aDay).length > 0 &&
          !rolesOf(dir, id, aDay).some(({ role }) => kind.mayAsk?.some((each) => each === role)),
      );
      const other = others[pick % Math.max(1, others.length)]?.id;
      if (other === undefined) return;
      const values = { ...sampleOf(kind), unit: dir.postsOf(other, aDay)[0]?.unit ?? '' };
      const asked = life.ask(life.as(other), { type: 'submit', form: `${kind.name}/new`, context: {}, values });
      expect(asked.refused).toBeDefined();
      expect(life.state()).toBeUndefined();
      expect(life.facts.some(({ type }) => type === 'request.routed')).toBe(false);
    });
  });

  it('both roles are asked at once, and never the same person for both', () => {
    each(chart, numRuns, (data, pick) => {
      const kind = kindOf(pick % 2 === 0 ? 'deviceChange' : 'networkConnect');
      const life = sent(data, kind, pick);
      if (!life) return;
      const [first = [], second = []] = seatsNow(life);
      expect(first.filter((person) => second.includes(person))).toEqual([]);
      expect(first).toEqual(firstIn(life, 'infrastructureManager'));
      cardsAreTrue(life);
      const [one] = first;
      if (one === undefined) return;
      const deputyFor = life.sitters().find(({ person }) => person === one)?.deputyFor;
      press(life, kind, one, 'approve');
      expect(life.state()?.status).toBe('pending');
      for (const taken of [one, deputyFor]) expect(seatsNow(life).flat()).not.toContain(taken);
      cardsAreTrue(life);
    });
  });

  it('one of two roles: both are asked first, nobody else, and one answer is enough', () => {
    each(chart, numRuns, (data, pick) => {
      const kind = kindOf('settingChange');
      const life = sent(data, kind, pick);
      if (!life) return;
      const expected = [...firstIn(life, 'informationManager'), ...firstIn(life, 'securityManager')];
      const [asked = []] = seatsNow(life);
      expect(new Set(asked)).toEqual(new Set(expected));
      expect(asked).toHaveLength(new Set(expected).size);
      const state = life.state() as Request;
      const [seat] = openSeats(state);
      const climbed = seat ? chainOf(life.dir(), state, seat, aDay).levels.flatMap(({ approvers }) => approvers) : [];
      const people = climbed.map(({ person }) => person);
      expect(new Set(people).size, 'asked twice on the way up').toBe(people.length);
      const last = asked.at(-1);
      if (last === undefined) return;
      press(life, kind, last, 'approve');
      expect(life.state()?.status).toBe('approved');
    });
  });

  it('an exception is judged by the 情報セキュリティ管理者, and passed on only to those above', () => {
    each(chart, numRuns, (data, pick) => {
      const kind = kindOf('exception');
      const life = sent(data, kind, pick);
      if (!life) return;
      expect(seatsNow(life)[0]).toEqual(firstIn(life, 'securityManager'));
      const [judge] = life.sitters();
      if (!judge) return;
      const passed = press(life, kind, judge.person, 'passUp');
      if (judge.role !== 'securityManager') {
        expect(passed.refused).toBe('not-waiting');
        return;
      }
      expect(passed.refused).toBeUndefined();
      expect(seatsNow(life)[0]).toEqual(firstIn(life, 'chiefOfficer'));
      expect(press(life, kind, seatsNow(life)[0]?.[0] ?? judge.person, 'passUp').refused).toBeDefined();
    });
  });

  it('what was done is confirmed neither by who asked nor by who did it', () => {
    each(chart, numRuns, (data, pick) => {
      const kind = kindOf('disposal');
      const life = sent(data, kind, pick);
      if (!life) return;
      decideAll(life, kind);
      const end = endOf(kind, sampleOf(kind));
      const doer = firstIn(life, 'informationManager')[0];
      if (life.state()?.status !== 'approved' || !end || !doer) return;
      const requester = life.state()?.requester ?? '';
      expect(fill(life, kind, requester, 'giveBack', { ...end.said, by: doer }).refused).toBeUndefined();
      expect(seatsNow(life).flat()).not.toContain(doer);
      expect(seatsNow(life).flat()).not.toContain(requester);
      expect(fill(life, kind, doer, 'confirmReturn', { checked: end.checked }).refused).toBeDefined();
    });
  });
});

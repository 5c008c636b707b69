import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import JapaneseHolidays from 'japanese-holidays';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { createDesk } from '../../src/app/desk.ts';
import { createDuties } from '../../src/app/duties.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Store } from '../../src/app/ports.ts';
import type { Duty } from '../../src/core/duties/duty.ts';
import type { Plan } from '../../src/core/duties/plan.ts';
import { shippedDuties, shippedDuty } from '../../src/core/duties/shipped.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { aChange } from '../support/a-change.ts';
import { aChart } from '../support/chart.ts';
import { placeAt } from '../support/place.ts';

/** Promise 9: reminders never twice, never forgotten; what was sent equals a model that shares no code with us. */

const zone = process.env.TZ;
const folder = mkdtempSync(join(tmpdir(), 'mamori-promise-09-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const hour = 3_600_000;
const day = 24 * hour;

/** The model's calendar: plain UTC arithmetic on the JST wall clock, and another package's holidays. */
const modelDay = (ms: number): string => new Date(ms + 9 * hour).toISOString().slice(0, 10);
const opened = new Map<string, boolean>();
const modelOpen = (date: string, closed: readonly string[]): boolean => {
  const known = opened.get(date) ?? usuallyOpen(date);
  opened.set(date, known);
  return known && !closed.includes(date);
};
const usuallyOpen = (date: string): boolean => {
  const [year, month, number] = date.split('-').map(Number) as [number, number, number];
  const weekday = new Date(Date.UTC(year, month - 1, number)).getUTCDay();
  const yearEnd = (month === 12 && number >= 29) || (month === 1 && number <= 3);
  const holiday = JapaneseHolidays.isHolidayAt(new Date(Date.UTC(year, month - 1, number, 3))) !== undefined;
  return weekday !== 0 && weekday !== 6 && !yearEnd && !holiday;
};
const nineOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Every moment on which the duty reminds, in order. */
const modelMoments = (duty: Duty, due: string, closed: readonly string[], until: number): number[] => {
  const all: string[] = [];
  const end = Math.max(until, nineOf(due)) + 60 * day;
  for (let ms = nineOf(due) - 200 * day; ms < end; ms += day) all.push(modelDay(ms));
  const open = all.filter((date) => modelOpen(date, closed));
  const before = open.filter((date) => date <= due);
  const after = open.filter((date) => date > due);
  const at = (step: number): string | undefined => (step <= 0 ? before.at(step - 1) : after[step - 1]);
  const steps = [...new Set([...duty.remind, ...duty.tell.map((tell) => tell.after)])].sort((a, b) => a - b);
  const moments = steps.map((step) => nineOf(at(step) ?? ''));
  const last = steps.at(-1) ?? 0;
  if (duty.again > 0)
    for (let step = last + duty.again; ; step += duty.again) {
      const date = step > 0 ? after[step - 1] : (before.at(step - 1) as string);
      if (date === undefined || nineOf(date) > until) break;
      moments.push(nineOf(date));
    }
  return moments;
};

type Run = {
  duty: Duty;
  due: string;
  ticks: readonly number[];
  done: number;
  closedFrom: number;
  closed: readonly string[];
};

/** On which days somebody should be reminded who does it at `done`. */
const modelSent = (run: Run, began: number): string[] => {
  const sent: string[] = [];
  let next: number | undefined = began;
  for (const tick of run.ticks) {
    if (tick >= run.done || next === undefined) break;
    const closed = tick >= run.closedFrom ? run.closed : [];
    const date = modelDay(tick);
    const clock = new Date(tick + 9 * hour).toISOString().slice(11, 16);
    if (tick < next || !modelOpen(date, closed) || clock < '09:00' || clock >= '17:30') continue;
    sent.push(date);
    next = modelMoments(run.duty, run.due, closed, tick + 200 * day).find((moment) => moment > tick);
  }
  return sent;
};

const base = shippedDuty('virusScan') as Duty;
const began = Date.parse('2026-04-06T10:00:00+09:00');
const years = 3 * 366 * day;

const anyRun: fc.Arbitrary<Run> = fc
  .record({
    remind: fc.uniqueArray(fc.integer({ min: -20, max: 10 }), { minLength: 1, maxLength: 4 }),
    again: fc.constantFrom(0, 3, 5, 20),
    tell: fc.constantFrom(1, 3, 12),
    dueIn: fc.integer({ min: 20, max: 3 * 365 }),
    // Minutes, hours, a night, a weekend, ten days down, and a clock that jumps back.
    gaps: fc.array(fc.constantFrom(60_000, hour, hour, 5 * hour, 14 * hour, 3 * day, 10 * day, 30 * day, -hour), {
      minLength: 30,
      maxLength: 120,
    }),
    done: fc.integer({ min: 1, max: years }),
    closedFrom: fc.integer({ min: 0, max: years }),
    closedDays: fc.array(fc.integer({ min: 1, max: 3 * 365 }), { maxLength: 6 }),
  })
  .map(({ remind, again, tell, dueIn, gaps, done, closedFrom, closedDays }) => {
    let at = began;
    return {
      duty: { ...base, remind, again, tell: [{ after: tell, role: 'securityManager' as const }] },
      due: modelDay(began + dueIn * day),
      ticks: gaps.map((gap) => {
        at += gap;
        return at;
      }),
      done: began + done,
      closedFrom: began + closedFrom,
      closed: closedDays.map((days) => modelDay(began + days * day)),
    };
  });

const openFresh = (() => {
  let files = 0;
  return async (): Promise<{ store: Store; close: () => Promise<void> }> => {
    const place = await placeAt(join(folder, `${files++}.db`));
    const store = await openStore(place.url, { lock: false });
    return { store, close: () => store.close().then(place.drop) };
  };
})();

const chart = aChart().data;
const organization = {
  people: chart.people,
  units: chart.units,
  posts: chart.people.map(({ id }) => ({ person: id, posts: chart.posts.filter(({ person }) => person === id) })),
  accounts: chart.accounts,
  roles: chart.roles,
};

/** The same run on the real store, with the program started anew now and then. */
const reallySent = async (run: Run): Promise<string[]> => {
  const { store, close } = await openFresh();
  await store.commit(aChange({ directory: organization }));
  const dir = indexDirectory(await store.directory());
  let at = began;
  const now = (): string => new Date(at).toISOString();
  const desk = createDesk(store, now);
  const clock = async () => ({
    ...desk.ctx({ is: 'clock' }, dir),
    settings: { ...defaultSettings, closedDays: at >= run.closedFrom ? run.closed : [] },
  });
  const state: Plan = {
    status: 'running',
    duty: run.duty,
    due: run.due,
    owner: 'security',
    proposedAt: now(),
    startedAt: now(),
    reach: [],
    reports: {},
    revision: 2,
  };
  const id = 'duty-2026-1';
  const row = { id, kind: 'duty', status: 'running', version: 1, open: true, unit: 'somu', owner: 'security' };
  await store.commit(
    aChange({ cases: [{ next: { ...row, openedAt: now(), updatedAt: now(), state, involved: [] }, expected: 0 }] }),
  );
  await createDuties({ desk, clock, log: silentLog }).shareOf(id, 'x');
  let over = false;
  for (const tick of run.ticks) {
    at = tick;
    if (tick >= run.done && !over) {
      over = true;
      const [task] = await store.tasks.find({ people: ['staff'] });
      const done = { ...task!, status: 'done' as const, next: null, version: task!.version + 1 };
      await store.commit(aChange({ tasks: [{ next: done, expected: task!.version }] }));
    }
    // Two instances look at the same moment.
    const two = [0, 1].map(() => createDuties({ desk, clock, log: silentLog }).remindDue());
    await Promise.all(two);
  }
  const facts = await store.ledger.recordsOf(id);
  await close();
  return facts
    .map(({ data }) => JSON.parse(data) as { on: string; people?: string[] })
    .flatMap(({ on, people }) => (people ?? []).filter((person) => person === 'staff').map(() => on));
};

describe('promise 9: reminders are never sent twice and never forgotten', () => {
  for (const name of ['Asia/Tokyo', 'America/New_York', 'Pacific/Chatham']) {
    it(`over three years, with jumps and stops, as an independent model says (host in ${name})`, async () => {
      process.env.TZ = name;
      await fc.assert(
        fc.asyncProperty(anyRun, async (run) => {
          expect(await reallySent(run)).toEqual(modelSent(run, began));
        }),
        { numRuns: Number(process.env.MAMORI_REMINDER_RUNS ?? 10), seed: 9, endOnFailure: true },
      );
    }, 60_000);
  }

  /** Twice a day through three whole 年度, with ten days of silence and holidays announced a week ahead. */
  const threeYears = (duty: Duty): Run => {
    const silent = Date.parse('2027-11-01T00:00:00+09:00');
    const all = Array.from(
      { length: 1_091 * 2 },
      (_, half) => began + Math.floor(half / 2) * day + (half % 2) * 5 * hour,
    );
    return {
      duty,
      due: '2028-02-29',
      ticks: all.filter((tick) => tick < silent || tick >= silent + 10 * day),
      done: Date.parse('2029-03-20T12:00:00+09:00'),
      closedFrom: Date.parse('2028-02-18T08:00:00+09:00'),
      closed: ['2028-02-24', '2028-02-29', '2028-03-01'],
    };
  };

  const rhythms = [
    ...new Map(
      shippedDuties.map((duty) => [
        JSON.stringify([duty.remind, duty.again, duty.tell.map(({ after }) => after)]),
        duty,
      ]),
    ).values(),
  ];

  it.each(rhythms.map((duty) => [duty.label, duty] as const))(
    '%s: each day of three 年度, over a leap day on which it is due, as the model says',
    async (_label, duty) => {
      process.env.TZ = 'America/New_York';
      const tells = duty.tell.map(({ after }) => ({ after, role: 'securityManager' as const }));
      const run = threeYears({ ...duty, who: base.who, every: base.every, tell: tells });
      const sent = await reallySent(run);
      expect(sent).toEqual(modelSent(run, began));
      expect(sent).toContain('2028-02-28');
      expect(sent.some((date) => date > '2029-01-01')).toBe(duty.again > 0);
    },
    120_000,
  );
});

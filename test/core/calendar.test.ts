import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import japaneseHolidays from 'japanese-holidays';
import { describe, expect, it } from 'vitest';
import {
  afterQuiet,
  isBusinessDay,
  isQuiet,
  nextOfficeTime,
  plusBusinessDays,
  plusOfficeHours,
  rollForward,
} from '../../src/core/calendar.ts';
import { defaultSettings } from '../../src/core/settings.ts';

const settings = defaultSettings;
const dayMs = 86_400_000;
const from = Date.UTC(2020, 0, 1);
const dates = fc.nat({ max: 365 * 10 }).map((n) => new Date(from + n * dayMs).toISOString().slice(0, 10));
const instants = fc.nat({ max: 365 * 10 * 1440 }).map((n) => new Date(from + n * 60_000).toISOString());

/** Reckoned a second way: another package's holidays, and arithmetic on the day number. */
const isOpenDay = (date: string): boolean => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const yearEnd = (month === 12 && day >= 29) || (month === 1 && day <= 3);
  return (
    weekday !== 0 &&
    weekday !== 6 &&
    !yearEnd &&
    !japaneseHolidays.isHolidayAt(new Date(Date.UTC(year, month - 1, day)))
  );
};

const jst = (instant: string): { date: string; minute: number } => {
  const there = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();
  return { date: there.slice(0, 10), minute: Number(there.slice(11, 13)) * 60 + Number(there.slice(14, 16)) };
};
const inOffice = (instant: string): boolean => {
  const { date, minute } = jst(instant);
  return isOpenDay(date) && minute >= 540 && minute < 1050;
};

describe('business days', () => {
  it('are what another list of holidays and plain arithmetic say, 2020 to 2029', () => {
    const wrong: string[] = [];
    for (let at = from; at < Date.UTC(2030, 0, 1); at += dayMs) {
      const date = new Date(at).toISOString().slice(0, 10);
      if (isBusinessDay(date, settings) !== isOpenDay(date)) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  it('leave out 年末年始, and follow the organization’s own days', () => {
    expect(rollForward('2026-12-29', settings)).toBe('2027-01-04');
    expect(plusBusinessDays('2026-12-28', 1, settings)).toBe('2027-01-04');
    expect(rollForward('2026-06-01', { ...settings, closedDays: ['2026-06-01'] })).toBe('2026-06-02');
    expect(isBusinessDay('2026-06-06', { ...settings, openDays: ['2026-06-06'] })).toBe(true);
  });

  it('are counted one by one', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 12 }), (date, n) => {
        let at = Date.parse(date);
        const open = (): boolean => isOpenDay(new Date(at).toISOString().slice(0, 10));
        if (n === 0) while (!open()) at += dayMs;
        for (let left = n; left > 0; left--)
          do at += dayMs;
          while (!open());
        expect(plusBusinessDays(date, n, settings)).toBe(new Date(at).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('office hours', () => {
  it('pass minute by minute, over nights, weekends and holidays', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 }), (instant, hours) => {
        let at = Date.parse(instant);
        for (let left = hours * 60; left > 0; at += 60_000) if (inOffice(new Date(at).toISOString())) left--;
        expect(plusOfficeHours(instant, hours, settings)).toBe(new Date(at).toISOString());
      }),
      { numRuns: 60 },
    );
  });

  it('begin at the next opening', () => {
    expect(nextOfficeTime('2026-06-05T08:30:00.000Z', settings)).toBe('2026-06-08T00:00:00.000Z');
    fc.assert(
      fc.property(instants, (instant) => {
        const next = nextOfficeTime(instant, settings);
        expect(next >= instant).toBe(true);
        expect(inOffice(next)).toBe(true);
        if (inOffice(instant)) expect(next).toBe(instant);
      }),
    );
  });
});

describe('the zone of the machine', () => {
  const code = `
    import { plusOfficeHours, isBusinessDay, afterQuiet } from './src/core/calendar.ts';
    import { defaultSettings as s } from './src/core/settings.ts';
    import { jstDate, showTime, plusMonths, instantAt } from './src/core/time.ts';
    const out = [];
    for (let t = Date.UTC(2026, 2, 1); t < Date.UTC(2026, 11, 1); t += 7.3 * 3600000) {
      const at = new Date(t).toISOString();
      out.push([plusOfficeHours(at, 4, s), isBusinessDay(jstDate(at), s), afterQuiet(at, s), showTime(at),
        plusMonths(jstDate(at), 3), instantAt(jstDate(at), '09:00')].join(' '));
    }
    console.log(out.join('\\n'));`;
  const inZone = (zone: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

  it('makes no difference, summer time or not', () => {
    const utc = inZone('UTC');
    expect(utc.split('\n').length).toBeGreaterThan(800);
    expect(inZone('America/New_York')).toBe(utc);
    expect(inZone('Pacific/Kiritimati')).toBe(utc);
  });
});

describe('quiet hours', () => {
  it('hold back until eight, across midnight and not by day', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const after = afterQuiet(instant, settings);
        const { minute } = jst(instant);
        expect(isQuiet(instant, settings)).toBe(minute >= 1140 || minute < 480);
        expect(isQuiet(after, settings)).toBe(false);
        expect(Date.parse(after) - Date.parse(instant)).toBeLessThanOrEqual(13 * 3_600_000);
      }),
    );
  });

  it('may lie within one day, or nowhere', () => {
    const early = { ...settings, quietFrom: '00:00', quietUntil: '06:00' };
    expect(afterQuiet('2026-06-01T18:00:00.000Z', early)).toBe('2026-06-01T21:00:00.000Z');
    expect(isQuiet('2026-06-01T12:00:00.000Z', early)).toBe(false);
    expect(isQuiet('2026-06-01T12:00:00.000Z', { ...settings, quietFrom: '00:00', quietUntil: '00:00' })).toBe(false);
  });
});

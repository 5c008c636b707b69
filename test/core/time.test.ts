import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  fiscalYear,
  instantAt,
  isDate,
  jstClock,
  jstDate,
  plusDays,
  plusMonths,
  showDate,
  showTime,
  weekday,
} from '../../src/core/time.ts';

const zone = 'Asia/Tokyo';
const instants = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const dates = instants.map((instant) => instant.slice(0, 10));
const by = (instant: string): DateTime => DateTime.fromISO(instant, { zone }).setLocale('ja');

describe('dates in Japan', () => {
  it('are what a calendar with time zones says, for any instant', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(jstDate(instant)).toBe(by(instant).toFormat('yyyy-MM-dd'));
        expect(jstClock(instant)).toBe(by(instant).toFormat('HH:mm'));
        expect(showTime(instant)).toBe(by(instant).toFormat('yyyy年M月d日(ccc) HH:mm'));
        expect(Date.parse(instantAt(jstDate(instant), jstClock(instant)))).toBe(
          Math.floor(Date.parse(instant) / 60_000) * 60_000,
        );
      }),
    );
  });

  it('add and count days and months as the calendar does', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -500, max: 500 }), (date, n) => {
        expect(plusDays(date, n)).toBe(by(date).plus({ days: n }).toFormat('yyyy-MM-dd'));
        expect(plusMonths(date, n)).toBe(by(date).plus({ months: n }).toFormat('yyyy-MM-dd'));
        expect(daysBetween(date, plusDays(date, n))).toBe(n);
        expect(weekday(date)).toBe(by(date).weekday);
        expect(showDate(date)).toBe(by(date).toFormat('yyyy年M月d日(ccc)'));
        expect(fiscalYear(date)).toBe(by(date).minus({ months: 3 }).year);
      }),
    );
  });

  it('never turn a day that does not exist into the next one', () => {
    expect(() => instantAt('2026-06-31', '09:00')).toThrow();
    expect(() => instantAt('2026-02-29', '09:00')).toThrow();
    expect(() => instantAt('', '09:00')).toThrow();
    expect(['2026-06-31', '2025-02-29', '2026-6-1', '', 'x'].some(isDate)).toBe(false);
    expect(isDate('2028-02-29')).toBe(true);
  });
});

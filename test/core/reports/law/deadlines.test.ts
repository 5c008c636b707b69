import fc from 'fast-check';
import japaneseHolidays from 'japanese-holidays';
import { describe, expect, it } from 'vitest';
import { dayNumber, deadlines } from '../../../../src/core/reports/law/deadlines.ts';
import { lawRules, rulesOn } from '../../../../src/core/reports/law/rules.ts';

const rules = rulesOn(lawRules, '2026-06-01');
if (!rules) throw new Error('no rules');

/** Counted on fingers: one day after another on the calendar of `Date`, holidays of another package. */
const counted = (first: string, last: number): string => {
  const [year = 0, month = 1, date = 1] = first.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, date));
  for (let day = 1; day < last; day++) at.setUTCDate(at.getUTCDate() + 1);
  for (;;) {
    const [m, d, w] = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCDay()];
    const closed =
      w === 0 || w === 6 || (m === 12 && d >= 29) || (m === 1 && d <= 3) || japaneseHolidays.isHolidayAt(at);
    if (!closed) return at.toISOString().slice(0, 10);
    at.setUTCDate(at.getUTCDate() + 1);
  }
};

describe('the last day of the 確報', () => {
  it.each([
    ['2026-06-01', '2026-06-30'],
    ['2026-12-01', '2027-01-04'],
    ['2026-04-03', '2026-05-07'],
  ])('learned on %s is %s', (first, last) => {
    expect(deadlines(first, rules, false).finalBy).toBe(last);
  });

  it('is day 60 where a wrongful purpose is possible', () => {
    expect(deadlines('2026-06-01', rules, true).finalBy).toBe('2026-07-30');
  });

  it('is what a second computation with another list of holidays says, 2022 to 2029', () => {
    const from = Date.UTC(2022, 3, 1);
    const days = fc.nat({ max: 365 * 7 }).map((n) => new Date(from + n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.boolean(), (first, wrongful) => {
        expect(deadlines(first, rules, wrongful).finalBy).toBe(counted(first, wrongful ? 60 : 30));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the days of the 速報', () => {
  it('count the day on which anybody first knew as day 1: warned on day 3, last on day 5', () => {
    expect(deadlines('2026-06-01', rules, false)).toMatchObject({ promptWarn: '2026-06-03', promptBy: '2026-06-05' });
    expect(dayNumber('2026-06-01', '2026-06-01')).toBe(1);
    expect(dayNumber('2026-02-27', '2026-03-01')).toBe(3);
  });

  it('are not moved by a weekend: the earlier reading', () => {
    expect(deadlines('2026-06-04', rules, false)).toMatchObject({ promptWarn: '2026-06-06', promptBy: '2026-06-08' });
    expect(deadlines('2026-06-03', rules, false).promptBy).toBe('2026-06-07');
  });
});

import { describe, expect, it } from 'vitest';
import { peopleClock, readMoment } from '../../src/app/clock.ts';

const now = (text: string, real: () => number): string => {
  const moment = readMoment(text);
  if (!moment) throw new Error(`not a moment: ${text}`);
  return peopleClock(moment, real)();
};

describe("people's time", () => {
  const noon = Date.parse('2026-03-30T03:00:00Z');

  it('stands still at a given instant', () => {
    expect(now('2026-04-01T09:00:00+09:00', () => noon)).toBe('2026-04-01T00:00:00.000Z');
  });

  it('runs shifted forwards and backwards', () => {
    expect(now('+P3DT4H', () => noon)).toBe('2026-04-02T07:00:00.000Z');
    expect(now('-PT1H', () => noon)).toBe('2026-03-30T02:00:00.000Z');
  });

  it('goes on by real time once shifted', () => {
    let real = noon;
    const moment = readMoment('+P1M');
    if (!moment) throw new Error('a month is a moment');
    const clock = peopleClock(moment, () => real);
    real += 60_000;
    expect(clock()).toBe('2026-04-30T03:01:00.000Z');
  });

  it('refuses an instant without an offset, and words', () => {
    expect(['2026-04-01T09:00:00', '2026-13-01T09:00:00Z', 'P3D', '+3D', '', '+PXX'].map(readMoment)).toEqual(
      Array(6).fill(undefined),
    );
  });
});

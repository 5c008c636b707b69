import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPace, type Pace, quicker, slower } from '../../src/app/pace.ts';

const rule = { from: 5, most: 10 };
const taken = (pace: Pace, times: number): Pace =>
  Array.from({ length: times }).reduce<Pace>((one) => quicker(one, rule), pace);

describe('how fast a platform is written to', () => {
  it('goes from what is surely taken to the most there is within a thousand messages', () => {
    expect(firstPace(rule).perSecond).toBe(5);
    expect(taken(firstPace(rule), 1_000).perSecond).toBe(10);
  });

  it('stays near where it was refused for more than a thousand messages', () => {
    const refused = slower(taken(firstPace(rule), 400), rule, 0);
    expect(refused.perSecond).toBeLessThan(7);
    expect(taken(refused, 1_200).perSecond / refused.perSecond).toBeLessThan(1.03);
  });

  it('finds back to the most there is when the platform takes more again', () => {
    let pace = firstPace(rule);
    for (let now = 0; now < 200_000; now += 5_000) pace = slower(pace, rule, now);
    expect(pace.perSecond).toBe(0.5);
    expect(taken(pace, 40_000).perSecond).toBe(10);
  });

  it('slows down once for everything that was under way', () => {
    const once = slower(firstPace(rule), rule, 0);
    expect(slower(once, rule, 1_500)).toEqual(once);
    expect(slower(once, rule, 2_500).perSecond).toBeLessThan(once.perSecond);
  });

  it('never stands still and never exceeds the most there is, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (answers) => {
        let pace = firstPace(rule);
        for (const [at, passes] of answers.entries()) {
          pace = passes ? taken(pace, 30) : slower(pace, rule, at * 1_000);
          expect(pace.perSecond).toBeGreaterThanOrEqual(0.5);
          expect(pace.perSecond).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { clockSentence, createClockCheck, isWrong, secondsOff } from '../../src/app/clock-check.ts';
import { silentLog } from '../../src/app/log.ts';

const theirs = Date.parse('2026-11-23T03:00:00Z');
const said = { date: new Date(theirs).toUTCString(), age: null };

describe('what time a platform says it is', () => {
  it('counts neither the part of a second it leaves out nor the time an answer took', () => {
    expect(secondsOff(said, theirs, theirs + 999)).toBe(0);
    expect(secondsOff(said, theirs - 30_000, theirs + 30_000)).toBe(0);
    expect(secondsOff(said, theirs + 61_999, theirs + 62_000)).toBe(60);
    expect(secondsOff(said, theirs + 62_000, theirs + 70_000)).toBe(61);
    expect(secondsOff(said, theirs - 90_000, theirs - 61_000)).toBe(-61);
  });

  it('tells nothing where there is no date, none that can be read, or one kept on the way', () => {
    for (const date of [null, undefined, '', 'canary']) expect(secondsOff({ date, age: null }, 0, 0)).toBeUndefined();
    expect(secondsOff({ ...said, age: '120' }, 0, 0)).toBeUndefined();
  });

  it('is wrong from more than a minute on, either way', () => {
    expect([60, -60, 0].some(isWrong)).toBe(false);
    expect([61, -61].every(isWrong)).toBe(true);
    expect(clockSentence(61)).toContain('約61秒進んでいます');
    expect(clockSentence(-7_200)).toContain('約120分遅れています');
  });

  it('ends the start with the first answer only: later it may be one platform that is wrong', async () => {
    const late = createClockCheck(silentLog);
    late.heard({ date: null, age: null }, 0, 0);
    late.heard(said, theirs + 90_000, theirs + 90_000);
    expect(late.refuses()).toBe(true);
    await expect(late.wrong).rejects.toThrow('時計');
    const told: string[] = [];
    const sound = createClockCheck({ ...silentLog, error: (event) => void told.push(event) });
    sound.heard(said, theirs, theirs);
    for (let n = 0; n < 3; n++) sound.heard(said, theirs + 90_000, theirs + 90_000);
    expect(sound.refuses()).toBe(false);
    expect(told).toEqual(['clock.wrong']);
  });
});

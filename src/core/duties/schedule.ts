import { isBusinessDay, plusBusinessDays } from '../calendar.ts';
import type { JstDate } from '../people/directory.ts';
import type { Settings } from '../settings.ts';
import { instantAt, plusDays } from '../time.ts';
import type { Duty } from './duty.ts';

const back = (date: JstDate, settings: Settings): JstDate => {
  let at = date;
  while (!isBusinessDay(at, settings)) at = plusDays(at, -1);
  return at;
};

/** The business day `n` before (negative), on (0) or after `due`; on a closed day, 0 is the last open one before it. */
export const dayFrom = (due: JstDate, n: number, settings: Settings): JstDate => {
  if (n > 0) return plusBusinessDays(due, n, settings);
  let at = back(due, settings);
  for (let left = n; left < 0; left++) at = back(plusDays(at, -1), settings);
  return at;
};

type Rhythm = Pick<Duty, 'remind' | 'again' | 'tell'>;

/**
 * When somebody is reminded next, strictly after the instant `after`: at the opening of the office on one of the
 * duty's days. What was missed meanwhile is not made up for: the next reminder says it all. Null when there is none.
 */
export const nextReminder = (duty: Rhythm, due: JstDate, after: string, settings: Settings): string | null => {
  const at = (day: JstDate): string => instantAt(day, settings.officeFrom);
  const steps = [...new Set([...duty.remind, ...duty.tell.map((tell) => tell.after)])].sort((a, b) => a - b);
  for (const step of steps) {
    const moment = at(dayFrom(due, step, settings));
    if (moment > after) return moment;
  }
  if (duty.again === 0) return null;
  let day = dayFrom(due, steps.at(-1) ?? 0, settings);
  do day = plusBusinessDays(day, duty.again, settings);
  while (at(day) <= after);
  return at(day);
};

/** Whole business days since the due date; 0 on it and before. */
export const daysLate = (due: JstDate, on: JstDate, settings: Settings): number => {
  let late = 0;
  for (let day = plusDays(due, 1); day <= on && late < 100; day = plusDays(day, 1)) {
    if (isBusinessDay(day, settings)) late++;
  }
  return late;
};

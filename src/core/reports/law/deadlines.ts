import { rollForward } from '../../calendar.ts';
import type { JstDate } from '../../people/directory.ts';
import { defaultSettings } from '../../settings.ts';
import { daysBetween, plusDays } from '../../time.ts';
import type { InForce } from './rules.ts';

/** The law knows Sat, Sun, 祝日 and 12-29 … 1-3; days the organization itself closes or opens move nothing. */
const lawful = { ...defaultSettings, closedDays: [], openDays: [] };

/** The day on which any unit first knew is day 1. */
export const dayNumber = (firstKnown: JstDate, on: JstDate): number => daysBetween(firstKnown, on) + 1;

const nth = (firstKnown: JstDate, day: number): JstDate => plusDays(firstKnown, day - 1);

export type Deadlines = {
  /** 速報: when to warn, and its last day. Not moved by holidays: the earlier reading. */
  promptWarn: JstDate;
  promptBy: JstDate;
  /** 確報: the last day, moved to the next open day; warned five days before. */
  finalWarn: JstDate;
  finalBy: JstDate;
};

/** All JST dates. `wrongful`: 60 days instead of 30. */
export const deadlines = (firstKnown: JstDate, rules: InForce, wrongful: boolean): Deadlines => {
  const { days } = wrongful ? rules.finalWrongful : rules.final;
  const finalBy = rollForward(nth(firstKnown, days), lawful);
  return {
    promptWarn: nth(firstKnown, rules.prompt.warnOn),
    promptBy: nth(firstKnown, rules.prompt.lastOn),
    finalWarn: plusDays(finalBy, -5),
    finalBy,
  };
};

import { z } from 'zod';
import type { JstDate } from '../people/directory.ts';
import { jstClock, jstDate, showDate } from '../time.ts';

/** A moment as people know it: the day for certain, the time of day perhaps. JST. */
export const When = z.object({ on: z.string(), clock: z.string() });
export type When = z.infer<typeof When>;

export const whenOf = (instant: string): When => ({ on: jstDate(instant), clock: jstClock(instant) });

/** 「2026年6月1日(月) 10:30」, without the time of day where nobody knows it. */
export const showWhen = ({ on, clock }: When): string => `${showDate(on)}${clock ? ` ${clock}` : ''}`;

/** The earlier of two; of one day, a known time of day comes before an unknown one. */
export const earlier = (a: When, b: When): When => (sortKey(a) <= sortKey(b) ? a : b);

const sortKey = ({ on, clock }: When): string => `${on} ${clock || '99:99'}`;

/** `HH:mm` of 「9:05」「９時５分」「14時」; undefined for anything that is no time of day. */
export const readClock = (typed: string): string | undefined => {
  const found = /^(\d{1,2})(?:[::時](\d{1,2})?分?)$/u.exec(typed.normalize('NFKC').trim());
  const [hour, minute] = [Number(found?.[1] ?? Number.NaN), Number(found?.[2] ?? 0)];
  if (!(hour <= 23 && minute <= 59)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

/** Whether a moment lies after now. */
export const isAhead = ({ on, clock }: When, now: string): boolean => {
  const today: JstDate = jstDate(now);
  return on > today || (on === today && clock > jstClock(now));
};

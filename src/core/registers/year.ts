import { instantAt } from '../time.ts';

/** A 年度 as instants: from 1 April, until the next one. */
export const yearSpan = (year: number): { openedFrom: string; openedUntil: string } => ({
  openedFrom: instantAt(`${year}-04-01`, '00:00'),
  openedUntil: instantAt(`${year + 1}-04-01`, '00:00'),
});

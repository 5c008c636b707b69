import type { JstDate } from '../people/directory.ts';
import { jstClock, jstDate } from '../time.ts';

/** How days and instants read in a file. */
export type Style = { date: (date: JstDate) => string; time: (instant: string) => string };

/** `2026-11-22` and `2026-11-22 15:04`: sorts as text, and every spreadsheet knows it. */
export const sortable: Style = {
  date: (date) => date,
  time: (instant) => `${jstDate(instant)} ${jstClock(instant)}`,
};

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
});

const eraDate = (date: JstDate): string => (date ? era.format(new Date(`${date}T00:00:00Z`)) : '');

/** 「令和8年11月22日」 and 「令和8年11月22日 15:04」 */
export const wareki: Style = {
  date: eraDate,
  time: (instant) => `${eraDate(jstDate(instant))} ${jstClock(instant)}`,
};

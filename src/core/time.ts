import { DateTime } from 'luxon';
import type { JstDate } from './people/directory.ts';

const zone = 'Asia/Tokyo';
const jst = (instant: string): DateTime => DateTime.fromISO(instant, { zone });
const day = (date: JstDate): DateTime => DateTime.fromISO(date, { zone });

/** The JST calendar date of an instant. */
export const jstDate = (instant: string): JstDate => jst(instant).toFormat('yyyy-MM-dd');

/** `HH:mm` in JST. */
export const jstClock = (instant: string): string => jst(instant).toFormat('HH:mm');

/** The instant (ISO, UTC) of a JST date and `HH:mm`. */
export const instantAt = (date: JstDate, clock: string): string => {
  const at = DateTime.fromISO(`${date}T${clock}`, { zone }).toUTC().toISO();
  if (!at) throw new Error(`not a date and time: ${date} ${clock}`);
  return at;
};

export const plusMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

export const plusDays = (date: JstDate, days: number): JstDate => day(date).plus({ days }).toFormat('yyyy-MM-dd');

/** Calendar months, clipped to the end of a shorter month. */
export const plusMonths = (date: JstDate, months: number): JstDate => day(date).plus({ months }).toFormat('yyyy-MM-dd');

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: JstDate, b: JstDate): number => Math.round(day(b).diff(day(a), 'days').days);

/** Monday 1 … Sunday 7. */
export const weekday = (date: JstDate): number => day(date).weekday;

/** 年度: April to March. 2027-03-31 is of 2026. */
export const fiscalYear = (date: JstDate): number => {
  const { year, month } = day(date);
  return month >= 4 ? year : year - 1;
};

/** True for `YYYY-MM-DD` of a day that exists. */
export const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && day(value).isValid;

/** 「2026年11月22日(日)」 */
export const showDate = (date: JstDate): string => day(date).setLocale('ja').toFormat('yyyy年M月d日(ccc)');

/** 「2026年11月22日(日) 15:04」 */
export const showTime = (instant: string): string => jst(instant).setLocale('ja').toFormat('yyyy年M月d日(ccc) HH:mm');

import { DateTime } from 'luxon';
import type { JstDate } from './people/directory.ts';

// JST is UTC+9 all year since 1952. Every decision asks for dates dozens of times: with a time zone looked up each
// time that was 40 % of a click, as plain arithmetic on fixed-width text it is under one.
const zone = 'UTC+9';
const jstMs = 9 * 3_600_000;
const dayMs = 86_400_000;
const invalid = 'Invalid DateTime';

const day = (date: JstDate): DateTime => DateTime.fromISO(date, { zone });

/** The JST wall clock as `YYYY-MM-DDTHH:mm…`. */
const wall = (instant: string): string => {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? invalid : new Date(ms + jstMs).toISOString();
};

/** The JST calendar date of an instant. */
export const jstDate = (instant: string): JstDate => wall(instant).slice(0, 10);

/** `HH:mm` in JST. */
export const jstClock = (instant: string): string => wall(instant).slice(11, 16);

/** The instant (ISO, UTC) of a JST date and `HH:mm`. */
export const instantAt = (date: JstDate, clock: string): string => {
  const ms = Date.parse(`${date}T${clock}:00+09:00`);
  const at = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  // 31 June would quietly become 1 July.
  if (jstDate(at) !== date) throw new Error(`not a date and time: ${date} ${clock}`);
  return at;
};

export const plusMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

export const plusDays = (date: JstDate, days: number): JstDate => {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? invalid : new Date(ms + days * dayMs).toISOString().slice(0, 10);
};

/** Calendar months, clipped to the end of a shorter month. */
export const plusMonths = (date: JstDate, months: number): JstDate => day(date).plus({ months }).toFormat('yyyy-MM-dd');

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: JstDate, b: JstDate): number => (Date.parse(b) - Date.parse(a)) / dayMs;

/** Monday 1 … Sunday 7. */
export const weekday = (date: JstDate): number => new Date(date).getUTCDay() || 7;

/** 年度: April to March. 2027-03-31 is of 2026. */
export const fiscalYear = (date: JstDate): number => {
  const [year, month] = date.split('-').map(Number);
  return (month ?? 0) >= 4 ? (year ?? 0) : (year ?? 0) - 1;
};

/** True for `YYYY-MM-DD` of a day that exists. */
export const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && day(value).isValid;

const dayNames = ['月', '火', '水', '木', '金', '土', '日'];

/** 「2026年11月22日(日)」 */
export const showDate = (date: JstDate): string => {
  const [year, month, number] = date.split('-').map(Number);
  const name = dayNames[weekday(date) - 1];
  return name === undefined ? invalid : `${year}年${month}月${number}日(${name})`;
};

/** 「2026年11月22日(日) 15:04」 */
export const showTime = (instant: string): string => `${showDate(jstDate(instant))} ${jstClock(instant)}`;

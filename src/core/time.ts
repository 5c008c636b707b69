import type { JstDate } from './people/directory.ts';
import { remembered } from './remember.ts';

// JST is UTC+9 all year since 1952. Every decision asks for the same few dates dozens of times: with a time zone looked
// up each time that was 40 % of a click, as plain arithmetic a quarter of its deciding, remembered next to nothing.
const jstMs = 9 * 3_600_000;
const dayMs = 86_400_000;
const invalid = 'Invalid DateTime';

/** Days since 1970-01-01, and back; NaN for what is no date. */
const dayNumber = remembered((date) => Date.parse(date) / dayMs);
const dateOf = (number: number): JstDate => dated(String(number));
const dated = remembered((number) => new Date(Number(number) * dayMs).toISOString().slice(0, 10));

/** The JST wall clock as `YYYY-MM-DDTHH:mm…`. */
const wall = remembered((instant) => {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? invalid : new Date(ms + jstMs).toISOString();
});

/** The JST calendar date of an instant. */
export const jstDate = (instant: string): JstDate => wall(instant).slice(0, 10);

/** `HH:mm` in JST. */
export const jstClock = (instant: string): string => wall(instant).slice(11, 16);

/** The instant (ISO, UTC) of a JST date and `HH:mm`. */
export const instantAt = (date: JstDate, clock: string): string => {
  const at = instantOf(`${date}T${clock}:00+09:00`);
  // 31 June would quietly become 1 July.
  if (jstDate(at) !== date) throw new Error(`not a date and time: ${date} ${clock}`);
  return at;
};

const instantOf = remembered((wallTime) => {
  const ms = Date.parse(wallTime);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
});

export const plusMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

export const plusDays = (date: JstDate, days: number): JstDate => {
  const number = dayNumber(date);
  return Number.isNaN(number) ? invalid : dateOf(number + days);
};

/** Calendar months, clipped to the end of a shorter month. */
export const plusMonths = (date: JstDate, months: number): JstDate => {
  if (!isDate(date)) return invalid;
  const [year = 0, month = 0, number = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(number, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
};

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: JstDate, b: JstDate): number => dayNumber(b) - dayNumber(a);

/** Monday 1 … Sunday 7. */
export const weekday = (date: JstDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** 年度: April to March. 2027-03-31 is of 2026. */
export const fiscalYear = (date: JstDate): number => {
  const [year, month] = date.split('-').map(Number);
  return (month ?? 0) >= 4 ? (year ?? 0) : (year ?? 0) - 1;
};

/** True for `YYYY-MM-DD` of a day that exists. */
export const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && plusDays(value, 0) === value;

const dayNames = ['月', '火', '水', '木', '金', '土', '日'];

/** 「2026年11月22日(日)」 */
export const showDate = remembered((date: JstDate): string => {
  const [year, month, number] = date.split('-').map(Number);
  const name = dayNames[weekday(date) - 1];
  return name === undefined ? invalid : `${year}年${month}月${number}日(${name})`;
});

/** 「2026年11月22日(日) 15:04」 */
export const showTime = (instant: string): string => `${showDate(jstDate(instant))} ${jstClock(instant)}`;

import holidayData from '@holiday-jp/holiday_jp';
import type { JstDate } from './people/directory.ts';
import type { Settings } from './settings.ts';
import { instantAt, jstClock, jstDate, plusDays, plusMinutes, weekday } from './time.ts';

// Looked up by string: the package's own isHoliday(Date) goes by the process zone.
const national: Readonly<Record<string, unknown>> = holidayData.holidays;

/** 29 December to 3 January. */
const isYearEnd = (date: JstDate): boolean => /-(12-(29|30|31)|01-0[123])$/.test(date);

/** Not Saturday, Sunday, 祝日 or 年末年始, with the organization's own exceptions. */
export const isBusinessDay = (date: JstDate, settings: Settings): boolean => {
  if (settings.openDays.includes(date)) return true;
  if (settings.closedDays.includes(date)) return false;
  return weekday(date) <= 5 && !national[date] && !isYearEnd(date);
};

/** The day itself when it is open, else the next open one. */
export const rollForward = (date: JstDate, settings: Settings): JstDate => {
  let open = date;
  while (!isBusinessDay(open, settings)) open = plusDays(open, 1);
  return open;
};

/** The n-th business day after `date` (n >= 1); n = 0 is `rollForward`. */
export const plusBusinessDays = (date: JstDate, n: number, settings: Settings): JstDate => {
  let at = n === 0 ? rollForward(date, settings) : date;
  for (let left = n; left > 0; left--) at = rollForward(plusDays(at, 1), settings);
  return at;
};

/** The last business day before `date`. */
export const businessDayBefore = (date: JstDate, settings: Settings): JstDate => {
  let at = plusDays(date, -1);
  while (!isBusinessDay(at, settings)) at = plusDays(at, -1);
  return at;
};

/** The instant itself inside 執務時間 of a business day, else the next opening. */
export const nextOfficeTime = (instant: string, settings: Settings): string => {
  const date = jstDate(instant);
  const clock = jstClock(instant);
  if (isBusinessDay(date, settings)) {
    if (clock < settings.officeFrom) return instantAt(date, settings.officeFrom);
    if (clock < settings.officeUntil) return instant;
  }
  return instantAt(plusBusinessDays(date, 1, settings), settings.officeFrom);
};

/** `hours` of 執務時間 later: nights, weekends and holidays do not count. */
export const plusOfficeHours = (instant: string, hours: number, settings: Settings): string => {
  let at = nextOfficeTime(instant, settings);
  let minutes = hours * 60;
  for (;;) {
    const closing = instantAt(jstDate(at), settings.officeUntil);
    const today = (Date.parse(closing) - Date.parse(at)) / 60_000;
    if (minutes <= today) return plusMinutes(at, minutes);
    minutes -= today;
    at = nextOfficeTime(closing, settings);
  }
};

/** What Mamori says by itself waits until the quiet hours are over; they may lie across midnight. */
export const afterQuiet = (instant: string, settings: Settings): string => {
  const { quietFrom, quietUntil } = settings;
  const date = jstDate(instant);
  const clock = jstClock(instant);
  if (quietFrom <= quietUntil) return quietFrom <= clock && clock < quietUntil ? instantAt(date, quietUntil) : instant;
  if (clock >= quietFrom) return instantAt(plusDays(date, 1), quietUntil);
  return clock < quietUntil ? instantAt(date, quietUntil) : instant;
};

export const isQuiet = (instant: string, settings: Settings): boolean => afterQuiet(instant, settings) !== instant;

/** Days on which offices in Japan are closed. A day is counted since 1970-01-01 in JST, as in src/forms/calendar.ts. */
import holidays from '@holiday-jp/holiday_jp';
import { civilOf, isoOf } from '../forms/calendar.ts';

/** The days that an organisation is closed besides, `2026-08-13`. */
export type CompanyDays = ReadonlySet<string>;

const none: CompanyDays = new Set();

/** Saturday, Sunday, a national holiday, or the turn of the year (29 December to 3 January). */
export function isClosed(day: number, company: CompanyDays = none): boolean {
  const { month, date, weekday } = civilOf(day);
  const turn = (month === 12 && date >= 29) || (month === 1 && date <= 3);
  const iso = isoOf({ day });
  return weekday === 0 || weekday === 6 || turn || Object.hasOwn(holidays.holidays, iso) || company.has(iso);
}

/** The day itself where offices are open, else the next on which they are. Company holidays extend nothing. */
export function nextOpen(day: number): number {
  return isClosed(day) ? nextOpen(day + 1) : day;
}

/** The last day before on which the company works, where the day is one of its own holidays; none before `since`. */
export function lastOpenBefore(day: number, since: number, company: CompanyDays): number | undefined {
  if (!company.has(isoOf({ day }))) return undefined;
  for (let before = day - 1; before >= since; before--) if (!isClosed(before, company)) return before;
  return undefined;
}

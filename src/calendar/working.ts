/** On which days and at which hours somebody works. Pure. */
import { civilOf, dayNumber, isoOf } from '../forms/calendar.ts';
import { type CompanyDays, isClosed } from './closed.ts';
import { instantOf, japan, localOf } from './zone.ts';

/** Where and by which calendar a person works. */
export interface WorkCalendar {
  readonly zone: string;
  readonly isFree: (day: number) => boolean;
}

/** A span of the day, in minutes since midnight; `to` is not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Hours {
  readonly hours: Span;
  readonly quiet: readonly Span[];
}

/** Gives the calendar of a person; which days are free is worked out once for each day. */
export function createCalendars(company: CompanyDays) {
  const japanese = remembered((day) => isClosed(day, company));
  const abroad = remembered((day) => isWeekend(day) || company.has(isoOf({ day })));
  return ({ zone = japan, calendar }: { readonly zone?: string; readonly calendar?: 'weekdays' }): WorkCalendar => ({
    zone,
    isFree: calendar === 'weekdays' ? abroad : japanese,
  });
}

function isWeekend(day: number): boolean {
  const { weekday } = civilOf(day);
  return weekday === 0 || weekday === 6;
}

function remembered(test: (day: number) => boolean): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const found = test(day);
    known.set(day, found);
    return found;
  };
}

/** No company is closed for longer; a calendar that is free for ever must not make anybody look for ever. */
const longestBreak = 60;

/** The day itself where the person works, else the next working day (`step` 1) or the one before (`step` -1). */
export function workingDay({ isFree }: WorkCalendar, day: number, step: 1 | -1): number {
  for (let moved = 0; moved < longestBreak; moved++) {
    if (!isFree(day + moved * step)) return day + moved * step;
  }
  return day;
}

/** The instant itself where the person may be spoken to then, else the next one at which that is so. */
export function reachableAt(calendar: WorkCalendar, { hours, quiet }: Hours, at: number): number {
  const { day, minute } = localOf(at, calendar.zone);
  if (calendar.isFree(day) || minute >= hours.to) {
    const next = workingDay(calendar, calendar.isFree(day) ? day : day + 1, 1);
    return instantOf(next, hours.from, calendar.zone);
  }
  if (minute < hours.from) return instantOf(day, hours.from, calendar.zone);
  const silence = quiet.find(({ from, to }) => minute >= from && minute < to);
  return silence ? instantOf(day, silence.to, calendar.zone) : at;
}

/** The same date so many months later; the last day of that month where it has no such date (29 February). */
export function monthsLater(day: number, months: number): number {
  const { year, month, date } = civilOf(day);
  const target = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(target / 12), (target % 12) + 1];
  for (let last = date; last > 28; last--) {
    const found = dayNumber(y, m, last);
    if (found !== undefined) return found;
  }
  return dayNumber(y, m, Math.min(date, 28)) ?? day;
}

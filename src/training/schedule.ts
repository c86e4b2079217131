/** On which days a person is told of a course: a pure function of assignment, calendar and day. */
import { type WorkCalendar, workingDay } from '../calendar/working.ts';
import type { Reminders } from '../knowledge/types.ts';
import type { Assignment } from '../types.ts';

type Ladder = Pick<Reminders, 'before' | 'after' | 'weekly'>;

/** The day of a step: up to the last day the working day before it, later the next one; nobody hears too late. */
function stepDay(due: number, step: number, calendar: WorkCalendar): number {
  return workingDay(calendar, due + step, step > 0 ? 1 : -1);
}

/** A break longer than so many weekly steps is no break. */
const longestBreak = 10;

/**
 * The day of the last step that falls on this day or before; undefined before the first one. Steps: some days before
 * the last day, some after it, then weekly.
 */
export function lastStep(ladder: Ladder, due: number, calendar: WorkCalendar, day: number): number | undefined {
  const weeks = Math.floor((day - due - ladder.after) / ladder.weekly);
  for (let week = weeks; week >= Math.max(0, weeks - longestBreak); week--) {
    const found = stepDay(due, ladder.after + week * ladder.weekly, calendar);
    if (found <= day) return found;
  }
  const before = ladder.before.map((step) => stepDay(due, step, calendar)).filter((found) => found <= day);
  return before.length > 0 ? Math.max(...before) : undefined;
}

/**
 * True where the person has to be told of the assignment on that day: a step lies behind the last reminder. Steps that
 * were missed while Tokki was down count once.
 */
export function isReminderDue(
  ladder: Ladder,
  { due, closed }: Pick<Assignment, 'due' | 'closed'>,
  calendar: WorkCalendar,
  day: number,
  reminded: number | undefined,
): boolean {
  if (closed !== undefined) return false;
  const step = lastStep(ladder, due, calendar, day);
  return step !== undefined && (reminded === undefined || step > reminded);
}

/** True where somebody's delay has reached a point, since a day, of which others are told. */
export function hasEscalated(
  days: number,
  { due, closed }: Pick<Assignment, 'due' | 'closed'>,
  calendar: WorkCalendar,
  day: number,
  since: number,
): boolean {
  if (closed !== undefined) return false;
  const reached = stepDay(due, days, calendar);
  return reached <= day && reached > since;
}

const week = 7;
/** 1970-01-05 was a Monday. */
const aMonday = 4;

/** The day of the weekly digest on or before a day: Monday, or the next working day after it. */
export function weeklyDay(calendar: WorkCalendar, day: number): number {
  const monday = day - ((((day - aMonday) % week) + week) % week);
  const found = workingDay(calendar, monday, 1);
  return found <= day ? found : workingDay(calendar, monday - week, 1);
}

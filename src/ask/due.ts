/** When the asking side comes back to something by itself: working days at nine. Pure. */
import { nextOpen } from '../calendar/closed.ts';
import { civilOf, isoOf, momentOf } from '../forms/calendar.ts';
import type { Timer } from '../types.ts';

/** 09:00 in Japan is midnight UTC: the instant is the day's number in milliseconds. */
function morningOf(date: number): number {
  return date * 24 * 3_600_000;
}

/** The next working day at nine. */
export function reminderOf(question: string, now: number): Timer {
  const due = morningOf(nextOpen(momentOf(now).day + 1));
  return { key: `ask:remind:${question}`, name: 'ask:remind', subject: question, due };
}

/** The Monday after this one, or the next open day; each week has one key, so it is armed once whoever arms it. */
export function digestAfter(now: number): Timer {
  const { day: today } = momentOf(now);
  const monday = today + ((8 - civilOf(today).weekday) % 7 || 7);
  return {
    key: `ask:digest:${isoOf({ day: monday })}`,
    name: 'ask:digest',
    subject: '',
    due: morningOf(nextOpen(monday)),
  };
}

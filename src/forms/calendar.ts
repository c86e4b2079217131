/** Days and minutes in Japan time (UTC+9, no daylight saving time), without any clock. */

const hour = 3_600_000;

/** A day (counted since 1970-01-01 in JST) and the minute of that day, where it is known. */
export interface Moment {
  readonly day: number;
  readonly minute?: number;
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** @param at milliseconds since the epoch */
export function momentOf(at: number): Required<Moment> {
  const minutes = Math.floor((at + 9 * hour) / 60_000);
  return { day: Math.floor(minutes / 1440), minute: minutes - Math.floor(minutes / 1440) * 1440 };
}

/** The number of a day of the calendar; undefined where there is no such day (30 February). */
export function dayNumber(year: number, month: number, date: number): number | undefined {
  const day = Date.UTC(year, month - 1, date) / (24 * hour);
  const civil = civilOf(day);
  return civil.year === year && civil.month === month && civil.date === date ? day : undefined;
}

export function civilOf(day: number): CivilDate {
  const utc = new Date(day * 24 * hour);
  return {
    year: utc.getUTCFullYear(),
    month: utc.getUTCMonth() + 1,
    date: utc.getUTCDate(),
    weekday: utc.getUTCDay(),
  };
}

/** `2026-11-22T15:00`, or `2026-11-22` where only the day is known: how a datetime answer is kept, in JST. */
export function isoOf({ day, minute }: Moment): string {
  const { year, month, date } = civilOf(day);
  const iso = `${year}-${two(month)}-${two(date)}`;
  return minute === undefined ? iso : `${iso}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The moment that `isoOf` wrote; undefined where the text is not of that form or not in the calendar. */
export function readIso(iso: string): Moment | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d))?$/u.exec(iso);
  const [year = 0, month = 0, date = 0, hours, minutes] = match?.slice(1).map((part) => part && Number(part)) ?? [];
  const day = match ? dayNumber(Number(year), Number(month), Number(date)) : undefined;
  if (day === undefined) return undefined;
  return hours === undefined ? { day } : { day, minute: Number(hours) * 60 + Number(minutes) };
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

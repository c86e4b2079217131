/** Days and minutes in any time zone, daylight saving time included, without any clock. */
import { dayNumber, momentOf } from '../forms/calendar.ts';

export const japan = 'Asia/Tokyo';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone, hourCycle: 'h23', calendar: 'gregory' });
  formats.set(zone, format);
  return format;
}

/** True for a name of the IANA time zone database, such as `Europe/Berlin`. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/u.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The day (counted since 1970-01-01) and the minute of that day that clocks show there. */
export function localOf(at: number, zone: string): { readonly day: number; readonly minute: number } {
  if (zone === japan) return momentOf(at);
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const field = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const day = dayNumber(field('year'), field('month'), field('day')) ?? 0;
  return { day, minute: field('hour') * 60 + field('minute') };
}

/**
 * The instant at which clocks there show this minute; the first one where they show it twice. A minute that they leave
 * out (daylight saving time begins) is taken by the clock before.
 */
export function instantOf(day: number, minute: number, zone: string): number {
  const wanted = (day * 1440 + minute) * 60_000;
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((at) => offsetOf(at, zone));
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const [first = wanted] = candidates;
  return candidates.find((at) => at + offsetOf(at, zone) === wanted) ?? wanted - (offsets[0] ?? wanted - first);
}

/** How far the clocks there are ahead of UTC, in milliseconds. */
function offsetOf(at: number, zone: string): number {
  const { day, minute } = localOf(at, zone);
  return (day * 1440 + minute) * 60_000 - Math.floor(at / 60_000) * 60_000;
}

/** The month's access log in a page (6.8.3.b): what was done, by whom most, at what hours, and what stands out. Pure. */
import { isClosed } from '../calendar/closed.ts';
import type { Access, LogHead, Tally } from '../types.ts';
import { self } from './room.ts';

export interface Share {
  readonly by: string;
  readonly count: number;
}

export interface Digest {
  /** `2026-11` */
  readonly month: string;
  readonly total: number;
  readonly acts: Readonly<Partial<Record<Access['act'], number>>>;
  /** Who read how much, most first. */
  readonly readers: readonly Share[];
  /** Who read, exported or administered between 22 and 6 o'clock, or on a day on which offices are closed. */
  readonly night: readonly Share[];
  readonly exporters: readonly Share[];
  readonly refused: readonly Share[];
  /** How often the watch has told the administrators of something. */
  readonly alerts: number;
  /** People who were not seen for 90 days. */
  readonly dormant: readonly string[];
  readonly log: LogHead;
}

export interface DigestParts {
  readonly month: string;
  readonly tallies: readonly Tally[];
  readonly people: readonly { readonly id: string }[];
  readonly seen: ReadonlyMap<string, number>;
  readonly alerts: number;
  readonly log: LogHead;
  /** The end of the month. */
  readonly until: number;
}

const dormantDays = 90;
const day = 86_400_000;
const atMost = 10;

export function digestOf({ month, tallies, people, seen, alerts, log, until }: DigestParts): Digest {
  // What the desk does by itself at night is not anybody's unusual hour.
  const theirs = tallies.filter(({ by }) => by !== self);
  const acts: Partial<Record<Access['act'], number>> = {};
  for (const { act, count } of tallies) acts[act] = (acts[act] ?? 0) + count;
  const awake = (id: string) => (seen.get(id) ?? 0) > until - dormantDays * day;
  return {
    month,
    total: tallies.reduce((sum, { count }) => sum + count, 0),
    acts,
    readers: shares(theirs, ({ act }) => act === 'read'),
    night: shares(theirs, (one) => one.act !== 'write' && isUnusual(one)),
    exporters: shares(tallies, ({ act }) => act === 'export' || act === 'copy'),
    refused: shares(tallies, ({ act }) => act === 'refuse'),
    alerts,
    // Who was never seen may be new: the log says so only once it is old enough itself.
    dormant:
      (log.since ?? until) > until - dormantDays * day ? [] : people.map(({ id }) => id).filter((id) => !awake(id)),
    log,
  };
}

function isUnusual({ day: date, hour }: Tally): boolean {
  return hour >= 22 || hour < 6 || isClosed(date);
}

function shares(tallies: readonly Tally[], counts: (tally: Tally) => boolean): readonly Share[] {
  const sums = new Map<string, number>();
  for (const tally of tallies) if (counts(tally)) sums.set(tally.by, (sums.get(tally.by) ?? 0) + tally.count);
  const sorted = [...sums].map(([by, count]) => ({ by, count })).toSorted((a, b) => b.count - a.count);
  return sorted.slice(0, atMost);
}

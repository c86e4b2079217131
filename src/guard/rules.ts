/** Unusual access (6.8.3.c): rules as data, and what of the access log they catch. Pure. */
import { z } from 'zod';
import { isClosed } from '../calendar/closed.ts';
import { TokkiError } from '../errors.ts';
import { momentOf } from '../forms/calendar.ts';
import type { Access } from '../types.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const hour = z.number().int().min(0).max(24);
const rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  acts: z.array(z.enum(['read', 'write', 'copy', 'export', 'erase', 'refuse', 'admin'])).min(1),
  count: z.number().int().min(1),
  minutes: z.number().int().min(1).max(1_440),
  outside: z.strictObject({ from: hour, to: hour }).exactOptional(),
  dormant: z.number().int().min(1).exactOptional(),
  title: text,
  advice: text,
});

export type Rule = z.infer<typeof rule>;

/** @throws TokkiError `knowledge` that names the wrong field */
export function parseRules(data: unknown, file: string): readonly Rule[] {
  const read = z.array(rule).safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

export interface Catch {
  readonly rule: Rule;
  readonly by: string;
  /** How many lines within the rule's time. */
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const minute = 60_000;
const day = 1_440 * minute;

/** How far back the lines must go. */
export function reachOf(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map(({ minutes }) => minutes)) * minute;
}

/** Whose last time matters: who did what a rule about silent accounts counts. */
export function wakers(rules: readonly Rule[], lines: readonly Access[]): ReadonlySet<string> {
  const counted = new Set(rules.flatMap(({ acts, dormant }) => (dormant === undefined ? [] : acts)));
  return new Set(lines.filter(({ act }) => counted.has(act)).map(({ by }) => by));
}

/**
 * @param lines oldest first
 * @param seen when each person was last seen before these lines
 * @returns the worst catch of each rule and person
 */
export function caught(
  rules: readonly Rule[],
  lines: readonly Access[],
  seen: ReadonlyMap<string, number>,
): readonly Catch[] {
  const people = Map.groupBy(lines, ({ by }) => by);
  return [...people].flatMap(([by, own]) =>
    rules.flatMap((one) => {
      const counted = own.filter((line) => counts(one, line, seen.get(by)));
      const worst = densest(
        counted.map(({ at }) => at),
        one.minutes * minute,
      );
      return worst.count >= one.count ? [{ rule: one, by, ...worst }] : [];
    }),
  );
}

function counts({ acts, outside, dormant }: Rule, { act, at }: Access, seen: number | undefined): boolean {
  const isSilent = seen !== undefined && dormant !== undefined && at - seen >= dormant * day;
  return acts.includes(act) && (!outside || isOutside(at, outside)) && (dormant === undefined || isSilent);
}

/** Also on days on which offices are closed. */
export function isOutside(at: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const { day: date, minute: clock } = momentOf(at);
  return clock < from * 60 || clock >= to * 60 || isClosed(date);
}

/** The stretch of that length with the most instants. */
function densest(instants: readonly number[], length: number): Omit<Catch, 'rule' | 'by'> {
  let best = { count: 0, first: 0, last: 0 };
  let start = 0;
  for (const [end, last] of instants.entries()) {
    while ((instants[start] ?? last) <= last - length) start += 1;
    const count = end - start + 1;
    if (count > best.count) best = { count, first: instants[start] ?? last, last };
  }
  return best;
}

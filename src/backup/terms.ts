/** Which backups are kept: the newest of each of the last 7 days, 4 weeks and 12 months that have any. */

const day = 86_400_000;
const jst = 9 * 3_600_000;
/** Monday 1970-01-05, in days since the epoch. */
const firstMonday = 4;

const spans: readonly { readonly keep: number; readonly spanOf: (at: number) => number }[] = [
  { keep: 7, spanOf: (at) => dayOf(at) },
  { keep: 4, spanOf: (at) => Math.floor((dayOf(at) - firstMonday) / 7) },
  { keep: 12, spanOf: (at) => monthOf(at) },
];

function dayOf(at: number): number {
  return Math.floor((at + jst) / day);
}

function monthOf(at: number): number {
  const date = new Date(at + jst);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** @param instants when each backup was made, in any order @returns those to keep, newest first */
export function kept(instants: readonly number[]): readonly number[] {
  const newestFirst = instants.toSorted((a, b) => b - a);
  const chosen = new Set<number>();
  for (const { keep, spanOf } of spans) {
    const newest = new Map<number, number>();
    for (const at of newestFirst) if (!newest.has(spanOf(at))) newest.set(spanOf(at), at);
    for (const at of [...newest.values()].slice(0, keep)) chosen.add(at);
  }
  return newestFirst.filter((at) => chosen.has(at));
}

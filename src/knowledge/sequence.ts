/** Ascending sequences of numbers among candidates, some of which are not what they look like. */

/** The longest strictly ascending subsequence (patience sorting): what breaks the order falls out. O(n log n). */
export function longestAscending<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  /** For each length, the item with which the best sequence of that length ends. */
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, item] of items.entries()) {
    const length = firstNotBelow(tails, (tail) => compare(items[tail] as T, item) < 0);
    before.push(tails[length - 1] ?? -1);
    tails[length] = index;
  }
  const kept: T[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.push(items[at] as T);
  return kept.reverse();
}

/** How many of the sorted entries are below: binary search. */
function firstNotBelow(sorted: readonly number[], isBelow: (entry: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items that each count one on from the one kept before; the first one is always kept. */
export function consecutive<T>(items: readonly T[], numberOf: (item: T) => number): readonly T[] {
  const kept: T[] = [];
  let last: number | undefined;
  for (const item of items) {
    const value = numberOf(item);
    if (last !== undefined && value !== last + 1) continue;
    kept.push(item);
    last = value;
  }
  return kept;
}

/** Compares 45, 45-2, 46 as [45], [45, 2], [46]. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

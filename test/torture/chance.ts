/** Chance that comes again with the same seed. */
export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  number(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True once in `times`. */
  once(times: number): boolean;
}

/**
 * Mulberry32.
 * @param names tell one chance of a run from another: what is drawn for one person does not depend on when others draw
 */
export function createChance(seed: number, ...names: readonly string[]): Chance {
  let state = (seed ^ hashOf(names.join('\0'))) >>> 0;
  const number = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
  return {
    number,
    pick: (items) => items[number(items.length)] as (typeof items)[number],
    once: (times) => number(times) === 0,
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);
}

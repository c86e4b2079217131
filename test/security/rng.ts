/** A seeded source of bad input: the same seed gives the same inputs. */

const all = Number(process.env.FUZZ_INPUTS ?? 10_000);

/** How many inputs of each kind, and the seed. */
export const fuzzed = {
  seed: Number(process.env.FUZZ_SEED ?? 16),
  inputs: { readers: 0.7 * all, page: 0.15 * all, slack: 0.05 * all, teams: 0.05 * all, desk: 0.05 * all },
} as const;

export interface Chance {
  /** 0 to `below` - 1. */
  number(below: number): number;
  pick<Value>(values: readonly Value[]): Value;
  text(most: number): string;
}

/** mulberry32 */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(next() * below);
  const pick = <Value>(values: readonly Value[]): Value => values[number(values.length)] as Value;
  const piece = (): string => {
    const kind = number(4);
    if (kind === 0) return String.fromCharCode(number(0x10000));
    if (kind === 1) return String.fromCharCode(32 + number(95));
    return pick(pieces);
  };
  return { number, pick, text: (most) => Array.from({ length: number(most) }, piece).join('') };
}

const pieces = [
  '第６条第８項第３号イ',
  '16.1',
  'annex:6.5',
  '第',
  '条の２',
  '（１）',
  'ア',
  '注１',
  '2026-0001',
  '090-1234-5678',
  '０９０',
  '〒650-0001',
  '佐藤 花子',
  'さん',
  '約300',
  '１，０００人',
  '百二十',
  '昨日の15時ごろ',
  '11/20 14:05',
  '令和8年2月30日',
  '25:99',
  'USB',
  '電車に忘れた',
  'わからない',
  '戻る',
  '提出',
  '取り消す',
  '報告一覧',
  '報告 2026-0001',
  'incident:',
  'report:',
  'guard:approve:',
  'question:',
  'case:',
  '__proto__',
  'constructor',
  'toString',
  '=cmd|',
  '<script>',
  '*bold*',
  '<!channel>',
  '<@U123>',
  '\u202e',
  '\u200d',
  '\ufeff',
  '\0',
  '\ud800',
  '👨‍👩‍👧',
  '髙﨑',
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '　',
  '%00',
  '../',
  '-',
  '＝',
  '－',
];

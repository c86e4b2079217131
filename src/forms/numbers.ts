/** How many: a number, or a range where the person can only say "between" or "up to". */
import { figure, figurePattern, multiplierOf } from './figures.ts';

/** A whole number, or a range `low-high` of which one side may be missing: `1-100`, `-500`, `1001-`. */
export type Amount = number | string;

interface FoundAmount {
  readonly value: Amount;
  readonly approx: boolean;
  /** True where the figure is followed by one of the units that were looked for. */
  readonly unit: boolean;
  /** Where it stands in the folded text. */
  readonly start: number;
  readonly end: number;
}

/** 数十, "hundreds": the most that such a word can mean counts (the upper bound is what the law's thresholds look at). */
const vague: Readonly<Record<string, Amount>> = {
  十数: '11-19',
  数十: '20-99',
  何十: '20-99',
  数百: '200-999',
  何百: '200-999',
  数千: '2000-9999',
  何千: '2000-9999',
  数万: '20000-99999',
  'a few': '2-9',
  several: '2-9',
  'a couple': 2,
  'a couple hundred': '200-299',
  'a few hundred': '200-999',
  'several hundred': '200-999',
  'a few thousand': '2000-9999',
  dozens: '24-99',
  hundreds: '200-999',
  thousands: '2000-9999',
};

const about =
  '約|およそ|おおよそ|大体|だいたい|ざっと|たぶん|多分|おそらく|about|around|approximately|approx\\.?|roughly|some|maybe|probably|perhaps|nearly|almost|circa|~|≈|±';
const atLeast = '最低|少なくとも|少なくて(?:も)?|at least|more than|over|minimum(?: of)?|>';
const atMost =
  '最大|最高|多くて(?:も)?|せいぜい|up to|at most|less than|fewer than|under|no more than|max(?:imum)?\\.?(?: of)?|<';
const aboutAfter = 'くらい|ぐらい|位|ほど|程度|程|前後|弱|強|余り|あまり|ちょっと|[- ]?ish| or so';
const limitAfter = '以上|以下|以内|未満|まで|超|を超え|を上回|\\+| or more| or less| or fewer';
const span = '\\s?[~-]\\s?|から|ないし|か| to | or ';
/** 40、50人: a range where a unit follows, and not the comma of 1,200. */
const comma = '、|,(?!\\d{3}(?!\\d))';

/**
 * All amounts of a text, in order.
 * @param text folded
 * @param units what may follow, longest first or not: `人`, `people`
 */
export function readAmounts(text: string, units: readonly string[]): readonly FoundAmount[] {
  const found: FoundAmount[] = [];
  for (const match of text.matchAll(amountPattern(units))) {
    const parts = match.groups ?? {};
    const value = amountIn(parts, text[match.index - 1]);
    if (value === undefined) continue;
    found.push({
      value,
      approx:
        typeof vague[parts.one ?? ''] === 'string' || soft.test([parts.before, parts.soft, parts.soft2].join(' ')),
      unit: parts.unit !== undefined,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/** The most and the least that an amount can mean; undefined where that side is open. */
export function bounds(amount: Amount): { readonly low?: number; readonly high?: number } {
  if (typeof amount === 'number') return { low: amount, high: amount };
  const { low, high } = /^(?<low>\d*)-(?<high>\d*)$/u.exec(amount)?.groups ?? {};
  return { ...(low && { low: Number(low) }), ...(high && { high: Number(high) }) };
}

/** What the parts of one match mean. @param before the character before the amount */
function amountIn(parts: Readonly<Record<string, string | undefined>>, before: string | undefined): Amount | undefined {
  const one = parts.from ?? parts.one ?? '';
  const low = one === '数' ? '2-9' : (vague[one] ?? figure(one));
  const limits = [parts.before, parts.limit, parts.limit2].join(' ');
  const other = parts.to ?? parts.two;
  if (low === undefined || other === undefined) return low === undefined ? undefined : amountOf(low, undefined, limits);
  const high = figure(other);
  if (high === undefined) return undefined;
  const least = typeof low === 'number' ? leastOf(low, high, other, parts.span) : low;
  return parts.comma && !isNear(least, high, before)
    ? amountOf(high, undefined, limits)
    : amountOf(least, high, limits);
}

/** The lower figure of a range in full: 2,3百 and 2~300 begin at 200, but "2 to 300" at 2. */
function leastOf(low: number, high: number, highWritten: string, span: string | undefined): number {
  const times = multiplierOf(highWritten);
  if (times > 1) return low < high / times ? low * times : low;
  const isShort = span !== undefined && !/から|to/u.test(span) && low >= 2 && low <= 9;
  const isSpoken = isShort && new RegExp(`^${low + 1}0+$`, 'u').test(`${high}`);
  return isSpoken ? (low * high) / (low + 1) : low;
}

/** 40、50人 are neighbours; 11/20、300人 and 番号1234、300人 are not one amount. */
function isNear(low: Amount, high: number, before = ''): boolean {
  return typeof low === 'number' && low < high && high <= 2 * low && !/[:/-]/u.test(before);
}

function amountOf(low: Amount, high: number | undefined, limits: string): Amount {
  if (typeof low === 'string') return low;
  if (high !== undefined) return low <= high ? `${low}-${high}` : `${high}-${low}`;
  if (/less than|fewer than|under|<|未満/u.test(limits)) return `-${Math.max(0, low - 1)}`;
  if (/no more than|up to|at most|max|or less|or fewer|最大|最高|多くて|せいぜい|以下|以内|まで/u.test(limits))
    return `-${low}`;
  if (/more than|over|>|超|を上回/u.test(limits)) return `${low + 1}-`;
  if (/at least|minimum|or more|\+|最低|少なくと|少なくて|以上/u.test(limits)) return `${low}-`;
  return low;
}

const soft = new RegExp(`${about}|${aboutAfter}`, 'u');
const patterns = new Map<string, RegExp>();

/** One pattern for all writings of an amount; every part of it is bounded, so that it runs in linear time. */
function amountPattern(units: readonly string[]): RegExp {
  const key = units.join('|');
  const known = patterns.get(key);
  if (known) return known;
  const unit = units.length > 0 ? longestFirst(units).map(wholeWord).join('|') : '(?!)';
  const one = `${longestFirst(Object.keys(vague)).map(wholeWord).join('|')}|数(?=${unit})|${figurePattern}`;
  const commaHere = `(?<comma>(?:${comma})(?=[\\d〇一二三四五六七八九十百千万]{1,6}(?:${unit})))`;
  const pattern = new RegExp(
    `(?<![a-z\\d.])(?<before>(?:(?:${about}|${atLeast}|${atMost})(?![a-z]) ?){0,2})` +
      `(?:between (?<from>${figurePattern}) and (?<to>${figurePattern})|` +
      `(?<one>${one})(?:\\s?(?:${unit}))?(?<span>${span}|${commaHere})(?<two>${figurePattern})|(?<one>${one}))` +
      `(?<soft>${aboutAfter})?(?<limit>${limitAfter})?` +
      `(?<unit>の?\\s?(?:(?:of |the |different |other ){0,2})(?:${unit}))?` +
      `(?<soft2>${aboutAfter})?(?<limit2>${limitAfter})?`,
    'gu',
  );
  patterns.set(key, pattern);
  return pattern;
}

function longestFirst(words: readonly string[]): readonly string[] {
  return [...words].sort((a, b) => b.length - a.length);
}

function wholeWord(word: string): string {
  return /[a-z]$/u.test(word) ? `${word}(?![a-z])` : word;
}

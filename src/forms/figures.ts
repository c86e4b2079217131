/** A figure in digits, kanji or English words -> number. */

const kanji = '〇零一二三四五六七八九';
const small: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, k: 1000 };
const large: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8 };

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const multipliers: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1000, million: 1e6 };

const ten = `(?:${tens.join('|')})`;
const one = `[- ](?:${ones.slice(1, 10).join('|')})`;
/** Matches zero to ninety-nine in English words. */
export const figureWord = `(?:${ten}(?:${one}|(?!${one}))|${[...ones].reverse().join('|')})`;
const multiplier = `(?: ?(?:${Object.keys(multipliers).join('|')}))`;

/** Matches a figure in folded text; it may have to be refused by `figure` still. */
export const figurePattern = [
  `(?:a|${figureWord})${multiplier}(?![a-z])|${figureWord}(?![a-z])`,
  `\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:k(?![a-z])|${multiplier}(?![a-z])|[十百千万億][\\d十百千万億${kanji}]*)?`,
  `[${kanji}十百千万億]+`,
].join('|');

/** What the last word of a figure multiplies by: 100 for `3百` and `three hundred`, 1 for `300`. */
export function multiplierOf(text: string): number {
  const [last = ''] = /[百千万億k]$|[a-z]{1,20}$/u.exec(text) ?? [];
  return small[last] ?? large[last] ?? multipliers[last] ?? 1;
}

/** The number that a figure of folded text stands for: `1,200` `1万2千` `三百二十` `two hundred` `2k`; else undefined. */
export function figure(text: string): number | undefined {
  const words = /^([a-z -]*?|[\d,.]+) ?(dozen|hundred|thousand|million)?$/u.exec(text);
  if (/^0\d/u.test(text)) return undefined;
  if (words && /[a-z]/u.test(text)) return englishFigure(words[1] ?? '', words[2]);
  const value = japaneseFigure(text);
  return Number.isFinite(value) ? value : undefined;
}

function englishFigure(count: string, multiplierWord: string | undefined): number | undefined {
  const times = multiplierWord ? (multipliers[multiplierWord] ?? 1) : 1;
  if (/^\d/u.test(count)) return Number(count.replaceAll(',', '')) * times;
  if (count === 'a') return times;
  const [first = '', second = ''] = count.split(/[- ]/u);
  const place = tens.indexOf(first);
  const value = place < 0 ? ones.indexOf(first) : (place + 2) * 10 + Math.max(0, ones.indexOf(second));
  return value < 0 ? undefined : value * times;
}

/** Digits and kanji mixed: the digits before 十百千 count them, what stands before 万億 counts those. */
function japaneseFigure(text: string): number {
  let total = 0;
  let section = 0;
  let digits = '';
  const take = (fallback: number) => {
    const value = digits === '' ? fallback : Number(digits);
    digits = '';
    return value;
  };
  for (const char of text.replaceAll(',', '')) {
    if (char in small) section += take(1) * (small[char] ?? 1);
    else if (char in large) {
      total += (section + take(section === 0 ? 1 : 0)) * (large[char] ?? 1);
      section = 0;
    } else digits += char === '零' ? '0' : kanji.includes(char) ? String(Math.max(0, kanji.indexOf(char) - 1)) : char;
  }
  return total + section + take(0);
}

/** Digits, kanji numbers, kana and letters as numbers, and back. */

/** What a number may be written with, for use in a character class. */
export const digits = '0-9０-９';
export const kanjiDigits = '〇一二三四五六七八九十百千';

const kanjiValue = new Map([...'〇一二三四五六七八九'].map((glyph, value) => [glyph, value]));
const kanjiUnit = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** 17, １７, 十七 and 一七 are 17. Anything else is NaN. */
export function toNumber(text: string): number {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  if (/^\d+$/u.test(plain)) return Number(plain);
  let total = 0;
  let digit: number | undefined;
  for (const glyph of plain) {
    const unit = kanjiUnit.get(glyph);
    const value = kanjiValue.get(glyph);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
    } else if (value !== undefined) digit = (digit ?? 0) * 10 + value;
    else return Number.NaN;
  }
  return plain === '' ? Number.NaN : total + (digit ?? 0);
}

/** 17 -> １７ */
export function fullWidth(value: number): string {
  return String(value).replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** 1 -> a, 26 -> z, 27 -> aa */
export function toLetters(value: number): string {
  const rest = Math.floor((value - 1) / 26);
  const last = String.fromCharCode(97 + ((value - 1) % 26));
  return rest > 0 ? toLetters(rest) + last : last;
}

/** a -> 1, z -> 26, aa -> 27 */
export function fromLetters(letters: string): number {
  return [...letters].reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 96, 0);
}

/** The two orders in which kana count: ア イ ウ … and イ ロ ハ …. */
export const gojuon = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
];
export const iroha = [
  ...'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス',
];

/** iv -> 4; NaN where it is no roman number below 40. */
export function fromRoman(text: string): number {
  const match = /^(x{0,3})(ix|iv|v?i{0,3})$/u.exec(text);
  if (!match || text === '') return Number.NaN;
  const [, tens = '', ones = ''] = match;
  const small = ones === 'ix' ? 9 : ones === 'iv' ? 4 : (ones.startsWith('v') ? 5 : 0) + ones.replace('v', '').length;
  return tens.length * 10 + small;
}

/** Numbers that belong to a person: phone, card, My Number, bank account. All patterns read evened text (one width). */
import type { NameSpan as Span } from './persons.ts';

/** Up to two signs between groups of digits. */
const gap = '[-. ()の・]{0,2}';
const phones = [
  // Abroad, and Japan from abroad.
  `(?<!\\d)(?:\\+|(?:00|010-?)(?=81))\\d{1,3}(?:[-. ()]{0,3}\\d){7,12}(?!\\d)`,
  `(?<![\\d.-])81[- ]\\d{1,4}[- ]\\d{1,4}[- ]\\d{4}(?!\\d)`,
  `(?<![\\d.-])(?:\\(\\d{3}\\) ?|\\d{3}[-.])\\d{3}[-.]\\d{4}(?!\\d)`,
  // 090, 080, 070, 060, 050 and eight more digits, grouped or spaced in any way.
  `(?<![\\d.])(?<!\\d-)\\(?0${gap}[5-9]${gap}0(?:${gap}\\d){8}(?!\\d)`,
  // Land lines: ten digits, the last four together; 0120 and 0800.
  `(?<![\\d.])(?<!\\d-)\\(?0\\d{1,4}${gap}\\d{1,4}${gap}\\d{4}(?!\\d)`,
  `(?<![\\d.])(?<!\\d-)0(?:120|570|800|990)${gap}\\d{3}${gap}\\d{3,4}(?!\\d)`,
].map((pattern) => new RegExp(pattern, 'gu'));

const myNumbers =
  /(?<![\d.,-])(?:\d{12}|\d{4}([- ])\d{4}\1\d{4}|\d{3}([- ])\d{3}\2\d{3}\2\d{3}|\d{2}(?:[- ]\d{2}){5}|\d(?:[- ]\d){11})(?!\d|[.,-]\d)/gu;
const myNumberSaid =
  /(?:マイナンバー|個人番号|my ?number)(?:カード|は|が|の|番号|is|[:=\s]){0,4}(\d(?:[- ]?\d){11})(?!\d)/giu;
const cards =
  /(?<![\d.,-])(?:\d{4}([- ])\d{4}\1\d{4}\1\d{1,7}|3[47]\d{2}[- ]\d{6}[- ]\d{5}|3\d{3}[- ]\d{6}[- ]\d{4}|\d{13,19})(?!\d|[.,-]\d)/gu;
const accounts = [
  /(?:普通|当座|貯蓄|口座)(?:預金|口座|番号|no\.?|は|が|の|[:：=、\s]){0,4}\d(?:[- ]?\d){5,7}(?![\d-]|件|円|人|名|枚)/giu,
  /支店[^\d\n]{0,12}\d{7}(?!\d|件|円)/gu,
  /記号[:：\s]{0,2}\d{5}[-、,/\s]{0,2}(?:番号)?[:：\s]{0,2}\d{6,8}(?!\d)/gu,
  /(?<![a-z])(?:account|acct|a\/c)(?: ?(?:number|no\.?|num|#))?(?: is|[:=#\s]){0,3}\d(?:[- ]?\d){5,11}(?!\d)/giu,
  /(?<![a-z])iban:?\s?[a-z]{2}\d{2}(?: ?[a-z0-9]{2,4}){3,8}/giu,
];

export function findPhones(text: string): readonly Span[] {
  return phones.flatMap((pattern) => spans(text, pattern)).filter(({ start, end }) => isPhone(text.slice(start, end)));
}

export function findCards(text: string): readonly Span[] {
  return spans(text, cards).filter(({ start, end }) => isCard(digitsOf(text.slice(start, end))));
}

/** Twelve digits with the right check digit, or any twelve that are called a My Number. */
export function findMyNumbers(text: string): readonly Span[] {
  const likely = spans(text, myNumbers).filter(({ start, end }) => {
    const digits = digitsOf(text.slice(start, end));
    return isMyNumber(digits) && !isTimestamp(digits);
  });
  const said = [...text.matchAll(myNumberSaid)].map((match) => ({
    start: match.index + match[0].length - (match[1]?.length ?? 0),
    end: match.index + match[0].length,
  }));
  return [...likely, ...said];
}

export function findAccounts(text: string): readonly Span[] {
  return accounts.flatMap((pattern) => spans(text, pattern));
}

export function spans(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

function isPhone(text: string): boolean {
  const digits = digitsOf(text);
  if (!digits.startsWith('0') || /^(?:00|010-?)81/u.test(text)) return true;
  if (/^0(?:[5-9]0|800)/u.test(digits) && digits.length === 11) return true;
  return digits.length === 10 && /^0[1-9]/u.test(digits);
}

/** The check digit of 番号法施行令 (総務省令85号, Art. 5): weights 2..7, 2..6 from the right. */
function isMyNumber(digits: string): boolean {
  const sum = [...digits.slice(0, 11)].reduce((total, digit, i) => total + Number(digit) * (i < 5 ? 6 - i : 12 - i), 0);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** 202611221405: year, month, day, hour, minute. */
function isTimestamp(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/u.test(digits);
}

/** Luhn's check, and a first digit that card companies use. */
function isCard(digits: string): boolean {
  if (!/^(?:3\d{13,14}|35\d{14}|4\d{12}(?:\d{3})?(?:\d{3})?|5[0-8]\d{14}|6\d{15,18}|2[2-7]\d{14})$/u.test(digits))
    return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

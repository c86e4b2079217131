/** What a line may be numbered as. A glyph is often ambiguous (イ is second in アイウ, first in イロハ): all readings are given. */
import { digits, fromLetters, fromRoman, gojuon, iroha, kanjiDigits, toNumber } from './numerals.ts';

/** How a level is numbered: `第1条`, `第1`, or a way of counting with what stands around it: `1`, `1.`, `(1)`, `一`, `(ア)`. */
export type Family = string;

export interface Label {
  readonly family: Family;
  readonly value: number;
  /** 第４５条の２: [2] */
  readonly branch?: readonly number[];
  /** As the document writes it, without spaces. */
  readonly glyph: string;
  /** What follows on the line. */
  readonly rest: string;
  /** False where nothing parts it from the text, so that it may belong to the text: ２乙は. */
  readonly firm: boolean;
}

const number = `(?:[${digits}](?: ?[${digits}]){0,3}|[${kanjiDigits}]{1,7})`;
const range = `(?:(?:から|及び|・|[-―－~～])第${number}条(?:まで)?)?`;
const article = new RegExp(`^第\\s{0,2}(${number})\\s{0,2}条((?:\\s?の\\s?${number})*)${range}`, 'u');
const section = new RegExp(`^第\\s{0,2}(${number})(?=[\\s（(【〔［]|$)`, 'u');

const glyph =
  '[0-9０-９]{1,3}|[〇一二三四五六七八九十百]{1,4}|[ア-ンヰヱｱ-ﾝ]|[ivx]{1,5}|[IVX]{1,5}|[ⅰ-ⅹⅠ-Ⅹ]|[a-zA-Zａ-ｚＡ-Ｚ]|[①-⑳㉑-㉟㊱-㊿]';
const bracketed = new RegExp(`^[（(]\\s?(${glyph})\\s?[）)]`, 'u');
const plain = new RegExp(`^(${glyph})([.．、)）]?)`, 'u');
const circled = /^[①-⑳㉑-㉟㊱-㊿]/u;
/** ⑴, ⒈ and ㈠ are one character each. */
const composed = /^[⑴-⒛㈠-㈩]/u;

/** What follows a mention in a sentence whose line happens to begin with it: 第２条第１項…, 第７条の…, （１）により…. */
const particle = new RegExp(
  `^(?:第 ?[${digits}${kanjiDigits}]{1,4} ?[項号]|[のにをはが、，,）)]|から|まで|より|及び|並びに|又は|若しくは|各号|前段|後段|本文|ただし書)`,
  'u',
);
const afterBracket = /^(?:[をにのは、，,）)]|及び|又は|から|まで|により|で定め)/u;
/** What makes a bare number part of a sentence: ３年, ２名, ５％. */
const counter =
  /^[0-9０-９年月日時分秒回人件個箇か条項号割％%.,・万億千百円名種以つ台枚部頁章節編本冊点者社級度歳字次番期等/-]/u;

/** The readings of the label that a line begins with; none where it has no label. */
export function readLabels(line: string): readonly Label[] {
  const numbered = readArticle(line) ?? readSection(line);
  if (numbered) return [numbered];
  const spelt = line.replace(composed, (char) => char.normalize('NFKC'));
  const labels = readBracketed(spelt) ?? readPlain(spelt);
  return spelt === line ? labels : labels.map((label) => ({ ...label, glyph: line.charAt(0) }));
}

function readArticle(text: string): Label | undefined {
  const match = article.exec(text);
  if (!match) return undefined;
  const [all, value = '', branches = ''] = match;
  const after = text.slice(all.length);
  const rest = after.trimStart();
  const wideSpace = /^[\t\u3000]|^ {2}/u.test(after);
  if (!wideSpace && particle.test(rest)) return undefined;
  const branch = branches.split('の').slice(1).map(toNumber);
  const label = {
    family: '第1条',
    value: toNumber(value),
    glyph: compact(all),
    rest,
    firm: after !== rest || rest === '',
  };
  return branch.length > 0 ? { ...label, branch } : label;
}

function readSection(text: string): Label | undefined {
  const match = section.exec(text);
  if (!match) return undefined;
  const [all, value = ''] = match;
  const rest = text.slice(all.length).trimStart();
  if (particle.test(rest)) return undefined;
  return { family: '第1', value: toNumber(value), glyph: compact(all), rest, firm: true };
}

function readBracketed(text: string): readonly Label[] | undefined {
  const match = bracketed.exec(text);
  if (!match) return undefined;
  const [all, token = ''] = match;
  const after = text.slice(all.length);
  if (afterBracket.test(after)) return [];
  return countings(token).map(([counting, value]) => ({
    family: `(${counting})`,
    value,
    glyph: compact(all),
    rest: after.trimStart(),
    firm: true,
  }));
}

function readPlain(text: string): readonly Label[] {
  const match = plain.exec(text);
  if (!match) return [];
  const [all, token = '', suffix = ''] = match;
  const after = text.slice(all.length);
  const rest = after.trimStart();
  /** A stray space may cut a number: 1 00人. */
  const cut = /^ ?[0-9０-９]/u.test(after) && /^[0-9０-９]/u.test(token);
  const apart = (after !== rest || rest === '') && !cut;
  const suffixed = suffix !== '' && !/^[0-9０-９]/u.test(after);
  const firm = apart || suffixed || circled.test(token);
  if (!firm && !(suffix === '' && mayTouchText(token, after))) return [];
  const mark = suffix.normalize('NFKC').replace('、', '.');
  return countings(token).map(([counting, value]) => ({ family: counting + mark, value, glyph: token, rest, firm }));
}

/** Some documents set no space: ２乙は, ア個人情報. A kanji number or a Latin letter is then always part of the text. */
function mayTouchText(token: string, after: string): boolean {
  if (/^[0-9０-９]/u.test(token)) return !counter.test(after);
  return /^[ア-ンｱ-ﾝ]/u.test(token) && /^[\p{scx=Han}「]/u.test(after) && !particle.test(after);
}

/** The ways of counting in which a glyph has a place, with its place: イ is 2 in ア and 1 in イ. */
function countings(token: string): readonly (readonly [counting: string, value: number])[] {
  const text = token.normalize('NFKC');
  const readings: readonly (readonly [string, number])[] = [
    [circled.test(token) ? '①' : /^\d/u.test(text) ? '1' : '一', toNumber(text)],
    ['ア', gojuon.indexOf(text) + 1],
    ['イ', iroha.indexOf(text) + 1],
    ['a', /^[a-z]$/u.test(text) ? fromLetters(text) : 0],
    ['A', /^[A-Z]$/u.test(text) ? fromLetters(text.toLowerCase()) : 0],
    ['i', fromRoman(text)],
    ['I', text === text.toLowerCase() ? 0 : fromRoman(text.toLowerCase())],
  ];
  return readings.filter(([, value]) => value > 0);
}

function compact(text: string): string {
  return text.replace(/\s/gu, '');
}

/** The ways in which people write citations, found in normalised text. */
import { fromRoman, gojuon, toLetters, toNumber } from './numerals.ts';

export interface Found {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Pattern {
  readonly form: RegExp;
  readonly idOf: (groups: Groups) => string;
}

const digit = '[\\d〇一二三四五六七八九十百]';
const number = `(?:\\d{1,4}|${digit}{1,7})`;
const kana = 'ア-ンヰヱ';

/** 第6条第8項第3号イ, 6条の5項, 45条の2, 附則第1条; not 全17条 */
const japanese = new RegExp(
  `(?<part>附則(?:\\((?<count>\\d{1,3})\\))?|第(?<division>\\d{1,3})部)?(?<!${digit}|全|全部で|計)第? ?(?<article>${number}) ?条` +
    `(?<branches>(?: ?の ?${number}(?!${digit}| ?[項号つ個年月日点目]))*)` +
    `(?: ?の? ?第? ?(?<paragraph>${number}) ?項)?` +
    `(?: ?の? ?(?:第? ?(?<item>${number}) ?号|\\((?<bracketed>\\d{1,3})\\)))?` +
    `(?<rest>(?: ?の? ?(?:\\((?:[${kana}]|\\d{1,3}|[a-z]{1,3})\\)|[${kana}](?![ァ-ヶー])|[a-z](?![a-z])))*)`,
  'gu',
);
/** Art. 6.8.3.b, article 6(8)(iii)(b), clause 11, article 6, paragraph 5, item 3, sub-item b */
const english = new RegExp(
  '(?:\\b(?<part>suppl|part)\\.? ?(?<count>\\d{1,3}) )?' +
    '(?:\\b(?:articles?|arts?\\.?|sections?|sec\\.|clauses?|provisions?) ?|§ ?)(?<article>\\d{1,3}(?:-\\d{1,3})*)(?!\\d)' +
    '(?:,? para(?:graph|\\.)? ?\\(?(?<paragraph>\\d{1,3})\\)?' +
    '(?:,? (?:item|no\\.|subparagraph) ?\\(?(?<item>\\d{1,3})\\)?)?' +
    '(?:,? (?:sub-?item|point) ?\\(?(?<sub>[a-z])\\)?(?![a-z]))?' +
    '|(?<rest>(?:\\.(?:\\d{1,3}|[a-z]{1,3})(?![a-z\\d])| ?\\((?:\\d{1,3}|[ivx]{1,5}|[a-z])\\))*))',
  'giu',
);
/** paragraph 5 of article 6, item 3 of paragraph 8 of article 6, item 1 of article 14 */
const backwards = new RegExp(
  '\\b(?:item ?\\(?(?<item>\\d{1,3})\\)? of (?:the )?)?(?:para(?:graph|\\.)? ?(?<paragraph>\\d{1,3}) of (?:the )?)?' +
    '(?:article|art\\.?|section|clause) ?(?<article>\\d{1,3})(?!\\d)',
  'giu',
);
const note = /(?<!\p{sc=Han})注 ?(?<ja>\d{1,2})(?![\d年月日件文])|\bnote ?(?<en>\d{1,2})\b/giu;
/** 6.8.3.b anywhere; 6.5 only where the sentence is about it: it may also be a version, a size or a date. */
const dotted = new RegExp(
  '(?<![\\w.])(?<sure>\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}\\.[a-z])(?![a-z\\d])' +
    '|(?:^|(?<=\\b(?:is|does|do|about|explain|show|see|under|per|of|and|or|on) )|(?<=[、。「]))' +
    '(?<asked>[1-9]\\d?(?:\\.[1-9]\\d?){1,2})(?= ?(?:$|[?」]|って|とは|は|の内容|の意味|の規定|says?\\b|means?\\b))',
  'giu',
);

const patterns: readonly Pattern[] = [
  { form: japanese, idOf: japaneseId },
  { form: english, idOf: englishId },
  { form: backwards, idOf: ({ article, paragraph, item }) => dots([article, paragraph ?? (item && '1'), item]) },
  { form: note, idOf: ({ ja, en }) => `note.${ja ?? en}` },
  { form: dotted, idOf: ({ sure, asked }) => (sure ?? asked ?? '').toLowerCase() },
];

/** One width, and ③ as (3). */
export function normalise(text: string): string {
  return text
    .replace(/[①-⑳]/gu, (circled) => `(${circled.normalize('NFKC')})`)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ');
}

/** The citations in text that was normalised, by their places; where two overlap, the one that begins first. */
export function scan(text: string): readonly Found[] {
  const all = patterns.flatMap(({ form, idOf }) =>
    [...text.matchAll(form)].map((match) => ({
      id: idOf(match.groups ?? {}),
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const found: Found[] = [];
  for (const next of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (next.start >= (found.at(-1)?.end ?? 0)) found.push(next);
  }
  return found;
}

function japaneseId({ part, count, division, article = '', branches = '', ...under }: Groups): string {
  const { paragraph, item = under.bracketed, rest = '' } = under;
  const prefix = division ? `part${division}.` : part ? `suppl${count ?? 1}.` : '';
  const numbers = [article, ...branches.split('の').slice(1)].map((value) => toNumber(value.trim())).join('-');
  const letters = [...rest.matchAll(/\d+|[a-z]+|[ア-ンヰヱ]/gu)].map(([token]) => letterOf(token));
  const items = item === undefined ? letters : [toNumber(item), ...letters];
  const paragraphs = paragraph !== undefined ? [toNumber(paragraph)] : items.length > 0 ? [1] : [];
  return prefix + [numbers, ...paragraphs, ...items].join('.');
}

function englishId({ part, count, article, paragraph, item, sub, rest = '' }: Groups): string {
  const prefix = part ? `${part.toLowerCase()}${count}.` : '';
  const tokens = [...rest.toLowerCase().matchAll(/(\()?(\d+|[a-z]+)/gu)];
  const under = tokens.map(([, bracket, token = ''], index) => (bracket && index < 2 ? romanItem(token) : token));
  return prefix + dots([article, paragraph, item, sub?.toLowerCase(), ...under]);
}

function dots(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('.');
}

/** イ -> b; 3 and b stay. */
function letterOf(token: string): string {
  const place = gojuon.indexOf(token);
  return place < 0 ? token : toLetters(place + 1);
}

/** (iii) is the third item; behind a dot, and after an item, i is a letter. */
function romanItem(token: string): string {
  const roman = fromRoman(token);
  return Number.isNaN(roman) ? token : String(roman);
}

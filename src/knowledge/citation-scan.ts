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

const number = '(?:\\d{1,4}|[〇一二三四五六七八九十百]{1,7})';
const kana = 'ア-ンヰヱ';

const patterns: readonly Pattern[] = [
  {
    // 第6条第8項第3号イ, 6条の5項, 附則第1条
    form: new RegExp(
      `(?<part>附則(?:\\((?<count>\\d{1,3})\\))?|第(?<division>\\d{1,3})部)?(?<![\\d〇一二三四五六七八九十百])第? ?(?<article>${number}) ?条` +
        `(?<branches>(?: ?の ?${number}(?![\\d〇一二三四五六七八九十百]| ?[項号つ個年月日点目]))*)` +
        `(?: ?の? ?第? ?(?<paragraph>${number}) ?項)?(?: ?の? ?(?:第? ?(?<item>${number}) ?号|\\((?<bracketed>\\d{1,3})\\)))?` +
        `(?<rest>(?: ?の? ?(?:\\((?:[${kana}]|\\d{1,3}|[a-z]{1,3})\\)|[${kana}](?![ァ-ヶー])|[a-z](?![a-z])))*)`,
      'gu',
    ),
    idOf: ({ part, count, division, article = '', branches = '', paragraph, item, bracketed, rest = '' }) => {
      const prefix = division ? `part${division}.` : part ? `suppl${count ?? 1}.` : '';
      const under = [item ?? bracketed].flatMap((value) => (value === undefined ? [] : [toNumber(value)]));
      const letters = [...rest.matchAll(/\d+|[a-z]+|[ア-ンヰヱ]/gu)].map(([part]) => partOf(part));
      const first = paragraph === undefined ? (under.length + letters.length > 0 ? [1] : []) : [toNumber(paragraph)];
      const numbers = [article, ...branches.split('の').slice(1)].map((value) => toNumber(value.trim()));
      return prefix + [numbers.join('-'), ...first, ...under, ...letters].join('.');
    },
  },
  {
    form: /(?<!\p{sc=Han})注 ?(?<note>\d{1,2})(?![\d年月日件文])|\b[Nn]ote ?(?<english>\d{1,2})\b/gu,
    idOf: ({ note, english }) => `note.${note ?? english}`,
  },
  {
    // Art. 6.8.3.b, article 6(8)(iii)(b), clause 11, article 6, paragraph 5, item 3 (b)
    form: new RegExp(
      '(?:\\b(?<part>suppl|part)\\.? ?(?<count>\\d{1,3}) )?(?:\\b(?:articles?|arts?\\.?|sections?|sec\\.|clauses?|provisions?) ?|§ ?)(?<article>\\d{1,3}(?:-\\d{1,3})*)(?!\\d)' +
        '(?:,? para(?:graph|\\.)? ?\\(?(?<paragraph>\\d{1,3})\\)?(?:,? (?:item|no\\.|subparagraph) ?\\(?(?<item>\\d{1,3})\\)?)?' +
        '(?:,? (?:sub-?item|point) ?\\(?(?<sub>[a-z])\\)?(?![a-z]))?|(?<rest>(?:\\.(?:\\d{1,3}|[a-z]{1,3})(?![a-z\\d])| ?\\((?:\\d{1,3}|[ivx]{1,5}|[a-z])\\))*))',
      'giu',
    ),
    idOf: ({ part, count, article = '', paragraph, item, sub, rest = '' }) => {
      const prefix = part ? `${part.toLowerCase()}${count}.` : '';
      const parts = [...rest.toLowerCase().matchAll(/(\()?(\d+|[a-z]+)/gu)].map(([, bracket, token = ''], index) =>
        englishPart(token, index, bracket !== undefined),
      );
      return (
        prefix +
        [article, ...[paragraph, item, sub?.toLowerCase()].filter((value) => value !== undefined), ...parts].join('.')
      );
    },
  },
  {
    form: /\bpara(?:graph|\.)? ?(?<paragraph>\d{1,3}) of (?:the )?(?:article|art\.?|section|clause) ?(?<article>\d{1,3})(?!\d)/giu,
    idOf: ({ article, paragraph }) => `${article}.${paragraph}`,
  },
  {
    // 6.8.3.b anywhere; 6.5 where the sentence is about it and not about a version, a size or a date
    form: /(?<![\w.])(?<dotted>\d{1,2}\.\d{1,2}\.\d{1,2}\.[a-z])(?![a-z\d])|(?:^|(?<=\b(?:is|does|do|about|explain|show|see|under|per|of|and|or|on) )|(?<=[、。「]))(?<asked>[1-9]\d?(?:\.[1-9]\d?){1,2})(?= ?(?:$|[?」]|って|とは|は|の内容|の意味|の規定|says?\b|means?\b|mean\b))/giu,
    idOf: ({ dotted, asked }) => (dotted ?? asked ?? '').toLowerCase(),
  },
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

/** イ -> b, 3 -> 3, b -> b */
function partOf(token: string): string {
  const place = gojuon.indexOf(token);
  return place < 0 ? token : toLetters(place + 1);
}

/** (iii) is the third item; behind a dot, and after an item, i is a letter. */
function englishPart(token: string, index: number, bracketed: boolean): string {
  const roman = bracketed && index < 2 ? fromRoman(token) : Number.NaN;
  return Number.isNaN(roman) ? token : String(roman);
}

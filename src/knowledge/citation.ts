/** Citations: 6.8.3.b <-> 第６条第８項第３号イ <-> Art. 6.8.3.b, and where they stand in running text. */
import type { Lang } from '../types.ts';
import { normalise, scan } from './citation-scan.ts';
import { fromLetters, fullWidth, gojuon } from './numerals.ts';

/** `annex2:suppl1.45-2.1.3.b` in its parts: document, 附則 or part, article, and what is under it. */
const idForm =
  /^(?:([a-z][a-z0-9_-]*):)?(?:(suppl|part)(\d{1,3})\.)?(\d{1,4}(?:-\d{1,4})*)((?:\.(?:\d{1,4}|[a-z]{1,3}))*)$/u;
const noteForm = /^(?:([a-z][a-z0-9_-]*):)?note\.(\d{1,3})$/u;

/**
 * How a citation is written for people: 第６条第５項, 注１; `Art. 6.5`, `Note 1`. An id that is none is given back as it is.
 * Where the document is known, its provision's own `label` is better: it knows whether the article has one paragraph.
 */
export function formatCitation(id: string, lang: Lang): string {
  const [, noteDocument = '', note] = noteForm.exec(id) ?? [];
  if (note) return spaced(noteDocument, lang === 'ja' ? `注${fullWidth(Number(note))}` : `Note ${note}`);
  const match = idForm.exec(id);
  if (!match) return id;
  const [, document = '', kind = '', count = '', article = '', rest = ''] = match;
  if (lang === 'en')
    return spaced(
      document,
      spaced(kind && `${kind === 'suppl' ? 'Suppl.' : 'Part'} ${count}`, `Art. ${article}${rest}`),
    );
  return spaced(document, partLabel(kind, Number(count)) + articleLabel(article) + restLabel(rest.split('.').slice(1)));
}

/** 附則, 附則（２） for the second one, 第２部 for what else begins again at 1; nothing for the body. */
export function partLabel(kind: string, count: number): string {
  if (kind === '') return '';
  return kind === 'part' ? `第${fullWidth(count)}部` : count > 1 ? `附則（${fullWidth(count)}）` : '附則';
}

function spaced(before: string, text: string): string {
  return before === '' ? text : `${before} ${text}`;
}

function articleLabel(article: string): string {
  const [number = '', ...branches] = article.split('-').map((part) => fullWidth(Number(part)));
  return `第${number}条${branches.map((branch) => `の${branch}`).join('')}`;
}

/** 項, 号, then ア, （ア）, （a） …; a number that is neither 項 nor 号 stands in brackets. */
function restLabel(parts: readonly string[]): string {
  const firstLetter = parts.findIndex((part) => /^[a-z]/u.test(part));
  return parts
    .map((part, index) => {
      const named = index < 2 && (firstLetter < 0 || index < firstLetter);
      if (/^\d/u.test(part))
        return named ? `第${fullWidth(Number(part))}${'項号'.charAt(index)}` : `（${fullWidth(Number(part))}）`;
      const kana = gojuon[fromLetters(part) - 1];
      return index === firstLetter && kana ? kana : `（${index === firstLetter + 1 && kana ? kana : part}）`;
    })
    .join('');
}

/**
 * The id of a text that is a citation and nothing else, in any width: 第６条第８項（３）イ, 6条8項3号イ, 第六条, `6.8.3.b`,
 * `Art. 6(8)(iii)(b)`, `article 6 paragraph 5`, 注１. An article alone gives `6`; 号 without 項 is in paragraph 1.
 */
export function parseCitation(text: string): string | undefined {
  const plain = normalise(text).trim();
  if (plain.length > 80) return undefined;
  const lower = plain.toLowerCase();
  if (idForm.test(lower) || noteForm.test(lower)) return lower;
  const [, document, rest = plain] =
    /^([a-z][a-z0-9_-]*) (?=第|附則|注|Art\.|Suppl\.|Part|Note)(.*)$/u.exec(plain) ?? [];
  const [found, ...others] = scan(rest);
  const whole = found && others.length === 0 && found.start === 0 && found.end === rest.length;
  return whole ? (document === undefined ? '' : `${document}:`) + found.id : undefined;
}

/** The ids of the citations in running text, in order and without repeats. Articles of other laws are left out. */
export function findCitations(text: string): readonly string[] {
  const plain = normalise(text.slice(0, 4000));
  const found = scan(plain).filter(
    ({ start, end }) => !ofAnotherLaw(plain.slice(Math.max(0, start - 80), start), plain.slice(end, end + 60)),
  );
  return [...new Set(found.map(({ id }) => id))];
}

/**
 * The citations of a document that an id means: itself, or all paragraphs of the article that it names. Empty where there is none.
 * @param ids the citations of the document
 */
export function expandCitation(id: string, ids: Iterable<string>): readonly string[] {
  const all = [...ids];
  if (all.includes(id)) return [id];
  const paragraph = /^\.\d+$/u;
  return all.filter((other) => other.startsWith(id) && paragraph.test(other.slice(id.length)));
}

/** True where the words before (or, in English, behind) an article's number name another law: 個人情報の保護に関する法律第２条. */
export function ofAnotherLaw(before: string, after = ''): boolean {
  const bare = before.normalize('NFKC').replace(/\([^()]{0,60}\)$/u, '');
  if (/(?:(?<!方)法|法律|条例|規則|規程|政令|省令|憲法|指針|ガイドライン)(?:施行令)?の?\s?$/u.test(bare)) return true;
  if (/\b(?:gdpr|appi|act|law|code|constitution|ordinance)(?:'s)?,?\s{0,2}$/iu.test(bare)) return true;
  return /^\s?(?:of|in) (?:the )?(?:\w{1,20} ){0,4}(?:gdpr|appi|act|law|code|constitution|ordinance)\b/iu.test(after);
}

/** A provision's own label for readers of a language: 第６条第５項; `Art. 6.5 (第６条第５項)`. */
export function labelFor(id: string, label: string, lang: Lang): string {
  return lang === 'ja' ? label : `${formatCitation(id, 'en')} (${label})`;
}

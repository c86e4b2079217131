/**
 * The guard: personal data of data subjects is not wanted in chat (DESIGN §8). It finds what looks like it in a text,
 * says of what kind it is, and masks it. Every pattern is bounded, so that it runs in linear time.
 */
import type { PersonalKind } from '../types.ts';
import { findAccounts, findCards, findMyNumbers, findPhones } from './numbers-of-persons.ts';
import { evened, findAddresses, findBirths, findMails } from './personal-data.ts';
import { findNames, likelyNames, type NameSpan } from './persons.ts';

interface Finding {
  readonly kind: PersonalKind;
  readonly count: number;
}

export interface Guarded {
  /** The text with a mark in place of each thing found; everything else as it was. */
  readonly masked: string;
  readonly found: readonly Finding[];
}

interface Hit extends NameSpan {
  readonly detector: Detector;
}

interface Detector {
  readonly kind: PersonalKind;
  readonly find: (evened: string) => readonly NameSpan[];
  /** What stands in its place. */
  readonly ja: string;
  readonly en: string;
}

/** Where two overlap, the one that stands first here counts. */
const detectors: readonly Detector[] = [
  { kind: 'mail', find: findMails, ja: '〔メールアドレス〕', en: '[mail address]' },
  { kind: 'card', find: findCards, ja: '〔カード番号〕', en: '[card number]' },
  { kind: 'mynumber', find: findMyNumbers, ja: '〔個人番号〕', en: '[My Number]' },
  { kind: 'account', find: findAccounts, ja: '〔口座番号〕', en: '[account number]' },
  { kind: 'phone', find: findPhones, ja: '〔電話番号〕', en: '[phone number]' },
  { kind: 'birth', find: findBirths, ja: '〔生年月日〕', en: '[date of birth]' },
  { kind: 'address', find: findAddresses, ja: '〔住所〕', en: '[address]' },
  { kind: 'names', find: findNames, ja: '〔氏名〕', en: '[names]' },
];

/** Finds and masks personal data, in any width of digits and with any hyphens. A masked text is masked no further. */
export function guard(text: string): Guarded {
  const even = evened(text);
  const hits: Hit[] = [];
  for (const detector of detectors) {
    const free = detector.find(even).filter((span) => span.end > span.start);
    for (const { start, end } of free) {
      if (!hits.some((hit) => hit.start < end && start < hit.end)) hits.push({ detector, start, end });
    }
  }
  const lang = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text) ? 'ja' : 'en';
  const counts = detectors.map((detector) => ({
    kind: detector.kind,
    count: hits.filter((hit) => hit.detector === detector).length,
  }));
  return { masked: masked(text, hits, lang), found: counts.filter(({ count }) => count > 0) };
}

/** What reads like the name of one person. It may be anybody's, so it is not masked: a person has to look. */
export function namesIn(text: string): readonly string[] {
  return likelyNames(evened(text)).map(({ start, end }) => text.slice(start, end));
}

const anyMark = new RegExp(
  detectors
    .flatMap(({ ja, en }) => [ja, en])
    .map((mark) => mark.replace(/[[\]]/gu, '\\$&'))
    .join('|'),
  'gu',
);

/** A masked text as it can be read for facts: the mark of a masked name does not tell that names were lost. */
export function withoutMarks(masked: string): string {
  return masked.replace(anyMark, ' ');
}

function masked(text: string, hits: readonly Hit[], lang: 'ja' | 'en'): string {
  let rest = 0;
  const parts: string[] = [];
  for (const { detector, start, end } of [...hits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(rest, start), detector[lang]);
    rest = end;
  }
  return parts.join('') + text.slice(rest);
}

import type { Lang } from '../types.ts';
import { fold } from './text.ts';

/** Latin words that people use within Japanese too: they say nothing about the language. */
const shared = new Set('ok usb pc id sd hdd ssd jr fax pdf csv excel word zip url web jst am pm hp line r'.split(' '));

/** The language of a text: Japanese characters mean Japanese, Latin words English; numbers and signs the fallback. */
export function languageOf(text: string, fallback: Lang): Lang {
  const folded = fold(text);
  if (/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(folded)) return 'ja';
  const words = folded.match(/[a-z]{2,}/gu) ?? [];
  return words.some((word) => !shared.has(word)) ? 'en' : fallback;
}

import type { Lang } from '../types.ts';
import { fold } from './text.ts';

/** Latin words that people use within Japanese too: they say nothing about the language. */
const shared = new Set('ok usb pc id sd hdd ssd jr fax pdf csv excel word zip url web jst am pm hp line r'.split(' '));

/** Little words of Japanese in Latin letters that no English sentence holds two of. */
const romaji = new Set(
  'wo ni wa ga desu desuka desho masu masuka masen mashita deshita shita shite shimashita suru sureba kara dou nani nai nakute kamo dakedo ii yoi watashi sumimasen onegai kudasai arimasu arimasuka'.split(
    ' ',
  ),
);

/**
 * The language of a text: Japanese characters mean Japanese, unless they are a term that an English sentence quotes;
 * Latin words mean English, unless they are Japanese in Latin letters; numbers and signs the fallback.
 */
export function languageOf(text: string, fallback: Lang): Lang {
  const folded = fold(text);
  const japanese = folded.match(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu)?.length ?? 0;
  const latin = (folded.match(/[a-z]{2,}/gu) ?? []).filter((word) => !shared.has(word));
  const english = latin.length;
  if (japanese === 0 && new Set(latin.filter((word) => romaji.has(word))).size >= 2) return 'ja';
  if (japanese === 0) return english > 0 ? 'en' : fallback;
  return english >= 3 && english > japanese / 2 ? 'en' : 'ja';
}

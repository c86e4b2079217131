import type { Lang } from '../types.ts';
import { fold } from './text.ts';

/** Latin words that people use within Japanese too: they say nothing about the language. */
const shared = new Set('ok usb pc id sd hdd ssd jr fax pdf csv excel word zip url web jst am pm hp line r'.split(' '));

/** Little words of Japanese in Latin letters that no English sentence holds two of. */
const romaji = new Set(
  'wo ni wa desu desuka desho masu masuka masen mashita deshita shita shite shimashita suru sureba kara dou nani nai nakute kamo dakedo ii yoi watashi sumimasen onegai kudasai arimasu arimasuka'.split(
    ' ',
  ),
);

/** A word that falls into Japanese syllables from end to end. */
const syllables =
  /^(?:(?:k|g|s|z|t|d|n|h|b|p|m|r|w|y|j|f|sh|ch|ts|[kgnhbpmr]y|kk|ss|ssh|tt|tch|cch|pp)?[aiueo]|n(?![aiueo]))+$/u;

/** Several of the little words, or one among words that are nearly all made of such syllables. */
function isRomaji(latin: readonly string[]): boolean {
  const little = new Set(latin.filter((word) => romaji.has(word))).size;
  const fitting = latin.filter((word) => syllables.test(word)).length;
  return little >= 2 || (little === 1 && latin.length >= 3 && fitting >= 0.8 * latin.length);
}

/**
 * The language of a text: Japanese characters mean Japanese, unless they are a term that an English sentence quotes;
 * Latin words mean English, unless they are Japanese in Latin letters; numbers and signs the fallback.
 */
export function languageOf(text: string, fallback: Lang): Lang {
  const folded = fold(text);
  const japanese = folded.match(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu)?.length ?? 0;
  const latin = (folded.match(/[a-z]{2,}/gu) ?? []).filter((word) => !shared.has(word));
  const english = latin.length;
  if (japanese === 0 && isRomaji(latin)) return 'ja';
  if (japanese === 0) return english > 0 ? 'en' : fallback;
  return english >= 3 && english > japanese / 2 ? 'en' : 'ja';
}

import type { Lang } from '../types.ts';
import { fold } from './text.ts';

/** Latin words that people use within Japanese too: they say nothing about the language. */
const shared = new Set('ok usb pc id sd hdd ssd jr fax pdf csv excel word zip url web jst am pm hp line r'.split(' '));

/**
 * The language of a text: Japanese characters mean Japanese, unless they are a term that an English sentence quotes;
 * Latin words mean English; numbers and signs the fallback.
 */
export function languageOf(text: string, fallback: Lang): Lang {
  const folded = fold(text);
  const japanese = folded.match(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu)?.length ?? 0;
  const english = (folded.match(/[a-z]{2,}/gu) ?? []).filter((word) => !shared.has(word)).length;
  if (japanese === 0) return english > 0 ? 'en' : fallback;
  return english >= 3 && english > japanese / 2 ? 'en' : 'ja';
}

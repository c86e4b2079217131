/** A text -> what its content words are made of: pairs of kanji or katakana, stems of Latin words. Pure. */
import { stem } from './text.ts';

const japaneseRun = /[\p{sc=Han}\p{sc=Katakana}ー々]{2,}/gu;
const latinWord = /[a-z]{4,}/gu;

/** Without repeats. Hiragana and short words carry grammar, not content. */
export function unitsOf(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const pairs = (plain.match(japaneseRun) ?? []).flatMap((run) => {
    const chars = [...run];
    return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
  });
  return new Set([...pairs, ...(plain.match(latinWord) ?? []).map(stem)]);
}

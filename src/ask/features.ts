/** A message -> the features that ranking and classifying work on. Pure; the same for examples and for questions. */
import type { Lexicon } from './lexicon.ts';
import { normalise, stem } from './text.ts';

const japaneseRun = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}々]+/gu;
const latinWord = /[a-z0-9]+(?:'[a-z]+)?/gu;

/** The features of a text, without repeats. The first letter tells the families apart. */
export function featuresOf(text: string, lexicon: Lexicon): readonly string[] {
  const plain = normalise(text);
  return [
    ...new Set([
      ...lexicon.find(plain).map((concept) => `c${concept}`),
      ...moodFeatures(plain),
      ...japaneseFeatures(plain),
      ...latinFeatures(plain),
    ]),
  ];
}

/** How each sentence ends, and whether anything is asked: a story is told in the past and asks nothing. */
function moodFeatures(plain: string): readonly string[] {
  const asks = plain.includes('?') ? 'm?' : 'm.';
  const sentences = plain.match(/[^。．.!?…\n]+[。．.!?…\n]*/gu) ?? [];
  const endings = sentences.flatMap((sentence) => {
    const [, body = '', mark = ''] = /^(.*?)\s*([。．.!?…\n]*)$/su.exec(sentence) ?? [];
    const last = body.match(latinWord)?.at(-1);
    const tail = /[a-z0-9]$/u.test(body) && last ? stem(last) : body.slice(-3);
    return [`z${tail}${mark.slice(0, 1)}`, `z${tail}`, ...(mark.includes('?') ? [] : [`t${pastOf(body)}`])];
  });
  return [asks, `m${Math.min(sentences.length, 4)}`, ...endings];
}

const pastEnglish =
  /\b(?:was|were|got|sent|left|lost|found|gave|took|stole|stolen|forgot|went|came|broke|broken|had|saw|seen|told|said|put|did|been|gone|missing|made|threw|fell|clicked|\w{3,}ed)\b/u;

function pastOf(body: string): string {
  return pastEnglish.test(body) || /(?:た|だ|てる|ない|です|ている|とる)$/u.test(body) ? 'told' : 'else';
}

/** Pairs and triples of characters, and single kanji: no dictionary, and a typo spoils only the pairs that it touches. */
function japaneseFeatures(plain: string): readonly string[] {
  return (plain.match(japaneseRun) ?? []).flatMap((run) => {
    const chars = [...run];
    const grams = chars.flatMap((char, i) => {
      const pair = chars[i + 1] === undefined ? [] : [`j${char}${chars[i + 1]}`];
      const triple = chars[i + 2] === undefined ? [] : [`k${char}${chars[i + 1]}${chars[i + 2]}`];
      const kanji = /\p{scx=Han}/u.test(char) ? [`h${char}`] : [];
      return [...kanji, ...pair, ...triple];
    });
    return [...grams, `e${chars.slice(-2).join('')}`];
  });
}

/** Stemmed words, pairs of neighbours, words that stand near each other, and the letters in fours (typos, kin of a word). */
function latinFeatures(plain: string): readonly string[] {
  const words = (plain.match(latinWord) ?? []).map(stem);
  const opening = words.length > 1 ? [`o${words[0]}`, `o${words[0]} ${words[1]}`] : [];
  const features = words.flatMap((word, i) => {
    const pair = words[i + 1] === undefined ? [] : [`p${word} ${words[i + 1]}`];
    const near = words.slice(i + 2, i + 5).map((other) => (word < other ? `q${word} ${other}` : `q${other} ${word}`));
    return [`w${word}`, ...pair, ...near, ...lettersInFours(word)];
  });
  return [...opening, ...features];
}

/** With marks for where the word begins and ends. */
function lettersInFours(word: string): readonly string[] {
  if (word.length < 4) return [];
  return Array.from({ length: word.length - 1 }, (_, i) => `l${`^${word}$`.slice(i, i + 4)}`);
}

/** Everyday words -> concepts that both languages share: what stands in for a language model. */
import type { Concept } from '../knowledge/types.ts';
import { normalise, stem } from './text.ts';

export interface Lexicon {
  /** The concepts that a normalised text speaks of, in the order of the text, without repeats. */
  find(plain: string): readonly string[];
}

/** Words in their units (characters, or stemmed words joined by spaces) and the concepts that they mean. */
interface Words {
  readonly concepts: Map<string, Set<string>>;
  /** By the first unit of a word: how many units such words have, the longest first. */
  readonly lengths: Map<string, number[]>;
}

const latinWord = /[a-z0-9]+(?:'[a-z]+)?/gu;
const hasJapanese = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** Japanese words match anywhere in the text, English ones as whole stemmed words; at each place the longest wins. */
export function createLexicon(concepts: readonly Concept[]): Lexicon {
  const broader = new Map(concepts.map((concept) => [concept.id, concept.in ?? []]));
  const japanese: Words = { concepts: new Map(), lengths: new Map() };
  const english: Words = { concepts: new Map(), lengths: new Map() };
  for (const { id, ja, en } of concepts) {
    for (const word of [...ja, ...en]) {
      const plain = normalise(word);
      if (hasJapanese.test(plain)) add(japanese, [...plain], '', id);
      else add(english, wordsOf(plain), ' ', id);
    }
  }

  /** A concept and the broader ones, each once: the words of a file may go in circles. */
  function withBroader(id: string, found: Set<string> = new Set()): ReadonlySet<string> {
    if (found.has(id)) return found;
    found.add(id);
    for (const wider of broader.get(id) ?? []) withBroader(wider, found);
    return found;
  }

  return {
    find(plain) {
      const found = [...longest(japanese, [...plain], ''), ...longest(english, wordsOf(plain), ' ')];
      return [...new Set(found.flatMap((id) => [...withBroader(id)]))];
    },
  };
}

function wordsOf(plain: string): readonly string[] {
  return (plain.match(latinWord) ?? []).map(stem);
}

function add({ concepts, lengths }: Words, units: readonly string[], between: string, concept: string): void {
  const [first] = units;
  if (first === undefined) return;
  const word = units.join(between);
  const meant = concepts.get(word) ?? new Set();
  concepts.set(word, meant.add(concept));
  const known = lengths.get(first) ?? [];
  if (!known.includes(units.length))
    lengths.set(
      first,
      [...known, units.length].sort((a, b) => b - a),
    );
}

/** Goes through the units once; after a match it goes on behind it, so that 県外 does not also mean 県. */
function longest({ concepts, lengths }: Words, units: readonly string[], between: string): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start < units.length; ) {
    const possible = lengths.get(units[start] ?? '')?.filter((length) => start + length <= units.length) ?? [];
    const wordOf = (length: number) => units.slice(start, start + length).join(between);
    const length = possible.find((one) => concepts.has(wordOf(one)));
    if (length !== undefined) found.push(...(concepts.get(wordOf(length)) ?? []));
    start += length ?? 1;
  }
  return found;
}

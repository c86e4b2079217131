/** Everyday words -> concepts that both languages share: what stands in for a language model. */
import type { Concept } from '../knowledge/types.ts';
import { normalise, stem } from './text.ts';

export interface Lexicon {
  /** The concepts that a normalised text speaks of, in the order of the text, without repeats. */
  find(plain: string): readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  concepts?: Set<string>;
}

const latinWord = /[a-z0-9]+(?:'[a-z]+)?/gu;
const hasJapanese = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** Japanese words match anywhere in the text, English ones as whole stemmed words; at each place the longest wins. */
export function createLexicon(concepts: readonly Concept[]): Lexicon {
  const broader = new Map(concepts.map((concept) => [concept.id, concept.in ?? []]));
  const japanese: Node = { next: new Map() };
  const english: Node = { next: new Map() };
  for (const { id, ja, en } of concepts) {
    for (const word of [...ja, ...en]) {
      const plain = normalise(word);
      if (hasJapanese.test(plain)) add(japanese, [...plain], id);
      else add(english, wordsOf(plain), id);
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
      const found = [...longest(japanese, [...plain]), ...longest(english, wordsOf(plain))];
      return [...new Set(found.flatMap((id) => [...withBroader(id)]))];
    },
  };
}

function wordsOf(plain: string): readonly string[] {
  return (plain.match(latinWord) ?? []).map(stem);
}

function add(root: Node, units: readonly string[], concept: string): void {
  if (units.length === 0) return;
  let node = root;
  for (const unit of units) {
    const next = node.next.get(unit) ?? { next: new Map() };
    node.next.set(unit, next);
    node = next;
  }
  node.concepts ??= new Set();
  node.concepts.add(concept);
}

/** Goes through the units once; after a match it goes on behind it, so that 県外 does not also mean 県. */
function longest(root: Node, units: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start < units.length; ) {
    let node: Node | undefined = root;
    let end = start + 1;
    let best: Set<string> | undefined;
    for (let at = start; node && at < units.length; at++) {
      node = node.next.get(units[at] ?? '');
      if (node?.concepts) {
        best = node.concepts;
        end = at + 1;
      }
    }
    if (best) found.push(...best);
    start = end;
  }
  return found;
}

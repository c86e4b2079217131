/** Full-text search (BM25) over provisions that nobody has written guidance for. Pure; deterministic. */
import { featuresOf } from './features.ts';
import type { Lexicon } from './lexicon.ts';

/** A text to be found, with the heading above it. */
export interface Unit {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

interface Hit {
  readonly id: string;
  /** 0 to 1: how much of what the question says, rare words counting more, stands in the text. */
  readonly score: number;
}

export interface Search {
  /** The best hits, best first; none where no word is shared. */
  find(question: string, most: number): readonly Hit[];
}

/** The usual constants of BM25: how soon a repeated word counts no more, and how much long texts are held back. */
const k1 = 1.2;
const b = 0.5;
/** Concepts, kanji and pairs of characters, stemmed words: the features that say what a text is about. */
const subject = /^[chjw]/u;

/** A term in more texts than this ranks nothing and costs time. */
const common = 5_000;

/** Postings in flat arrays: units and weights of one term lie side by side. */
interface Postings {
  readonly units: number[];
  readonly weights: number[];
}

export function createSearch(units: readonly Unit[], lexicon: Lexicon): Search {
  const index = new Map<string, Postings>();
  const termsOf = (text: string) => featuresOf(text, lexicon).filter((feature) => subject.test(feature));
  const all = units.map(({ heading, text }) => termsOf(`${heading}\n${text}`));
  const average = all.reduce((sum, { length }) => sum + length, 0) / (all.length || 1);
  all.forEach((terms, unit) => {
    const weight = (k1 + 1) / (1 + k1 * (1 - b + (b * terms.length) / (average || 1)));
    for (const term of terms) {
      const postings = index.get(term) ?? { units: [], weights: [] };
      index.set(term, postings);
      postings.units.push(unit);
      postings.weights.push(Math.min(1, weight));
    }
  });
  const idf = (found: number) => Math.log(1 + (units.length - found + 0.5) / (found + 0.5));
  const scores = new Float32Array(units.length);

  return {
    find(question, most) {
      const terms = termsOf(question);
      const touched: number[] = [];
      let whole = 0;
      for (const term of terms) {
        const postings = index.get(term);
        if (postings && postings.units.length > common) continue;
        const rarity = idf(postings?.units.length ?? 0);
        whole += rarity;
        postings?.units.forEach((unit, i) => {
          if (scores[unit] === 0) touched.push(unit);
          scores[unit] = (scores[unit] ?? 0) + rarity * (postings.weights[i] ?? 0);
        });
      }
      const best = leading(touched, scores, most);
      const hits = best.map((unit) => ({ id: units[unit]?.id ?? '', score: (scores[unit] ?? 0) / (whole || 1) }));
      for (const unit of touched) scores[unit] = 0;
      return hits;
    },
  };
}

/** The units with the highest scores, best first; of equals the earlier in the text. */
function leading(touched: readonly number[], scores: Float32Array, most: number): readonly number[] {
  const best: number[] = [];
  const before = (one: number, other: number) => {
    const difference = (scores[one] ?? 0) - (scores[other] ?? 0);
    return difference > 0 || (difference === 0 && one < other);
  };
  for (const unit of touched) {
    const last = best.at(-1);
    if (best.length >= most && last !== undefined && !before(unit, last)) continue;
    const at = best.findIndex((other) => before(unit, other));
    best.splice(at < 0 ? best.length : at, 0, unit);
    if (best.length > most) best.pop();
  }
  return best;
}

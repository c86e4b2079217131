/** The trained weights in the form in which they are kept and used: sparse, small, read in milliseconds. Pure. */
import { type Head, heads, type Weights } from '../knowledge/types.ts';

/** The sum of weights of each label of each head; `softmax` makes them probabilities. */
export type Scores = Readonly<Record<Head, ReadonlyMap<string, number>>>;

export interface Model {
  /** Tells the examples and words that it was trained on; another hash means that `npm run index` is due. */
  readonly inputs: string;
  score(features: readonly string[]): Scores;
}

/** FNV-1a over UTF-16 units, 32 bits: a few thousand features hardly ever meet. */
export function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function createModel(weights: Weights): Model {
  const { labels, hashes, idf, starts, gaps, values, scales } = weights;
  const scaleOf = Float32Array.from(heads.flatMap((head) => labels[head].map(() => scales[head])));
  const width = scaleOf.length;

  function sums(features: readonly string[]): Float32Array {
    const rows = features.flatMap((feature) => find(hashes, hashOf(feature)) ?? []);
    const length = Math.hypot(...rows.map((row) => idf[row] ?? 0)) || 1;
    const out = new Float32Array(width);
    for (const row of rows) {
      const factor = (idf[row] ?? 0) / length;
      let column = 0;
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
        column += gaps[at] ?? 0;
        out[column] = (out[column] ?? 0) + factor * (values[at] ?? 0);
      }
    }
    return out;
  }

  return {
    inputs: weights.inputs,
    score(features) {
      const all = sums(features);
      let from = 0;
      const scored = heads.map((head) => {
        const start = from;
        from += labels[head].length;
        return [
          head,
          new Map(labels[head].map((label, i) => [label, (all[start + i] ?? 0) * (scaleOf[start + i] ?? 0)])),
        ] as const;
      });
      return Object.fromEntries(scored) as Record<Head, Map<string, number>>;
    },
  };
}

function find(sorted: Uint32Array, hash: number): number | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle] ?? 0;
    if (there === hash) return middle;
    if (there < hash) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Sums -> probabilities. */
export function softmax(sums: Float32Array): Float32Array {
  const top = sums.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = sums.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/** The examples in knowledge/ -> the weights of the model. Runs when the index is made, never while people wait. */
import { type Concept, type Example, type Head, heads, type Weights } from '../knowledge/types.ts';
import { featuresOf } from './features.ts';
import { createLexicon } from './lexicon.ts';
import { descend, type Input } from './linear.ts';
import { hashOf } from './model.ts';

/** A feature that occurs once teaches nothing but that one example. */
const minCount = 2;
/**
 * What an example of a series counts, where a scene counts 1. Series name every thing and place, which tells provisions
 * apart; how people ask, and which verdict they expect, only scenes can teach.
 */
const seriesWeight: Readonly<Record<Head, number>> = { intent: 0.1, kind: 1, provision: 0.1, case: 0.3, verdict: 0.1 };
/**
 * How much a feature of a family (its first letter) counts: a concept stands for many words, and of the pairs of words
 * that merely stand near each other there are too many.
 */
const familyWeight: Readonly<Record<string, number>> = { c: 2, q: 0.5 };
/** Told incidents and matters outside are fewer than questions but must be recognised as well. */
const rareWeight = 2;

/** Learns all heads over one vocabulary. @param inputs the hash that the model is marked with */
export function learn(concepts: readonly Concept[], examples: readonly Example[], inputs: string): Weights {
  const lexicon = createLexicon(concepts);
  const features = examples.map(({ text }) => featuresOf(text, lexicon));
  const vocabulary = vocabularyOf(features);
  const vectors = features.map((one) => vectorOf(one, vocabulary));
  const labels = Object.fromEntries(
    heads.map((head) => [head, [...new Set(examples.flatMap((example) => example.labels[head] ?? []))].sort()]),
  ) as unknown as Record<Head, readonly string[]>;
  const learnt = heads.map((head) => {
    const names = labels[head];
    const inputsOf = examples.flatMap((example, i): Input[] => {
      const label = example.labels[head];
      const vector = vectors[i];
      if (label === undefined || !vector) return [];
      return [
        {
          ...vector,
          targets: targetsOf(example, head, names),
          weight: weightOf(example, head),
          ...rivals(label, names),
        },
      ];
    });
    return { weights: descend(inputsOf, vocabulary.hashes.length, names.length), width: names.length };
  });
  const scales = Object.fromEntries(heads.map((head, i) => [head, scaleOf(learnt[i]?.weights ?? new Float32Array())]));
  return {
    inputs,
    labels,
    ...vocabulary,
    scales: scales as Record<Head, number>,
    ...compress(
      learnt.map((one, i) => ({ ...one, scale: scales[heads[i] ?? ''] ?? 1 })),
      vocabulary.hashes.length,
    ),
  };
}

function weightOf({ scene, labels }: Example, head: Head): number {
  const rare = head === 'intent' && labels.intent !== 'question' ? rareWeight : 1;
  return rare * (scene ? 1 : seriesWeight[head]);
}

function targetsOf({ labels, also = {} }: Example, head: Head, names: readonly string[]): readonly number[] {
  const right = [labels[head], ...(also[head] ?? [])].map((label) => names.indexOf(label ?? ''));
  return [...new Set(right)].filter((at) => at >= 0);
}

/** A case competes with the cases of its provision only, a kind with those of its family: the rest another head has learnt. */
function rivals(label: string, names: readonly string[]): Pick<Input, 'from' | 'to'> {
  const family = label.slice(0, label.indexOf('/') + 1);
  const mine = (name: string) => name.startsWith(family);
  return { from: names.findIndex(mine), to: names.findLastIndex(mine) + 1 };
}

interface Vocabulary {
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
}

function vocabularyOf(all: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<number, number>();
  const factors = new Map<number, number>();
  for (const features of all) {
    for (const feature of features) factors.set(hashOf(feature), familyWeight[feature.slice(0, 1)] ?? 1);
    for (const hash of new Set(features.map(hashOf))) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= minCount).sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    idf: Float32Array.from(kept, ([hash, count]) => (factors.get(hash) ?? 1) * Math.log(1 + all.length / count)),
  };
}

function vectorOf(features: readonly string[], { hashes, idf }: Vocabulary): Pick<Input, 'rows' | 'values'> {
  const rows = rowsOf(features, hashes);
  const raw = Float32Array.from(rows, (row) => idf[row] ?? 0);
  const length = Math.hypot(...raw) || 1;
  return { rows, values: raw.map((value) => value / length) };
}

const places = new WeakMap<Uint32Array, ReadonlyMap<number, number>>();

function rowsOf(features: readonly string[], hashes: Uint32Array): Int32Array {
  const place = places.get(hashes) ?? new Map(Array.from(hashes, (hash, row) => [hash, row]));
  places.set(hashes, place);
  return Int32Array.from(new Set(features.flatMap((feature) => place.get(hashOf(feature)) ?? [])));
}

/** One step of 8 bits for the weights of a head. */
function scaleOf(weights: Float32Array): number {
  return weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0) / 127;
}

/** Weights of less than this many steps change no decision and are left out. */
const leastSteps = 4;
/** What a byte can tell. */
const widest = 255;

/** Keeps what matters: 8 bits for a weight, and no near-zero ones. */
function compress(
  learnt: readonly { readonly weights: Float32Array; readonly width: number; readonly scale: number }[],
  rows: number,
): Pick<Weights, 'starts' | 'gaps' | 'values'> {
  const starts = new Uint32Array(rows + 1);
  const gaps: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    let offset = 0;
    let last = 0;
    for (const { weights, width, scale } of learnt) {
      for (let label = 0; label < width; label++) {
        const value = Math.round((weights[row * width + label] ?? 0) / (scale || 1));
        if (Math.abs(value) < leastSteps) continue;
        for (; offset + label - last > widest; last += widest) {
          gaps.push(widest);
          values.push(0);
        }
        gaps.push(offset + label - last);
        values.push(value);
        last = offset + label;
      }
      offset += width;
    }
    starts[row + 1] = gaps.length;
  }
  return { starts, gaps: Uint8Array.from(gaps), values: Int8Array.from(values) };
}

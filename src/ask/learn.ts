/** The examples in knowledge/ -> the weights of the model. Runs when the index is made, never while people wait. */
import { type Head, heads, type Knowledge, type Weights } from '../knowledge/types.ts';
import { featuresOf } from './features.ts';
import { createLexicon } from './lexicon.ts';
import { descend, type Input } from './linear.ts';
import { hashOf } from './model.ts';

/** A text, and which label it is an example of in each head that it says something about. */
interface Example {
  readonly text: string;
  readonly labels: Readonly<Partial<Record<Head, string>>>;
}

/** A feature that occurs once teaches nothing but that one example. */
const minCount = 2;
/** Told incidents and matters outside are fewer than questions but must be recognised as well. */
const rareWeight = 4;
/** Weights nearer to zero than this change no decision and are left out. */
const threshold = 0.5;

/** All examples of the knowledge folder: questions, words, sentences, told incidents, matters outside. */
function examplesOf({ guidance, incident, outside }: Knowledge): readonly Example[] {
  const example = (text: string, labels: Example['labels']): Example => ({ text, labels });
  const both = (lists: { readonly ja: readonly string[]; readonly en: readonly string[] }) => [
    ...lists.ja,
    ...lists.en,
  ];
  const asked = [...guidance.values()].flatMap(({ provision, title, english, words, cases }) => [
    ...both(words).map((word) => example(word, { provision })),
    ...[title.ja, title.en, english].map((text) => example(text, { provision })),
    ...cases.flatMap(({ id, verdict, say, ask }) => {
      const labels = { provision, case: `${provision}/${id}` };
      return [
        ...[say.ja, say.en].map((text) => example(text, labels)),
        ...both(ask).map((text) => example(text, { ...labels, verdict, intent: 'question' })),
      ];
    }),
  ]);
  return [
    ...asked,
    ...both(incident.not_incidents).map((text) => example(text, { intent: 'question' })),
    ...incident.kinds.flatMap(({ id, tell }) => both(tell).map((text) => example(text, { intent: `incident/${id}` }))),
    ...outside.categories.flatMap(({ id, tell }) =>
      both(tell).map((text) => example(text, { intent: `outside/${id}` })),
    ),
  ];
}

/** Learns all heads over one vocabulary. Takes some seconds. @param inputs the hash that the model is marked with */
export function learn(knowledge: Knowledge, inputs: string): Weights {
  const lexicon = createLexicon(knowledge.lexicon);
  const examples = examplesOf(knowledge).map((example) => ({
    ...example,
    features: featuresOf(example.text, lexicon),
  }));
  const vocabulary = vocabularyOf(examples.map(({ features }) => features));
  const vectors = examples.map(({ features }) => vectorOf(features, vocabulary));
  const labels = Object.fromEntries(
    heads.map((head) => [head, [...new Set(examples.flatMap((example) => example.labels[head] ?? []))].sort()]),
  ) as unknown as Record<Head, readonly string[]>;
  const learnt = heads.map((head) => {
    const names = labels[head];
    const inputsOf = examples.flatMap((example, i): Input[] => {
      const label = example.labels[head];
      const vector = vectors[i];
      if (label === undefined || !vector) return [];
      const weight = head === 'intent' && label !== 'question' ? rareWeight : 1;
      return [{ ...vector, target: names.indexOf(label), weight, ...rivals(head, label, names) }];
    });
    return { weights: descend(inputsOf, vocabulary.hashes.length, names.length), width: names.length };
  });
  return { inputs, labels, ...vocabulary, ...compress(learnt, vocabulary.hashes.length) };
}

/** A case competes with the other cases of its provision only: which provision it is, another head has learnt. */
function rivals(head: Head, label: string, names: readonly string[]): Pick<Input, 'from' | 'to'> {
  if (head !== 'case') return { from: 0, to: names.length };
  const provision = label.slice(0, label.indexOf('/') + 1);
  const mine = (name: string) => name.startsWith(provision);
  return { from: names.findIndex(mine), to: names.findLastIndex(mine) + 1 };
}

interface Vocabulary {
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
}

function vocabularyOf(all: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<number, number>();
  for (const features of all)
    for (const hash of new Set(features.map(hashOf))) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minCount).sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    idf: Float32Array.from(kept, ([, count]) => Math.log(1 + all.length / count)),
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

/** Keeps what matters: 8 bits for a weight, and no near-zero ones. */
function compress(
  learnt: readonly { readonly weights: Float32Array; readonly width: number }[],
  rows: number,
): Pick<Weights, 'starts' | 'columns' | 'values' | 'scale'> {
  const top = Math.max(...learnt.map(({ weights }) => weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0)));
  const scale = top / 127;
  const starts = new Uint32Array(rows + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    let offset = 0;
    for (const { weights, width } of learnt) {
      for (let label = 0; label < width; label++) {
        const weight = weights[row * width + label] ?? 0;
        const value = Math.round(weight / scale);
        if (Math.abs(weight) < threshold || value === 0) continue;
        columns.push(offset + label);
        values.push(value);
      }
      offset += width;
    }
    starts[row + 1] = columns.length;
  }
  return { starts, columns: Uint16Array.from(columns), values: Int8Array.from(values), scale };
}

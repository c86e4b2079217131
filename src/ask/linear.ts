/** Softmax regression over sparse features, learnt when the index is made. Without chance: same examples, same weights. */
import { softmax } from './model.ts';

/** An example as rows of the vocabulary with values scaled to length 1. */
export interface Input {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** The labels that are right, one or more. */
  readonly targets: readonly number[];
  readonly weight: number;
  /** The labels that compete: `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
}

/** Each visit sees a part of the features, so many are needed. */
const epochs = 16;
/** The mean of what was learnt after each of the last epochs: a single one of them depends on what was left out by chance. */
const averaged = 8;
const rate = 1;
/**
 * The share of the features that is left out at each visit: what an example says in several ways is then learnt in each
 * of them (Hinton and others, 2012). People say the same in other words than the examples do.
 */
const dropped = 0.7;
/** Pulls weights that nothing asks for back to zero, so that examples count by their weight and not all alike. */
const decay = 3e-5;
/** An error smaller than this teaches nothing. */
const negligible = 0.0005;
/** AdaGrad's start: how far the first step goes. */
const first = 0.1;
/** Visits the examples in another order than their files, whose neighbours are alike. */
const stride = 7919;

/** Learns one head: a weight for each row and label, row by row. */
export function descend(inputs: readonly Input[], rows: number, labels: number): Float32Array {
  const weights = new Float32Array(rows * labels);
  const past = new Float32Array(rows * labels).fill(first);
  const mean = new Float32Array(rows * labels);
  const draw = createDraw();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let step = 0; step < inputs.length; step++) {
      const input = inputs[(step * stride) % inputs.length];
      if (input) learn(weights, past, thinned(input, draw), labels);
    }
    if (epoch < epochs - averaged) continue;
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (weights[i] ?? 0) / averaged;
  }
  return mean;
}

/** Numbers in 0 … 1, the same ones each time (xorshift, Marsaglia 2003). */
function createDraw(): () => number {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** With a part of the features, which stand for all of them. */
function thinned(input: Input, draw: () => number): Input {
  const rows: number[] = [];
  const values: number[] = [];
  for (let k = 0; k < input.rows.length; k++) {
    if (draw() < dropped) continue;
    rows.push(input.rows[k] ?? 0);
    values.push((input.values[k] ?? 0) / (1 - dropped));
  }
  return { ...input, rows: Int32Array.from(rows), values: Float32Array.from(values) };
}

function learn(weights: Float32Array, past: Float32Array, input: Input, labels: number): void {
  const { rows, values, targets, weight, from } = input;
  const errors = softmax(product(weights, input, labels));
  // Where several labels are right, each is asked for as far as it is believed already.
  const believed = targets.reduce((sum, target) => sum + (errors[target - from] ?? 0), 0);
  for (const target of targets) {
    const p = errors[target - from] ?? 0;
    errors[target - from] = p - (believed > 0 ? p / believed : 1 / targets.length);
  }
  // Most labels are out of the question after the first round; only the others have something to learn.
  const wrong: number[] = [];
  for (let i = 0; i < errors.length; i++) if (Math.abs(errors[i] ?? 0) > negligible) wrong.push(i);
  for (let k = 0; k < rows.length; k++) {
    const value = (values[k] ?? 0) * weight;
    const start = (rows[k] ?? 0) * labels + from;
    for (const i of wrong) {
      const at = start + i;
      const gradient = (errors[i] ?? 0) * value + decay * (weights[at] ?? 0);
      const sum = (past[at] ?? 0) + gradient * gradient;
      past[at] = sum;
      weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(sum);
    }
  }
}

function product(weights: Float32Array, { rows, values, from, to }: Input, labels: number): Float32Array {
  const sums = new Float32Array(to - from);
  for (let k = 0; k < rows.length; k++) {
    const value = values[k] ?? 0;
    const start = (rows[k] ?? 0) * labels + from;
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + value * (weights[start + i] ?? 0);
  }
  return sums;
}

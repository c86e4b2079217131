/** knowledge/model.bin: the trained weights, written by `npm run index`. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Weights } from '../ask/model.ts';
import { TokkiError } from '../errors.ts';
import type { Knowledge } from './types.ts';

const name = 'model.bin';

/** What the weights depend on: a model with another hash was trained on other examples. */
export function inputsOf({ guidance, incident, outside, lexicon }: Knowledge): string {
  const all = JSON.stringify([[...guidance.values()], incident, outside, lexicon]);
  return createHash('sha256').update(all).digest('hex');
}

/** @throws TokkiError `knowledge` where the file is missing or is no model */
export async function readModel(folder: string): Promise<Weights> {
  try {
    return deserialize(brotliDecompressSync(await readFile(join(folder, name)))) as Weights;
  } catch (error) {
    throw new TokkiError('knowledge', `knowledge/${name} cannot be read; run \`npm run index\``, { cause: error });
  }
}

export async function writeModel(folder: string, weights: Weights): Promise<void> {
  await writeFile(join(folder, name), brotliCompressSync(serialize(weights)));
}

/** knowledge/model.bin: the trained weights, written by `npm run index`. Brotli over a line of JSON and the bare arrays. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { TokkiError } from '../errors.ts';
import type { Example, Knowledge, Weights } from './types.ts';

const name = 'model.bin';
/** The arrays begin at a multiple of this, so that they can be used where they lie, without a copy. */
const alignment = 4;

type Head = Pick<Weights, 'inputs' | 'labels' | 'scales'> & { readonly rows: number; readonly entries: number };

/** What the weights depend on: a model with another hash was trained on other examples. */
export function inputsOf({ lexicon }: Knowledge, examples: readonly Example[]): string {
  const all = JSON.stringify([lexicon, examples]);
  return createHash('sha256').update(all).digest('hex');
}

/** @throws TokkiError `knowledge` where the file is missing or is no model */
export async function readModel(folder: string): Promise<Weights> {
  try {
    return unpack(brotliDecompressSync(await readFile(join(folder, name))));
  } catch (error) {
    throw new TokkiError('knowledge', `knowledge/${name} cannot be read; run \`npm run index\``, { cause: error });
  }
}

export async function writeModel(folder: string, weights: Weights): Promise<void> {
  await writeFile(join(folder, name), brotliCompressSync(pack(weights)));
}

function pack({ hashes, idf, starts, gaps, values, ...rest }: Weights): Buffer {
  const head: Head = { ...rest, rows: hashes.length, entries: gaps.length };
  const json = `${JSON.stringify(head)}\n`;
  const padding = (alignment - (Buffer.byteLength(json) % alignment)) % alignment;
  const arrays = [hashes, idf, starts, gaps, values];
  const bytes = arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return Buffer.concat([Buffer.from(json.replace(/\n$/u, `${' '.repeat(padding)}\n`)), ...bytes]);
}

function unpack(bytes: Buffer): Weights {
  const end = bytes.indexOf(10) + 1;
  const { rows, entries, ...rest } = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
  let at = bytes.byteOffset + end;
  const next = (size: number) => {
    at += size;
    return at - size;
  };
  const { buffer } = bytes;
  const model = {
    ...rest,
    hashes: new Uint32Array(buffer, next(4 * rows), rows),
    idf: new Float32Array(buffer, next(4 * rows), rows),
    starts: new Uint32Array(buffer, next(4 * (rows + 1)), rows + 1),
    gaps: new Uint8Array(buffer, next(entries), entries),
    values: new Int8Array(buffer, next(entries), entries),
  };
  if (at !== bytes.byteOffset + bytes.length) throw new RangeError('it is of another length than it says');
  return model;
}

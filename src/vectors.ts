/** Keeps the vectors of the documents' texts in a file, by the hash of model and text. It may be deleted at any time. */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Embed, Vector } from './ask/llm.ts';

/** @param file made, for this user only, with the first vector; lines that cannot be read are passed over */
export function keepVectors(file: string, model: string, embed: Embed): Embed {
  let read: Promise<Map<string, Vector>> | undefined;
  return async (texts, timeout) => {
    read ??= readVectors(file);
    const known = await read;
    const keyed = texts.map((text) => ({ text, key: keyOf(model, text) }));
    const missing = keyed.filter(({ key }) => !known.has(key));
    if (missing.length > 0) {
      const texts = missing.map(({ text }) => text);
      const vectors = await embed(texts, timeout);
      const lines = missing.flatMap(({ key }, i) => (vectors[i] ? [{ key, vector: vectors[i] }] : []));
      for (const { key, vector } of lines) known.set(key, vector);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await appendFile(file, lines.map(({ key, vector }) => `${key} ${packed(vector)}\n`).join(''), { mode: 0o600 });
    }
    return keyed.map(({ key }) => known.get(key) ?? []);
  };
}

function keyOf(model: string, text: string): string {
  return createHash('sha256').update(`${model}\0${text}`).digest('hex');
}

/** 32-bit floats in base64: half the size of numbers in words. */
function packed(vector: Vector): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

async function readVectors(file: string): Promise<Map<string, Vector>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) ([A-Za-z0-9+/]+={0,2})$/u.exec(line));
  return new Map(lines.flatMap((match) => (match ? [[match[1] ?? '', unpacked(match[2] ?? '')] as const] : [])));
}

function unpacked(base64: string): Vector {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return [...new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4))];
}

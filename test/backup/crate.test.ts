import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { newFileKey, openFrames, sealFrames } from '../../src/backup/crate.ts';
import { TokkiError } from '../../src/errors.ts';

async function* given(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const key = newFileKey();
const seal = (data: Uint8Array, head = 'h') => all(sealFrames(given(data), key, head));
const open = (data: Uint8Array, head = 'h', by = key) => all(openFrames(given(data), by, head));
const isDamaged = (error: unknown) => error instanceof TokkiError && error.code === 'backup';

describe('the crate of a backup', () => {
  it('gives back what was put in, of any size, however it comes in pieces', async () => {
    for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20)]) {
      const data = randomBytes(size);
      const sealed = await seal(data);
      assert.ok((await open(sealed)).equals(data), `${size}`);
      const pieces = Array.from({ length: Math.ceil(sealed.length / 70_001) }, (_, i) =>
        sealed.subarray(i * 70_001, (i + 1) * 70_001),
      );
      assert.ok((await all(openFrames(given(...pieces), key, 'h'))).equals(data), `${size} in pieces`);
    }
  });

  it('is refused with any byte changed, cut off anywhere, with anything behind it', async () => {
    const sealed = await seal(Buffer.from('様式２'));
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      await assert.rejects(open(changed), isDamaged, `byte ${i}`);
      await assert.rejects(open(sealed.subarray(0, i)), isDamaged, `cut at ${i}`);
    }
    await assert.rejects(open(Buffer.concat([sealed, sealed])), isDamaged);
    await assert.rejects(open(Buffer.concat([sealed, Buffer.from([0])])), isDamaged);
  });

  it('is refused with frames that have changed places, or are missing at the end', async () => {
    const sealed = await seal(randomBytes(2 * (1 << 20) + 5));
    const size = 4 + (1 << 20) + 16;
    const [one, two, rest] = [sealed.subarray(0, size), sealed.subarray(size, 2 * size), sealed.subarray(2 * size)];
    await assert.rejects(open(Buffer.concat([two, one, rest])), isDamaged);
    await assert.rejects(open(Buffer.concat([one, two])), isDamaged);
  });

  it('is refused with another key or another head', async () => {
    const sealed = await seal(Buffer.from('x'));
    await assert.rejects(open(sealed, 'other'), isDamaged);
    await assert.rejects(open(sealed, 'h', newFileKey()), isDamaged);
  });

  it('refuses any other bytes, and does not take in more than a frame', async () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(bytes, (data) => assert.rejects(open(data), isDamaged)),
      { numRuns: 500 },
    );
    await assert.rejects(open(Buffer.from([0xff, 0xff, 0xff, 0xff, 1])), isDamaged);
  });
});

/** A file that holds a copy: compressed, encrypted in frames, and refused where a byte is changed, moved or missing. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { TokkiError } from '../errors.ts';

const frameBytes = 1 << 20;
const tagBytes = 16;
const ivBytes = 12;

/** The number of the frame, and in the highest bit whether it is the last: frames cannot change places or end early. */
function ivOf(frame: number, isLast: boolean): Buffer {
  const iv = Buffer.alloc(ivBytes);
  iv.writeUInt32BE(frame, ivBytes - 4);
  iv.writeUInt8(isLast ? 1 : 0);
  return iv;
}

/** @param key 32 bytes that seal this one file and nothing else @param head bound to every frame */
export async function* sealFrames(bytes: AsyncIterable<Uint8Array>, key: Buffer, head: string): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let frame = 0;
  const seal = (data: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, ivOf(frame++, isLast)).setAAD(Buffer.from(head));
    const sealed = Buffer.concat([cipher.update(data), cipher.final()]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(sealed.length);
    return Buffer.concat([size, sealed, cipher.getAuthTag()]);
  };
  for await (const chunk of bytes) {
    waiting = Buffer.concat([waiting, chunk]);
    for (; waiting.length > frameBytes; waiting = waiting.subarray(frameBytes)) {
      yield seal(waiting.subarray(0, frameBytes), false);
    }
  }
  yield seal(waiting, true);
}

/** @throws TokkiError `backup` where the bytes are not those that were sealed, all of them and in their order */
export async function* openFrames(bytes: AsyncIterable<Uint8Array>, key: Buffer, head: string): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let frame = 0;
  let isOver = false;
  const open = (data: Buffer): Buffer => {
    const sealed = data.subarray(0, -tagBytes);
    for (const isLast of [false, true]) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, ivOf(frame, isLast), { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(head)).setAuthTag(data.subarray(-tagBytes));
        const text = Buffer.concat([decipher.update(sealed), decipher.final()]);
        frame += 1;
        isOver = isLast;
        return text;
      } catch {}
    }
    throw damaged();
  };
  for await (const chunk of bytes) {
    if (isOver) throw damaged();
    waiting = Buffer.concat([waiting, chunk]);
    for (let size = sizeOf(waiting); size !== undefined && waiting.length >= size; size = sizeOf(waiting)) {
      if (isOver) throw damaged();
      yield open(waiting.subarray(4, size));
      waiting = waiting.subarray(size);
    }
  }
  if (!isOver || waiting.length > 0) throw damaged();
}

/** Of the first frame with its length in front; undefined where that is not there yet. */
function sizeOf(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined;
  const size = bytes.readUInt32BE();
  if (size > frameBytes) throw damaged();
  return size + tagBytes + 4;
}

function damaged(): TokkiError {
  return new TokkiError('backup', 'the file was changed or cut off, or its key is another one');
}

export function newFileKey(): Buffer {
  return randomBytes(32);
}

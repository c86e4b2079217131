/** A zip archive of a few small files (pure). */
import { crc32, deflateRawSync } from 'node:zlib';

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1980-01-01: the same files make the same archive, whenever it is made. */
const firstDay = 0x21;
const utf8Names = 0x0800;
const deflated = 8;

/** @param files names in ASCII or UTF-8, without folders */
export function zip(files: readonly File[]): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const title = Buffer.from(name);
    const data = deflateRawSync(bytes);
    const shared = sharedHeader(bytes, data, title);
    const local = Buffer.concat([words(0x0403_4b50, 4), shared, title, data]);
    const where = [words(0, 2), words(0, 2), words(0, 2), words(0, 4), words(at, 4)];
    index.push(Buffer.concat([words(0x0201_4b50, 4), words(20, 2), shared, ...where, title]));
    parts.push(local);
    at += local.byteLength;
  }
  const list = Buffer.concat(index);
  const count = words(files.length, 2);
  const sizes = [words(list.byteLength, 4), words(at, 4), words(0, 2)];
  return Buffer.concat([...parts, list, words(0x0605_4b50, 4), words(0, 4), count, count, ...sizes]);
}

/** What stands both before a file and in the list at the end. */
function sharedHeader(bytes: Uint8Array, data: Buffer, title: Buffer): Buffer {
  return Buffer.concat([
    words(20, 2),
    words(utf8Names, 2),
    words(deflated, 2),
    words(0, 2),
    words(firstDay, 2),
    words(crc32(bytes), 4),
    words(data.byteLength, 4),
    words(bytes.byteLength, 4),
    words(title.byteLength, 2),
    words(0, 2),
  ]);
}

function words(value: number, size: 2 | 4): Buffer {
  const buffer = Buffer.alloc(size);
  buffer.writeUIntLE(value, 0, size);
  return buffer;
}

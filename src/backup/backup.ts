/** Backups (6.8.6): a copy of the whole store in one encrypted file, while the desk goes on; and reading it again. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { TokkiError } from '../errors.ts';
import type { Cipher } from '../store/crypt.ts';
import type { CopyRow } from '../store/keeping.ts';
import type { Store } from '../store/store.ts';
import type { LogHead } from '../types.ts';
import { newFileKey, openFrames, sealFrames } from './crate.ts';

const format = 'tokki-backup';
const headLimit = 4_096;

/** What stands at the end of the file: what a restored store is compared with. */
export interface Contents {
  readonly sizes: Readonly<Record<string, number>>;
  readonly log: Pick<LogHead, 'rows' | 'hash'>;
}

export interface Backup {
  readonly file: string;
  readonly at: number;
}

const named = /^tokki-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/u;

function nameOf(at: number): string {
  return `tokki-${new Date(at).toISOString().replace(/[-:]|\.\d+/gu, '')}.backup`;
}

/** The backups in a folder, newest first; none where there is no folder. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const names = await readdir(folder).catch(() => []);
  const backups = names.flatMap((name) => {
    const [, ...parts] = named.exec(name) ?? [];
    const [year = 0, month = 0, ...rest] = parts.map(Number);
    return parts.length > 0 ? [{ file: join(folder, name), at: Date.UTC(year, month - 1, ...rest) }] : [];
  });
  return backups.toSorted((a, b) => b.at - a.at);
}

/**
 * Writes a backup and its checksum beside it (`sha256sum -c` reads it). A file that is there is whole.
 * @throws TokkiError `storage`
 */
export async function writeBackup(
  store: Store,
  cipher: Cipher,
  folder: string,
  now: number,
): Promise<Backup & Contents> {
  const file = join(folder, nameOf(now));
  const key = newFileKey();
  const head = JSON.stringify({ format, version: 1, at: now, key: cipher.seal(key.toString('base64'), placeOf(now)) });
  const contents: { sizes: Record<string, number>; log: Contents['log'] } = { sizes: {}, log: { rows: 0, hash: '' } };
  const hash = createHash('sha256');
  async function* framed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${head}\n`);
    yield* sealFrames(bytes, key, head);
  }
  async function* hashed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = `${file}.part`;
    await pipeline(
      linesOf(store, contents),
      createGzip(),
      framed,
      hashed,
      createWriteStream(part, { mode: 0o600, flags: 'w', flush: true }),
    );
    await writeWhole(`${file}.sha256`, `${hash.digest('hex')}  ${basename(file)}\n`);
    await rename(part, file);
  } catch (error) {
    // Where even this fails, the error to tell is the first one.
    await rm(`${file}.part`, { force: true }).catch(() => undefined);
    if (error instanceof TokkiError) throw error;
    throw new TokkiError('storage', `cannot write the backup to ${folder}`, { cause: error });
  }
  return { file, at: now, ...contents };
}

/** The rows of the copy as lines of JSON; what was seen on the way stands in the last line. */
async function* linesOf(store: Store, contents: { sizes: Record<string, number>; log: Contents['log'] }) {
  for await (const row of store.keep.copy()) {
    if (row.table !== 'migration') contents.sizes[row.table] = (contents.sizes[row.table] ?? 0) + 1;
    if (row.table === 'access_head') contents.log = { rows: Number(row.row.rows), hash: String(row.row.hash) };
    yield `${JSON.stringify(row)}\n`;
  }
  yield `${JSON.stringify({ contents })}\n`;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
}

function placeOf(at: number) {
  return ['backup', 'key', String(at)] as const;
}

const headShape = z.object({ format: z.literal(format), version: z.literal(1), at: z.number(), key: z.string() });

/**
 * The rows of a backup, and at the end what it says of itself.
 * @throws TokkiError `backup` where the file is no backup or was changed, `sealed` where its key is missing
 */
export async function* readBackup(
  file: string,
  cipher: Cipher,
): AsyncGenerator<CopyRow | { readonly contents: Contents }> {
  const { line, size } = await headOf(file);
  const { at, key } = parseHead(line);
  const fileKey = Buffer.from(String(cipher.open(key, placeOf(at))), 'base64');
  const bytes = createReadStream(file, { start: size });
  const unzipped = createGunzip();
  const piped = pipeline(openFrames(bytes, fileKey, line), unzipped);
  // Whoever stops reading early has the pipe broken off.
  piped.catch(() => undefined);
  for await (const text of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(text) as CopyRow | { readonly contents: Contents };
  }
  await piped;
}

function parseHead(line: string): z.output<typeof headShape> {
  try {
    return headShape.parse(JSON.parse(line));
  } catch (error) {
    throw new TokkiError('backup', 'the file is no backup of Tokki', { cause: error });
  }
}

async function headOf(file: string): Promise<{ line: string; size: number }> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new TokkiError('input', `cannot read ${basename(file)} in ${dirname(file)} (${error.code})`, {
      cause: error,
    });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLimit), 0, headLimit, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    if (end < 0) throw new TokkiError('backup', 'the file is no backup of Tokki');
    return { line: buffer.subarray(0, end).toString('utf8'), size: end + 1 };
  } finally {
    await handle.close();
  }
}

/** Encryption of single fields at rest (6.8.2): AES-256-GCM, several keys, each field bound to its place. */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto';
import { TokkiError } from '../errors.ts';

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** Where a field stands: table, column, and what identifies its row before the row exists. */
export type Place = readonly [table: string, column: string, row: string];

export interface Cipher {
  /** The id of the key that seals. */
  readonly keyId: string;
  /** Any JSON value as printable text; lone surrogates and NUL in its strings survive. */
  seal(value: unknown, place: Place): string;
  /** The value sealed at this place. @throws TokkiError `sealed` where the text, the place or the key is another one */
  open(sealed: string, place: Place): unknown;
}

const version = '1';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * @param keys the first one seals, all of them open
 * @throws TokkiError `key`
 */
export function createCipher(keys: readonly Key[]): Cipher {
  const known = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  const [first] = keys;
  if (!first) throw new TokkiError('key', 'there is no key');
  if (known.size < keys.length) throw new TokkiError('key', 'two keys have the same id');
  if (keys.some(({ key }) => key.length !== keyBytes))
    throw new TokkiError('key', `a key is not ${keyBytes} bytes long`);
  const [sealing, nextIv] = [createSecretKey(first.key), createIvs()];
  return {
    keyId: first.id,
    seal: (value, place) => seal(first.id, sealing, nextIv(), value, place),
    open: (sealed, place) => open(known, sealed, place),
  };
}

/** Random ones, each given out once; asking for many at a time is ten times as fast. */
function createIvs(): () => Buffer {
  const drawn = Buffer.alloc(256 * ivBytes);
  let used = drawn.length;
  return () => {
    if (used === drawn.length) {
      randomFillSync(drawn);
      used = 0;
    }
    used += ivBytes;
    return drawn.subarray(used - ivBytes, used);
  };
}

function seal(id: string, key: KeyObject, iv: Buffer, value: unknown, place: Place): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(id, place));
  const data = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return [version, id, Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64url')].join('.');
}

function open(known: ReadonlyMap<string, KeyObject>, sealed: string, place: Place): unknown {
  const [head, id = '', text = '', ...rest] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  // The decoder skips what is not base64: only the one spelling that `seal` writes counts.
  const spelled = head === version && rest.length === 0 && bytes.toString('base64url') === text;
  if (!spelled || bytes.length < ivBytes + tagBytes) throw new TokkiError('sealed', `${where(place)} is damaged`);
  const key = known.get(id);
  if (!key) throw new TokkiError('sealed', `${where(place)} was sealed with a key that is missing`);
  return unseal(key, bytes, bound(id, place), place);
}

function unseal(key: KeyObject, bytes: Buffer, aad: Buffer, place: Place): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(aad).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new TokkiError('sealed', `${where(place)} was changed or moved`, { cause: error });
  }
}

function bound(id: string, place: Place): Buffer {
  return Buffer.from(JSON.stringify([version, id, ...place]), 'utf8');
}

function where([table, column]: Place): string {
  return `${table}.${column}`;
}

const keyText = /^(?<id>[\w-]{1,32}):(?<base64>[A-Za-z0-9+/]{43}=)$/u;

/**
 * Reads `id:base64,id:base64`; a key is 32 bytes.
 * @throws TokkiError `key` that names the entry by its position, never by its content
 */
export function parseKeys(text: string): readonly Key[] {
  return text.split(',').map((entry, index) => {
    const { id, base64 } = keyText.exec(entry.trim())?.groups ?? {};
    if (!id || !base64)
      throw new TokkiError('key', `key ${index + 1} is not of the form id:base64 with ${keyBytes} bytes`);
    return { id, key: Buffer.from(base64, 'base64') };
  });
}

/** A fresh random key in the form that `parseKeys` reads. */
export function newKey(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(keyBytes).toString('base64')}`;
}

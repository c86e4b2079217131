/**
 * A file under a password, for those who get an export (6.8.2): the format of `openssl enc -aes-256-cbc -pbkdf2
 * -iter 600000 -md sha256`, which anybody can open without Tokki, with a seal (HMAC-SHA-256) in a second file.
 */
import { createCipheriv, createDecipheriv, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { TokkiError } from '../errors.ts';

const derive = promisify(pbkdf2);
const magic = Buffer.from('Salted__');
const saltBytes = 8;
const rounds = 600_000;
const shortestPassword = 12;

/** How the receiver opens it. */
export const openCommand = `openssl enc -d -aes-256-cbc -pbkdf2 -iter ${rounds} -md sha256 -in`;

/** @throws TokkiError `input` where the password is too short to protect anything */
export async function seal(data: Uint8Array, password: string): Promise<Buffer> {
  if ([...password].length < shortestPassword)
    throw new TokkiError('input', `the password has fewer than ${shortestPassword} characters`);
  const salt = randomBytes(saltBytes);
  const { key, iv } = await keysOf(password, salt);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([magic, salt, cipher.update(data), cipher.final()]);
}

/** @throws TokkiError `input` where the password or the file is another one */
export async function unseal(sealed: Uint8Array, password: string): Promise<Buffer> {
  const bytes = Buffer.from(sealed);
  const head = magic.length + saltBytes;
  if (bytes.length <= head || !bytes.subarray(0, magic.length).equals(magic))
    throw new TokkiError('input', 'the file is not under a password');
  const { key, iv } = await keysOf(password, bytes.subarray(magic.length, head));
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([cipher.update(bytes.subarray(head)), cipher.final()]);
  } catch (error) {
    throw new TokkiError('input', 'the password is another one, or the file was changed', { cause: error });
  }
}

/** Tells whether the file is still the one that was handed over; only who knows the password can make it. */
export async function sealOf(sealed: Uint8Array, password: string): Promise<string> {
  const bytes = Buffer.from(sealed);
  const { mac } = await keysOf(password, bytes.subarray(magic.length, magic.length + saltBytes));
  return createHmac('sha256', mac).update(bytes).digest('hex');
}

async function keysOf(password: string, salt: Uint8Array) {
  const bytes = await derive(password, salt, rounds, 80, 'sha256');
  return { key: bytes.subarray(0, 32), iv: bytes.subarray(32, 48), mac: bytes.subarray(48) };
}

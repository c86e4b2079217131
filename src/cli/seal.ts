import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { seal as sealBytes, unseal as unsealBytes } from '../backup/parcel.ts';
import { TokkiError } from '../errors.ts';
import { readArgs } from './args.ts';

/** `tokki seal --password-file FILE < export > sealed`: puts what a command writes under a password (6.8.2). */
export async function seal(args: readonly string[]): Promise<number> {
  const password = await passwordFrom('seal', readArgs('seal', args, passwordOption).values['password-file']);
  await write(await sealBytes(await buffer(process.stdin), password));
  return 0;
}

/** `tokki unseal --password-file FILE < sealed` */
export async function unseal(args: readonly string[]): Promise<number> {
  const password = await passwordFrom('unseal', readArgs('unseal', args, passwordOption).values['password-file']);
  await write(await unsealBytes(await buffer(process.stdin), password));
  return 0;
}

/** An option of each command that writes an export. */
export const passwordOption = { 'password-file': { type: 'string' } } as const;

export type Wrap = (content: string | Uint8Array) => Promise<Uint8Array>;

/** What puts a file under the password, where one is asked for; otherwise the file stays as it is. */
export async function wrapper(command: string, file: string | undefined): Promise<Wrap> {
  if (file === undefined) return async (content) => Buffer.from(content);
  const password = await passwordFrom(command, file);
  return (content) => sealBytes(Buffer.from(content), password);
}

/** From a file, never from the command line: others on the machine can read that. */
export async function passwordFrom(command: string, file: string | undefined): Promise<string> {
  if (file === undefined)
    throw new TokkiError('usage', `${command}: name the file with the password: --password-file FILE`);
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/u, '');
  } catch (error) {
    throw new TokkiError('input', `cannot read the password file (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}

export function write(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(bytes, (error) => (error ? reject(error) : resolve())));
}

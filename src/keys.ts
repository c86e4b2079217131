/** Where the keys of the encrypted fields come from (6.8.2). */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { TokkiError } from './errors.ts';
import { type Cipher, createCipher, newKey, parseKeys } from './store/crypt.ts';

/**
 * TOKKI_KEYS where it is set; else the key file in the data folder, which is made (0600) where there is none.
 * @throws TokkiError `key` for a bad key, `storage` where the folder cannot be written
 */
export async function loadCipher(config: Config): Promise<{ cipher: Cipher; made?: string }> {
  if (config.TOKKI_KEYS) return { cipher: createCipher(parseKeys(config.TOKKI_KEYS)) };
  const file = join(config.DATA_DIR, 'keys');
  const kept = await readFile(file, 'utf8').catch(absent);
  if (kept !== undefined) return { cipher: createCipher(parseKeys(kept.trim())) };
  const fresh = newKey();
  try {
    await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
    await writeDurably(file, `${fresh}\n`);
  } catch (error) {
    throw new TokkiError('storage', `cannot write the data folder ${config.DATA_DIR}`, { cause: error });
  }
  return { cipher: createCipher(parseKeys(fresh)), made: file };
}

/** The key must reach the disk before anything that it seals: data without its key is lost. */
async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  const folder = await open(dirname(file), 'r');
  await folder.sync();
  await folder.close();
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw new TokkiError('storage', `cannot read the key file in the data folder (${error.code})`, { cause: error });
}

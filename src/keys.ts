/** Where the keys of the encrypted fields come from (6.8.2), and changing them while the desk runs. */
import { readFileSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { TokkiError, tokkiError } from './errors.ts';
import { type Cipher, createCipher, type Key, newKey, parseKeys } from './store/crypt.ts';

/** How long a running desk may go on sealing with the key that was the first one before. */
export const followedWithin = 1_000;

/**
 * TOKKI_KEYS where it is set; else the key file in the data folder, which is made (0600) where there is none. A change
 * of the file is followed within a second.
 * @throws TokkiError `key` for a bad key, `storage` where the folder cannot be written
 */
export async function loadCipher(config: Config): Promise<{ cipher: Cipher; made?: string }> {
  if (config.TOKKI_KEYS) return { cipher: createCipher(parseKeys(config.TOKKI_KEYS)) };
  const file = keyFile(config);
  if ((await readFile(file, 'utf8').catch(absent)) !== undefined) return { cipher: followFile(file) };
  try {
    await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
    await writeDurably(file, newKey(), 'wx');
  } catch (error) {
    throw new TokkiError('storage', `cannot write the data folder ${config.DATA_DIR}`, { cause: error });
  }
  return { cipher: followFile(file), made: file };
}

function keyFile({ DATA_DIR }: Config): string {
  return join(DATA_DIR, 'keys');
}

/** The keys in use, the first one seals. */
export async function readKeys(config: Config): Promise<readonly Key[]> {
  return parseKeys(config.TOKKI_KEYS ?? (await readFile(keyFile(config), 'utf8')).trim());
}

/**
 * Puts a new key in front of the others in the key file.
 * @throws TokkiError `key` where the keys do not come from the file: then only who sets TOKKI_KEYS can change them
 */
export async function addKey(config: Config): Promise<void> {
  await changeKeys(config, (entries) => [newKey(), ...entries]);
}

/** Takes a key out of the key file. */
export async function dropKey(config: Config, id: string): Promise<void> {
  await changeKeys(config, (entries) => entries.filter((entry) => !entry.trim().startsWith(`${id}:`)));
}

async function changeKeys(config: Config, change: (entries: readonly string[]) => readonly string[]): Promise<void> {
  if (config.TOKKI_KEYS) throw new TokkiError('key', 'the keys come from TOKKI_KEYS: change them there and restart');
  const file = keyFile(config);
  const entries = (await readFile(file, 'utf8')).trim().split(',');
  await writeDurably(`${file}.new`, change(entries).join(','), 'w');
  const before = await open(file, 'r+');
  await rename(`${file}.new`, file);
  // A file that is only given up leaves its bytes on the disk.
  await before.write(Buffer.alloc((await before.stat()).size), 0);
  await before.sync();
  await before.close();
}

/** A cipher whose keys are those that stand in the file now. */
function followFile(file: string): Cipher {
  let ring = createCipher(parseKeys(readFileSync(file, 'utf8').trim()));
  let version = statSync(file).mtimeMs;
  let looked = Date.now();
  const look = (): void => {
    looked = Date.now();
    try {
      const found = statSync(file).mtimeMs;
      if (found === version) return;
      ring = createCipher(parseKeys(readFileSync(file, 'utf8').trim()));
      version = found;
    } catch {
      // The file is away or only half written: the keys at hand go on, and `doctor` says what is wrong with it.
    }
  };
  const current = (): Cipher => {
    if (Date.now() - looked >= followedWithin) look();
    return ring;
  };
  return {
    get keyId() {
      return current().keyId;
    },
    seal: (value, place) => current().seal(value, place),
    open(sealed, place) {
      try {
        return current().open(sealed, place);
      } catch (error) {
        if (tokkiError(error)?.code !== 'sealed') throw error;
        look();
        return ring.open(sealed, place);
      }
    },
  };
}

/** The key must reach the disk before anything that it seals: data without its key is lost. */
async function writeDurably(file: string, text: string, flags: 'w' | 'wx'): Promise<void> {
  const handle = await open(file, flags, 0o600);
  await handle.writeFile(`${text}\n`);
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

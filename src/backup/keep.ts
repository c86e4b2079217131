/** A folder of backups: a new one comes in, those past their time go (6.8.6). */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cipher } from '../store/crypt.ts';
import type { Store } from '../store/store.ts';
import { type Backup, type Contents, listBackups, writeBackup } from './backup.ts';
import { kept } from './terms.ts';

const day = 86_400_000;

/**
 * @returns the new backup, and those that were removed for it
 * @throws TokkiError `storage`
 */
export async function addBackup(
  store: Store,
  cipher: Cipher,
  folder: string,
  now: number,
): Promise<{ readonly made: Backup & Contents; readonly removed: readonly Backup[] }> {
  const made = await writeBackup(store, cipher, folder, now);
  const all = await listBackups(folder);
  const keep = new Set(kept(all.map(({ at }) => at)));
  const removed = all.filter(({ at }) => !keep.has(at));
  await removeBackups(removed);
  await removeRests(folder, now);
  return { made, removed };
}

/** Files with their checksums. */
export async function removeBackups(backups: readonly Backup[]): Promise<void> {
  for (const { file } of backups) for (const one of [file, `${file}.sha256`]) await rm(one, { force: true });
}

/** What a backup that was cut off has left behind; what is younger than a day may still be written. */
async function removeRests(folder: string, now: number): Promise<void> {
  const names = new Set(await readdir(folder));
  for (const name of names) {
    const { whole } = /^(?<whole>tokki-\d{8}T\d{6}Z\.backup)\.(?:part|sha256)$/u.exec(name)?.groups ?? {};
    if (whole === undefined || names.has(whole)) continue;
    const file = join(folder, name);
    if (now - (await stat(file)).mtimeMs > day) await rm(file, { force: true });
  }
}

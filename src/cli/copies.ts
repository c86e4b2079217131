/** The backups that a running desk makes by itself: beside its work, on a connection to the store of their own. */
import { listBackups } from '../backup/backup.ts';
import { addBackup } from '../backup/keep.ts';
import { restore } from '../backup/restore.ts';
import type { Config } from '../config.ts';
import { TokkiError } from '../errors.ts';
import type { Copies } from '../guard/room.ts';
import { loadCipher } from '../keys.ts';
import { causeOf, type Log } from '../log.ts';
import { openScratch, openStore } from '../open.ts';

/** @returns undefined where no place for backups is configured: one beside the data would be lost with it */
export function openCopies(config: Config, log: Log): Copies | undefined {
  const { BACKUP_DIR: folder } = config;
  if (folder === undefined) return undefined;
  return {
    make: () => told('backup', log, () => make(config, folder, log)),
    rehearse: () => told('rehearsal', log, () => rehearse(config, folder, log)),
  };
}

async function make(config: Config, folder: string, log: Log): ReturnType<Copies['make']> {
  const { store } = await openStore(config);
  try {
    const { made, removed } = await addBackup(store, (await loadCipher(config)).cipher, folder, Date.now());
    log.info('backup.made', { count: removed.length });
    return { made: made.at, removed: removed.map(({ at }) => at) };
  } finally {
    await store.close();
  }
}

async function rehearse(config: Config, folder: string, log: Log): Promise<void> {
  const [newest] = await listBackups(folder);
  if (!newest) throw new TokkiError('backup', 'there is no backup to rehearse');
  const { cipher } = await loadCipher(config);
  const scratch = await openScratch(config, cipher);
  try {
    const { opened } = await restore(newest.file, scratch.store, cipher);
    log.info('backup.rehearsed', { count: opened });
  } finally {
    await scratch.remove();
  }
}

/** Who asked decides what comes of a failure; the log has it at once. */
async function told<Result>(kind: string, log: Log, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  try {
    return await work();
  } catch (error) {
    log.error('backup.failed', { kind, ms: Math.round(performance.now() - began), ...causeOf(error) });
    throw error;
  }
}

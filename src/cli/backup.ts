import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Backup, listBackups, writeBackup } from '../backup/backup.ts';
import { kept } from '../backup/terms.ts';
import type { Config } from '../config.ts';
import { demandRegions } from '../regions.ts';
import { print, readArgs } from './args.ts';
import { logged, withDesk } from './desk.ts';

export function backupFolder({ BACKUP_DIR, DATA_DIR }: Config): string {
  return BACKUP_DIR ?? join(DATA_DIR, 'backups');
}

/** `tokki backup [--json]`: makes one while the desk goes on, and removes those past their time (7 days, 4 weeks, 12 months). */
export async function backup(args: readonly string[]): Promise<number> {
  const { values } = readArgs('backup', args, { json: { type: 'boolean' } });
  return withDesk(async ({ store, config, cipher }) => {
    demandRegions(config);
    const folder = backupFolder(config);
    const made = await writeBackup(store, cipher, folder, Date.now());
    const removed = await removeOld(folder);
    await logged(store, 'copy', `backup:${made.at}`);
    await logged(store, 'erase', ...removed.map(({ at }) => `backup:${at}`));
    const rows = Object.values(made.sizes).reduce((sum, count) => sum + count, 0);
    const result = { file: made.file, rows, log: made.log, removed: removed.length };
    await print(
      values.json
        ? JSON.stringify(result, null, 2)
        : `${made.file}: ${rows} rows, access log up to line ${made.log.rows}; ${removed.length} old backups removed`,
    );
    return 0;
  });
}

async function removeOld(folder: string): Promise<readonly Backup[]> {
  const all = await listBackups(folder);
  const keep = new Set(kept(all.map(({ at }) => at)));
  const old = all.filter(({ at }) => !keep.has(at));
  for (const { file } of old) for (const one of [file, `${file}.sha256`]) await rm(one, { force: true });
  return old;
}

import { join } from 'node:path';
import { addBackup } from '../backup/keep.ts';
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
    const { made, removed } = await addBackup(store, cipher, backupFolder(config), Date.now());
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

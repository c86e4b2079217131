import { restore as restoreInto } from '../backup/restore.ts';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { loadCipher } from '../keys.ts';
import { openScratch, openStore } from '../open.ts';
import { print, readArgs } from './args.ts';
import { logged, withDesk } from './desk.ts';

/**
 * `tokki restore FILE --verify`: rehearses in a scratch place and compares; `tokki restore FILE`: into the empty store
 * of this installation.
 */
export async function restore(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('restore', args, { verify: { type: 'boolean' } }, 1);
  const [file] = positionals;
  if (!file) throw new TokkiError('usage', 'restore: name the backup');
  return values.verify ? rehearse(file) : intoStore(file);
}

async function rehearse(file: string): Promise<number> {
  return withDesk(async ({ store, config, cipher }) => {
    const scratch = await openScratch(config, cipher);
    try {
      await say(file, await restoreInto(file, scratch.store, cipher));
    } finally {
      await scratch.remove();
    }
    await logged(store, 'admin', 'rehearsal');
    return 0;
  });
}

async function intoStore(file: string): Promise<number> {
  const config = readConfig();
  const { cipher } = await loadCipher(config);
  const { store } = await openStore(config);
  try {
    await say(file, await restoreInto(file, store, cipher));
    await logged(store, 'admin', 'restore');
    return 0;
  } finally {
    await store.close();
  }
}

async function say(file: string, { contents, opened }: Awaited<ReturnType<typeof restoreInto>>): Promise<void> {
  const rows = Object.values(contents.sizes).reduce((sum, count) => sum + count, 0);
  await print(
    `${file}: ${rows} rows as in the backup, ${opened} sealed fields opened, access log whole (${contents.log.rows} lines)`,
  );
}

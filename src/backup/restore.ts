/** Restoring a backup, for good or as a rehearsal in a scratch place (6.8.6). */
import { TokkiError } from '../errors.ts';
import type { Cipher } from '../store/crypt.ts';
import type { CopyRow } from '../store/keeping.ts';
import type { Store } from '../store/store.ts';
import { type Contents, readBackup } from './backup.ts';

export interface Restored {
  readonly contents: Contents;
  /** How many sealed fields could be opened. */
  readonly opened: number;
}

/**
 * Loads a backup into an empty store, then compares what is there with what the backup says of itself: the rows of each
 * table, the whole chain of the access log, and every sealed field.
 * @throws TokkiError `backup` that names the difference; `sealed`; `input` where the store is not empty
 */
export async function restore(file: string, store: Store, cipher: Cipher): Promise<Restored> {
  let contents: Contents | undefined;
  async function* rows(): AsyncGenerator<CopyRow> {
    for await (const line of readBackup(file, cipher)) {
      if ('contents' in line) contents = line.contents;
      else yield line;
    }
    if (!contents) throw new TokkiError('backup', 'the backup does not say what it holds');
  }
  await store.keep.load(rows());
  return { contents: compared(contents), opened: await inspected(store, compared(contents)) };
}

function compared(contents: Contents | undefined): Contents {
  if (!contents) throw new TokkiError('backup', 'the backup does not say what it holds');
  return contents;
}

async function inspected(store: Store, { sizes, log }: Contents): Promise<number> {
  for (const [table, count] of await store.keep.sizes()) {
    const expected = sizes[table] ?? 0;
    if (count !== expected) throw new TokkiError('backup', `${table} has ${count} rows instead of ${expected}`);
  }
  const { rows, broken } = await store.verifyLog();
  const head = await store.keep.logHead();
  if (broken !== undefined) throw new TokkiError('backup', `the access log is broken at line ${broken}`);
  if (rows !== log.rows || head.hash !== log.hash) throw new TokkiError('backup', 'the access log is another one');
  return store.keep.openAll();
}

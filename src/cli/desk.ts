/** What commands that work on the store have in common: opening it, and saying in the access log who did what (6.8.3.b). */
import { userInfo } from 'node:os';
import { type Config, readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { loadCipher } from '../keys.ts';
import { openStore } from '../open.ts';
import { watchJob } from '../outbox.ts';
import type { Cipher } from '../store/crypt.ts';
import type { Store } from '../store/store.ts';
import type { Access } from '../types.ts';

export interface Bench {
  readonly config: Config;
  readonly store: Store;
  readonly cipher: Cipher;
}

/** A command may work on whole tables: erase, seal anew, rewrite them. */
const patience = 3_600_000;

export async function withDesk<Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const { store } = await openStore(config, patience);
  try {
    return await work({ config, store, cipher: (await loadCipher(config)).cipher });
  } finally {
    await store.close();
  }
}

/** Who works on this machine: there is no other identity on the command line. */
export function operator(): string {
  return `cli:${userName()}`;
}

/** A user of a container may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.()}`;
  }
}

/** What belongs to a commit of a command: its line in the access log, and the watch over it. */
export function trace(now: number, act: Access['act'], ...subjects: readonly string[]) {
  const access: readonly Access[] = subjects.map((subject) => ({ at: now, by: operator(), act, subject }));
  return { access, jobs: [watchJob(now)] };
}

export async function logged(store: Store, act: Access['act'], ...subjects: readonly string[]): Promise<void> {
  const now = Date.now();
  if (subjects.length > 0) await store.commit({ now, ...trace(now, act, ...subjects) });
}

/** @param value `2026-11-01`, in Japan @throws TokkiError `usage` */
export function dayOf(value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const at = /^\d{4}-\d\d-\d\d$/u.test(value) ? Date.parse(`${value}T00:00:00+09:00`) : Number.NaN;
  if (Number.isNaN(at)) throw new TokkiError('usage', `${JSON.stringify(value)} is not a day such as 2026-11-01`);
  return at;
}

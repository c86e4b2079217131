import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { demandRegions } from '../regions.ts';
import { copyStore } from '../store/copy.ts';
import { appendAccess } from '../store/log.ts';
import { postgresEngine } from '../store/postgres.ts';
import type { Engine } from '../store/sql.ts';
import { sqliteEngine } from '../store/sqlite.ts';
import { print, readArgs } from './args.ts';
import { operator } from './desk.ts';

/** `tokki store copy --from sqlite:FILE --to postgres://…` */
export async function store(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'copy') return copy(rest);
  throw new TokkiError('usage', 'store: say copy --from … --to …');
}

async function copy(args: readonly string[]): Promise<number> {
  const { values } = readArgs('store copy', args, { from: { type: 'string' }, to: { type: 'string' } });
  if (!values.from || !values.to) throw new TokkiError('usage', 'store copy: name --from and --to');
  if (isPostgres(values.to)) demandRegions({ ...readConfig(), DATABASE_URL: values.to });
  const from = await engineOf(values.from, 'old');
  try {
    const to = await engineOf(values.to, 'new');
    try {
      const line = { at: Date.now(), by: operator(), act: 'copy', subject: 'store' } as const;
      await copyStore(from, to, ({ table, rows, hash }) => {
        console.error(`${table}: ${rows} rows, the same on both sides (SHA-256 ${hash.slice(0, 16)}…)`);
      });
      await to.db.transaction().execute((db) => appendAccess({ db }, [line]));
    } finally {
      await to.db.destroy();
    }
  } finally {
    await from.db.destroy();
  }
  await print('Everything is copied and was compared row by row. The old database is as it was.');
  await print(
    'Now set DATABASE_URL and, on every instance, TOKKI_KEYS to the keys of the old installation; then start.',
  );
  return 0;
}

/** @throws TokkiError `usage` for an address of no kind that is known, `input` where there is no old file */
async function engineOf(address: string, which: 'old' | 'new'): Promise<Engine> {
  if (isPostgres(address)) return postgresEngine(address);
  const file = /^sqlite:(?:\/\/)?(?<file>.+)$/u.exec(address)?.groups?.file;
  if (!file) throw new TokkiError('usage', 'store copy: an address is sqlite:FILE or postgres://…');
  if (which === 'old' && !existsSync(file)) throw new TokkiError('input', `there is no file ${file}`);
  return sqliteEngine(file);
}

function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:\/\//u.test(address);
}

/** Leaving no trace of removed rows on disk, as far as the database can: free pages, write-ahead log, statistics (7.2–7.4). */
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Session } from './schema.ts';
import { sealedColumns } from './sealed.ts';

/** A running desk reads and writes meanwhile: there is a moment without anybody again and again. */
const tries = 200;
const pause = 50;

/** @throws TokkiError `conflict` where somebody else does not let go of the database */
export async function scrub(session: Session): Promise<void> {
  if (session.dialect === 'sqlite') await scrubSqlite(session);
  else await scrubPostgres(session);
}

async function scrubSqlite({ db }: Session): Promise<void> {
  await patiently(async () => {
    await sql`vacuum`.execute(db);
    return true;
  });
  // Where somebody else is still reading an older page the log stays as it is, and this is no error to SQLite.
  await patiently(async () => {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    return rows[0]?.busy === 0;
  });
}

async function patiently(work: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      if (await work()) return;
    } catch (error) {
      if (attempt === tries || !/locked|busy/iu.test(String(error))) throw error;
    }
    await setTimeout(pause);
  }
  throw new TokkiError('conflict', 'another process is reading the database: the write-ahead log could not be emptied');
}

/**
 * The statistics of a table hold samples of its values, and stay as they are while a table is empty: they are dropped with
 * the (unchanged) type of the column, and no new ones are gathered. The server recycles its write-ahead log in its own time.
 */
async function scrubPostgres({ db }: Session): Promise<void> {
  for (const { table, column } of sealedColumns) {
    const name = sql.ref(column);
    await sql`alter table ${sql.table(table)} alter ${name} type text, alter ${name} set statistics 0`.execute(db);
  }
  for (const table of new Set(sealedColumns.map((one) => one.table)))
    await sql`vacuum (full) ${sql.table(table)}`.execute(db);
  // Both may be forbidden to whoever does not own the database.
  await sql`vacuum (full) pg_catalog.pg_statistic`.execute(db).catch(() => undefined);
  await sql`select pg_switch_wal()`.execute(db).catch(() => undefined);
}

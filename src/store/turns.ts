import { sql } from 'kysely';
import type { InTurn } from '../in-turn.ts';
import type { Session } from './schema.ts';

/**
 * Commits that name the same group, address or report go one after another; to be called once in a transaction, before
 * it touches any row: who holds a row and waits for a turn could be waited for by the one whose turn it is.
 * PostgreSQL gives out ids before it commits, and a transaction does not see what others are about to commit: without
 * this a job could appear behind a younger one of its conversation, or nobody would let it be claimed. The names fall
 * on 256 locks, taken in order so that nobody waits in a circle. SQLite has one writer at a time anyway.
 */
export async function takeTurns({ db, dialect }: Session, names: readonly string[]): Promise<void> {
  if (dialect === 'sqlite' || names.length === 0) return;
  await sql`select pg_advisory_xact_lock(16, lock)
    from (select distinct hashtext(name) & 255 as lock from unnest(${names}::text[]) as name order by lock) as locks`.execute(
    db,
  );
}

/** Where others wait behind this transaction: what is locked for longer is refused as `conflict`. */
export async function waitBriefly({ db, dialect }: Session): Promise<void> {
  if (dialect === 'postgres') await sql`set local lock_timeout = '1s'`.execute(db);
}

/** The turns of all: for who changes rows of many groups at once, and finds out which only on the way. */
export async function takeAllTurns({ db, dialect }: Session): Promise<void> {
  if (dialect === 'sqlite') return;
  await sql`select pg_advisory_xact_lock(16, lock) from generate_series(0, 255) as lock`.execute(db);
}

/**
 * Work that goes one after another over all processes on a PostgreSQL database. The lock goes with the connection of who
 * holds it, also when that process is killed, and is taken from one that does not go on. It only saves work: who does not
 * get it in time does without, and where it is lost meanwhile, what was done stands. What may not be is refused by the
 * commit.
 * @param patience how long to wait for one's turn, and to have it, in milliseconds
 */
export function lockedOn(db: Session['db'], patience = 5_000): InTurn {
  return async <Result>(work: () => Promise<Result>) => {
    let done: Promise<Result> | undefined;
    try {
      return await db.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = ${sql.lit(patience)}`.execute(transaction);
        await sql`set local idle_in_transaction_session_timeout = ${sql.lit(patience)}`.execute(transaction);
        await sql`select pg_advisory_xact_lock(17, 0)`.execute(transaction);
        done = work();
        return done;
      });
    } catch {
      return done ?? work();
    }
  };
}

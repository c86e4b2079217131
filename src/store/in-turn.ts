/** Work that would only get in its own way goes one after another. */
import { sql } from 'kysely';
import type { Session } from './schema.ts';

export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Within this process. @param run does it when its turn has come */
export function createInTurn(run: InTurn = (work) => work()): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => run(work));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * Over all processes on a PostgreSQL database. The lock goes with the connection of who holds it, also when that process
 * is killed. It only saves work: who does not get it in time does without, and where it is lost meanwhile, what was done
 * stands. What may not be is refused by the commit.
 * @param patience how long to wait for one's turn, in milliseconds
 */
export function lockedOn(db: Session['db'], patience = 5_000): InTurn {
  return async <Result>(work: () => Promise<Result>) => {
    let done: Promise<Result> | undefined;
    try {
      return await db.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = ${sql.lit(patience)}`.execute(transaction);
        await sql`select pg_advisory_xact_lock(17, 0)`.execute(transaction);
        done = work();
        return done;
      });
    } catch {
      return done ?? work();
    }
  };
}

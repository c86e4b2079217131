/** The Store on a PostgreSQL server, for several instances. */
import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { TokkiError } from '../errors.ts';
import type { Cipher } from './crypt.ts';
import { type Aim, isMigrated, migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { type Engine, openStore } from './sql.ts';
import type { Store } from './store.ts';

/** Milliseconds after which a desk gives up a query: one that leads nowhere must hold neither a job nor the stop. */
const usualPatience = 15_000;

/**
 * @param url `postgres://…`; Tokki lives in the first schema of its search_path
 * @param patience milliseconds that a query may take
 * @throws TokkiError `database` where it does not answer, `newer`, `key`
 */
export async function openPostgres(url: string, cipher: Cipher, patience = usualPatience): Promise<Store> {
  return openStore(postgresEngine(url, patience), cipher);
}

/** The database alone, for work on whole tables. @throws TokkiError `database` for an address that is none */
export function postgresEngine(url: string, patience = usualPatience): Engine {
  const db = openKysely(createPool(url, patience));
  return { db, dialect: 'postgres', migrate: (aim) => migratePatiently(db, url, patience, aim), explain };
}

function openKysely(pool: pg.Pool): Kysely<Tables> {
  // A connection that is lost, idle or in use, would end the process; the next query opens another one, or says why not.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** A migration that takes longer will not come to an end. */
const migrationPatience = 86_400_000;

const lockNotAvailable = '55P03';

/**
 * On connections of its own: an index over millions of rows takes longer than any query of the desk may, and one that is cut
 * off would be begun anew at each start. Only for a lock it waits no longer than others do, since all who need the table
 * wait behind it.
 */
async function migratePatiently(db: Kysely<Tables>, url: string, patience: number, aim: Aim = {}): Promise<void> {
  if (await isMigrated(db, aim)) return;
  const alone = openKysely(createPool(url, migrationPatience, patience));
  try {
    await migrate(alone, 'postgres', aim);
  } catch (error) {
    if (sqlStateOf(error) !== lockNotAvailable) throw error;
    const held = 'a table that has to be changed is in use all the time (by a backup?): start again later';
    throw new TokkiError('database', held, { cause: error });
  } finally {
    await alone.destroy();
  }
}

/** Milliseconds after which nobody works in a scratch store any more. */
export const scratchLife = 86_400_000;

const scratchName = /^tokki_scratch_(?<made>\d{13})_[0-9a-f]{16}$/u;

/**
 * A store in a schema of its own beside the one that the address names. What a process that was killed has left behind
 * goes a day later.
 * @throws TokkiError `database` where that may not be made
 */
export async function openScratchSchema(url: string, cipher: Cipher) {
  const name = `tokki_scratch_${Date.now()}_${randomBytes(8).toString('hex')}`;
  await withPool(url, async (pool) => {
    await dropOldScratch(pool);
    await pool.query(`create schema ${name}`);
  });
  const inside = new URL(url);
  inside.searchParams.set('options', `-c search_path=${name}`);
  const store = await openPostgres(inside.href, cipher);
  const drop = () => withPool(url, (pool) => pool.query(`drop schema ${name} cascade`));
  return {
    store,
    remove: () =>
      store
        .close()
        .then(drop)
        .then(() => undefined),
  };
}

async function dropOldScratch(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ nspname: string }>('select nspname from pg_namespace');
  for (const { nspname } of rows) {
    const made = Number(scratchName.exec(nspname)?.groups?.made ?? Number.POSITIVE_INFINITY);
    if (Date.now() - made > scratchLife) await pool.query(`drop schema ${nspname} cascade`);
  }
}

async function withPool<Result>(url: string, work: (pool: pg.Pool) => Promise<Result>): Promise<Result> {
  const pool = createPool(url);
  try {
    return await work(pool);
  } catch (error) {
    throw explain(error);
  } finally {
    await pool.end();
  }
}

/** @param lockPatience milliseconds to wait for a lock, where that is less than a query may take */
function createPool(url: string, patience = usualPatience, lockPatience?: number): pg.Pool {
  try {
    return new pg.Pool({
      connectionString: url,
      application_name: 'tokki',
      connectionTimeoutMillis: 5_000,
      query_timeout: patience,
      statement_timeout: patience,
      ...(lockPatience !== undefined && { lock_timeout: lockPatience }),
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
      types: { getTypeParser: parserOf },
    });
  } catch (error) {
    throw new TokkiError('database', 'DATABASE_URL is not a valid address', { cause: error });
  }
}

/** Ids and instants are `bigint` there, and numbers here: both stay far below 2^53. */
const parserOf: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format);

/** What PostgreSQL's codes mean to Tokki (postgresql.org/docs/current/errcodes-appendix.html); the rest is `database`. */
const meanings: Readonly<Record<string, 'conflict'>> = {
  '23505': 'conflict', // unique_violation
  '40001': 'conflict', // serialization_failure
  '40P01': 'conflict', // deadlock_detected
  [lockNotAvailable]: 'conflict',
};

/** What is wrong with the data of one commit is wrong in each try, and is no reason to give up on others. */
const ofData = new Set(['21', '22', '23', '44', '54']);

function explain(error: unknown): unknown {
  if (error instanceof TokkiError || error instanceof TypeError) return error;
  const code = sqlStateOf(error);
  const otherwise = ofData.has(code.slice(0, 2)) && code.length === 5 ? 'input' : 'database';
  return new TokkiError(meanings[code] ?? otherwise, `PostgreSQL reports an error (${code})`, { cause: error });
}

function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code';
}

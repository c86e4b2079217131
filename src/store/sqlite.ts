/** The Store in a SQLite file inside this process, by Node's own `node:sqlite`. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Cipher } from './crypt.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { type Engine, openStore } from './sql.ts';
import type { Store } from './store.ts';

/**
 * @param file a path; its folder (0700) and the file (0600) are made where they are missing. Or `:memory:`
 * @throws TokkiError `storage` where it cannot be written, `newer`, `key`
 */
export async function openSqlite(file: string, cipher: Cipher): Promise<Store> {
  return openDatabase(await openFile(file), cipher);
}

/** The Store on a database that is open already; closing the Store closes it. */
export async function openDatabase(database: DatabaseSync, cipher: Cipher): Promise<Store> {
  return openStore(engineOf(database), cipher);
}

/** The database alone, for work on whole tables. @throws TokkiError `storage` */
export async function sqliteEngine(file: string): Promise<Engine> {
  return engineOf(await openFile(file));
}

function engineOf(database: DatabaseSync): Engine {
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new TransactionalAdapter(),
      createDriver: () => new ImmediateDriver(database),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return { db, dialect: 'sqlite', migrate: (aim) => migrate(db, 'sqlite', aim), explain };
}

async function openFile(file: string): Promise<DatabaseSync> {
  try {
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      closeSync(openSync(file, 'a', 0o600));
    }
    const database = new DatabaseSync(file, { timeout: 100 });
    await patiently(() =>
      database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on'),
    );
    return database;
  } catch (error) {
    throw new TokkiError('storage', `cannot open ${file}`, { cause: error });
  }
}

/** A migration that is cut off must leave nothing behind: SQLite can do that, but Kysely does not ask for it. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: statementsOf(database) });
    this.#database = database;
  }

  /** A transaction that begins as a reader cannot write any more once somebody else has written. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // From here to its commit a transaction never waits: without a pause many of them would shut out all else.
    await setImmediate();
    await patiently(() => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }

  /** SQLite rolls back by itself where, say, the disk is full; the error to tell is that one. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Waits about five seconds for another process to finish its transaction, and lets this one breathe meanwhile. */
async function patiently<Result>(work: () => Result): Promise<Awaited<Result>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || attempt === 50) throw error;
      await setTimeout(5);
    }
  }
}

/** A statement for many rows holds 100 kB, and there is one for each number of rows. */
const keptStatements = 100;

/** The part of better-sqlite3 that Kysely's driver uses. Statements are kept compiled. */
function statementsOf(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = cache.get(sql);
      if (known) {
        // The one that was used last comes last.
        cache.delete(sql);
        cache.set(sql, known);
        return known;
      }
      const statement = database.prepare(sql);
      const prepared: SqliteStatement = {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...values.map(bind)),
        run: (values) => statement.run(...values.map(bind)),
        iterate: (values) => statement.iterate(...values.map(bind)),
      };
      const [oldest] = cache.keys();
      if (cache.size === keptStatements && oldest !== undefined) cache.delete(oldest);
      cache.set(sql, prepared);
      return prepared;
    },
  };
}

/**
 * A value as `node:sqlite` can bind it: a date as ISO text, a flag as 0 or 1. Any other object is refused, since it
 * would be taken for named parameters and leave NULL in the row; and so is NUL, as PostgreSQL does.
 */
export function bind(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') throw new TypeError(`a ${typeof value} cannot be a value in SQL`);
  if (value.includes('\0')) throw new TokkiError('input', 'the database cannot hold NUL');
  return value;
}

/** The extended result code; its lowest byte is the primary one (sqlite.org/rescode.html). */
function resultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}

function isBusy(error: unknown): boolean {
  const primary = (resultCode(error) ?? 0) & 0xff;
  return primary === 5 || primary === 6;
}

/** CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE. */
const taken = new Set([1555, 2067]);
/** TOOBIG, CONSTRAINT, MISMATCH: what is wrong with the data of one commit is wrong in each try. */
const ofData = new Set([18, 19, 20]);

function explain(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  if (isBusy(error)) return new TokkiError('conflict', 'another process is writing to the database', { cause: error });
  if (taken.has(code))
    return new TokkiError('conflict', `SQLite has the same already (error ${code})`, { cause: error });
  if (ofData.has(code & 0xff))
    return new TokkiError('input', `SQLite cannot hold it (error ${code})`, { cause: error });
  return new TokkiError('storage', `SQLite reports error ${code}`, { cause: error });
}

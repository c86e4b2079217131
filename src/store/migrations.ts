/** Brings a database to the schema of this code. A migration that was released is never changed; add the next one. */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { TokkiError } from '../errors.ts';
import { start } from './migrations/0001-start.ts';
import { contacts } from './migrations/0002-contacts.ts';
import { cases } from './migrations/0003-cases.ts';
import { questions } from './migrations/0004-questions.ts';
import { training } from './migrations/0005-training.ts';
import { keeping } from './migrations/0006-keeping.ts';
import type { Dialect, Tables } from './schema.ts';

/** In the order of their names. */
const migrations: Readonly<Record<string, (db: Kysely<unknown>, dialect: Dialect) => Promise<void>>> = {
  '0001-start': start,
  '0002-contacts': contacts,
  '0003-cases': cases,
  '0004-questions': questions,
  '0005-training': training,
  '0006-keeping': keeping,
};

/**
 * Stands among the migrations of a database that is being filled by `tokki store copy`: no Tokki, old or new, starts on
 * half of the data.
 */
export const unfinishedCopy = '9999-unfinished-copy';

/** The names of the migrations that this code brings. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/** How far to migrate, where not simply to the end. */
export interface Aim {
  /** The last migration to be done. */
  readonly last?: string;
  /** Marks the database as one that a copy fills, by the same transaction; first this looks whether that may be. */
  readonly filling?: (db: Kysely<Tables>) => Promise<void>;
}

/**
 * Safe where several instances start at once: all of it happens in one transaction, under a lock.
 * @throws TokkiError `newer` where the database has a migration that this code does not know
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect, aim: Aim = {}): Promise<void> {
  const provided = stepsOf(dialect, aim);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => provided },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    // A copy that an older Tokki has begun has its mark before the migrations that this one adds.
    allowUnorderedMigrations: aim.filling !== undefined,
    ...(dialect === 'postgres' ? { migrationTableSchema: await currentSchema(db) } : {}),
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const unknown = (await namesIn(db)).find((name) => !Object.hasOwn(provided, name));
  if (unknown === unfinishedCopy)
    throw new TokkiError('unfinished', 'a copy into this database has not come to its end', { cause: error });
  if (unknown !== undefined)
    throw new TokkiError('newer', `the database has the migration ${unknown}`, { cause: error });
  throw error;
}

/** Whether nothing is left to be done on this PostgreSQL: then nobody has to wait for a lock. */
export async function isMigrated(db: Kysely<Tables>, aim: Aim): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_tables
    where schemaname = ${await currentSchema(db)} and tablename = 'migration'`.execute(db);
  const wanted = Object.keys(stepsOf('postgres', aim)).toSorted();
  return rows.length > 0 && String(await namesIn(db)) === String(wanted);
}

function stepsOf(dialect: Dialect, { last, filling }: Aim): Readonly<Record<string, Migration>> {
  const wanted = Object.entries(migrations).filter(([name]) => last === undefined || name <= last);
  const steps = wanted.map(([name, up]) => [name, { up: (db: Kysely<unknown>) => up(db, dialect) }] as const);
  return Object.fromEntries([...steps, ...(filling ? [[unfinishedCopy, { up: filling }] as const] : [])]);
}

/** Kysely looks for its table in all schemas unless it is told in which; Tokki need not live in `public`. */
async function currentSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  const name = rows[0]?.name;
  if (!name) throw new TokkiError('database', 'the search_path names no schema that exists');
  return name;
}

async function namesIn(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return rows.map(({ name }) => name).toSorted();
}

/** Moves an installation: every row of every table, from one database into another of the same schema. */
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import { migrationNames, unfinishedCopy } from './migrations.ts';
import type { Tables } from './schema.ts';
import type { Engine } from './sql.ts';
import { type Table, tablesOf } from './tables.ts';

export interface Copied {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 in hex over all rows, the same on both sides. */
  readonly hash: string;
}

type Row = Readonly<Record<string, unknown>>;
type Db = Kysely<Tables>;

/** Rows read and written in one statement. */
const pageSize = 200;

/**
 * Copies what is missing, then compares every row of both sides. Nobody can write to `from` meanwhile, and it is left as
 * it is; no desk starts on `to` before the copy has come to its end. Cut off, it goes on where it stopped.
 * @param copied is told of each table when it is copied and compared
 * @throws TokkiError `input` where `to` holds other data or `from` another schema, `storage`, `database`, `newer`
 */
export async function copyStore(from: Engine, to: Engine, copied: (table: Copied) => void): Promise<void> {
  try {
    await prepare(to);
    await from.db
      .transaction()
      .execute((db) => copyAll({ ...from, db }, to, copied))
      .catch((error: unknown) => {
        throw from.explain(error);
      });
    await sql`delete from migration where name = ${unfinishedCopy}`.execute(to.db);
  } catch (error) {
    throw to.explain(error);
  }
}

/**
 * An empty database, or one that an earlier copy has begun to fill. The mark is set by the transaction that brings the
 * database to this schema, and stays until all is copied: at no moment would a desk start on the half.
 */
async function prepare(to: Engine): Promise<void> {
  await to.migrate({ filling: (db) => refuseFilled({ ...to, db }) });
}

async function refuseFilled(to: Engine): Promise<void> {
  for (const { name, key } of await tablesOf(to)) {
    if (key.length === 0) continue;
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(to.db);
    if (rows.length > 0)
      throw new TokkiError('input', `the database to copy to is not empty: there are rows in ${name}`);
  }
}

async function copyAll(from: Engine, to: Engine, copied: (table: Copied) => void): Promise<void> {
  await refuseOtherSchema(from.db);
  const tables = await tablesOf(from);
  if (from.dialect === 'postgres') await lockTables(from.db, tables);
  for (const table of tables) {
    await copyTable(from, to, table);
    copied({ table: table.name, ...(await compare(from, to, table)) });
  }
}

async function refuseOtherSchema(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  if (String(rows.map(({ name }) => name)) !== String(migrationNames.toSorted()))
    throw new TokkiError(
      'input',
      'the database to copy from has another schema: start this version of Tokki on it once',
    );
}

async function lockTables(db: Db, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) await sql`lock table ${sql.table(name)} in exclusive mode`.execute(db);
}

async function copyTable(from: Engine, to: Engine, table: Table): Promise<void> {
  // A table without a key has its one row from the first migration.
  if (table.key.length === 0) await sql`delete from ${sql.table(table.name)}`.execute(to.db);
  let last = await lastRow(to, table);
  for (;;) {
    const rows = await page(from, table, last);
    if (rows.length > 0) await insert(to, table, rows);
    last = rows.at(-1);
    if (rows.length < pageSize) break;
  }
  if (table.identity !== undefined) await goOnCounting(to, table.name, table.identity);
}

/** The database numbers the next row by itself, after the highest that was copied. SQLite sees that by itself. */
async function goOnCounting({ db, dialect }: Engine, table: string, column: string): Promise<void> {
  if (dialect === 'sqlite') return;
  await sql`select setval(pg_get_serial_sequence(${table}, ${column}), max(${sql.ref(column)}))
    from ${sql.table(table)} having max(${sql.ref(column)}) is not null`.execute(db);
}

async function insert({ db, dialect }: Engine, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const overriding = dialect === 'postgres' ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}) ${overriding}
    values ${sql.join(values)}`.execute(db);
}

/** Both databases put texts in the order of their bytes, so that both sides are read in the same order. */
function order({ dialect }: Engine, { key, columns }: Table) {
  const parts = key.length > 0 ? key : columns.map((name) => ({ name, text: false }));
  return parts.map(({ name, text }) =>
    text && dialect === 'postgres' ? sql`${sql.ref(name)} collate "C"` : sql.ref(name),
  );
}

async function lastRow(engine: Engine, table: Table): Promise<Row | undefined> {
  if (table.key.length === 0) return undefined;
  const descending = order(engine, table).map((part) => sql`${part} desc`);
  const { rows } = await sql<Row>`select * from ${sql.table(table.name)}
    order by ${sql.join(descending)} limit 1`.execute(engine.db);
  return rows[0];
}

/** The rows after this one, in the order of their keys. */
async function page(engine: Engine, table: Table, after: Row | undefined): Promise<readonly Row[]> {
  const parts = order(engine, table);
  const values = table.key.map(({ name }) => after?.[name]);
  const rest = after && values.length > 0 ? sql`where (${sql.join(parts)}) > (${sql.join(values)})` : sql``;
  const { rows } = await sql<Row>`select * from ${sql.table(table.name)} ${rest}
    order by ${sql.join(parts)} limit ${sql.lit(pageSize)}`.execute(engine.db);
  return rows;
}

async function compare(from: Engine, to: Engine, table: Table): Promise<Omit<Copied, 'table'>> {
  const hash = createHash('sha256');
  let count = 0;
  let last: Row | undefined;
  for (;;) {
    const [here, there] = [await page(from, table, last), await page(to, table, last)];
    for (let i = 0; i < Math.max(here.length, there.length); i++) {
      const [one, other] = [textOf(table, here[i]), textOf(table, there[i])];
      if (one !== other)
        throw new TokkiError('input', `row ${count + i + 1} of ${table.name} is not the same on both sides`);
      hash.update(one);
    }
    count += here.length;
    last = here.at(-1);
    if (here.length < pageSize || table.key.length === 0) return { rows: count, hash: hash.digest('hex') };
  }
}

function textOf({ columns }: Table, row: Row | undefined): string {
  return row ? `${JSON.stringify(columns.map((column) => row[column]))}\n` : '';
}

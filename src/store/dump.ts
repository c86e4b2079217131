/** A whole copy of the tables as they stood at one instant, and a new store from it; the same for both databases. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { CopyRow } from './keeping.ts';
import type { Session, Tables } from './schema.ts';

type Row = CopyRow['row'];

/** What belongs to an installation and not to its data. */
const leftOut = new Set(['migration', 'migration_lock', 'probe', 'unlocked']);
const page = 500;

/** Tables that others refer to come first. */
async function tablesOf({ db, dialect }: Session): Promise<readonly string[]> {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string; parent: string | null }>`select m.name as name, f."table" as parent
          from sqlite_master m left join pragma_foreign_key_list(m.name) f
          where m.type = 'table' and m.name not like 'sqlite%' order by m.name`.execute(db)
      : await sql<{ name: string; parent: string | null }>`select c.relname as name, p.relname as parent
          from pg_class c left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
          left join pg_class p on p.oid = k.confrelid
          where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname`.execute(db);
  const names = [...new Set(rows.map(({ name }) => name))].filter((name) => !leftOut.has(name));
  const sorted: string[] = [];
  const add = (name: string): void => {
    if (sorted.includes(name)) return;
    for (const row of rows) if (row.name === name && row.parent && row.parent !== name) add(row.parent);
    sorted.push(name);
  };
  for (const name of names) add(name);
  return sorted;
}

export async function sizes(session: Session): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of await tablesOf(session)) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      session.db,
    );
    counts.set(table, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Others go on writing meanwhile: all pages are read in one transaction that sees one instant. */
export async function* copy(session: Session): AsyncGenerator<CopyRow> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const { promise: connected, resolve: connect, reject } = Promise.withResolvers<Kysely<Tables>>();
  const held = session.db.connection().execute(async (db) => {
    connect(db);
    await over;
  });
  held.catch(reject);
  const db = await connected;
  try {
    await sql
      .raw(session.dialect === 'sqlite' ? 'begin' : 'begin isolation level repeatable read read only')
      .execute(db);
    for (const name of await migrationsOf(db)) yield { table: 'migration', row: { name } };
    for (const table of await tablesOf({ ...session, db })) {
      for await (const rows of pagesOf({ ...session, db }, table)) for (const row of rows) yield { table, row };
    }
  } finally {
    await sql.raw('rollback').execute(db);
    end();
    await held;
  }
}

async function migrationsOf(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

async function* pagesOf({ db, dialect }: Session, table: string): AsyncGenerator<readonly Row[]> {
  if (dialect === 'postgres') {
    await sql`declare rows_of_table no scroll cursor for select * from ${sql.table(table)}`.execute(db);
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(page)} from rows_of_table`.execute(db);
      if (rows.length === 0) break;
      yield rows;
    }
    await sql`close rows_of_table`.execute(db);
    return;
  }
  for (let seen = 0; ; ) {
    const { rows } = await sql<
      Row & { place_in_table: number }
    >`select rowid as place_in_table, * from ${sql.table(table)}
      where rowid > ${seen} order by rowid limit ${sql.lit(page)}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    seen = last.place_in_table;
    yield rows.map(({ place_in_table: _, ...row }) => row);
    // SQLite works inside this process: let messages through between two pages.
    await setImmediate();
  }
}

/** Inside a transaction. @throws TokkiError `input` where there is data already, `newer` where the copy is of a newer Tokki */
export async function load(session: Session, rows: AsyncIterable<CopyRow>): Promise<void> {
  const { db, dialect } = session;
  await demandEmpty(session);
  const known = await migrationsOf(db);
  const tables = await tablesOf(session);
  let waiting: CopyRow[] = [];
  for await (const line of rows) {
    if (line.table === 'migration') {
      if (!known.includes(String(line.row.name)))
        throw new TokkiError('newer', `the copy has the migration ${line.row.name}`);
      continue;
    }
    if (!tables.includes(line.table)) throw new TokkiError('input', 'the copy has a table that is not ours');
    if (waiting.length === page || (waiting[0] && waiting[0].table !== line.table)) {
      await insert(session, waiting);
      waiting = [];
    }
    waiting.push(line);
  }
  await insert(session, waiting);
  if (dialect === 'postgres') {
    await sql`select setval(pg_get_serial_sequence('job', 'id'), coalesce(max(id), 0) + 1, false) from job`.execute(db);
  }
}

/** What each new store has by itself makes way; anything else is data. */
async function demandEmpty(session: Session): Promise<void> {
  const own = new Set(['access_head', 'key_proof']);
  for (const [table, count] of await sizes(session)) {
    if (!own.has(table) && count > 0)
      throw new TokkiError('input', 'there is data already: restore into an empty store');
  }
  for (const table of own) await sql`delete from ${sql.table(table)}`.execute(session.db);
}

async function insert({ db, dialect }: Session, lines: readonly CopyRow[]): Promise<void> {
  const [head] = lines;
  if (!head) return;
  const columns = Object.keys(head.row);
  const values = lines.map(({ row }) => sql`(${sql.join(columns.map((name) => row[name] ?? null))})`);
  const own = dialect === 'postgres' ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(head.table)} (${sql.join(columns.map((name) => sql.ref(name)))}) ${own}
    values ${sql.join(values)}`.execute(db);
}

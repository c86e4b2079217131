/** What the desk needs to keep its own records by the annex: the archive of the access log, and what runs out when. */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function keeping(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = dialect === 'sqlite' ? 'integer' : 'bigint';
  await extendConversation(db, long);
  await db.schema
    .createIndex('job_text')
    .on('job')
    .column('due')
    .where(sql<boolean>`payload <> '' and state <> 'open'`)
    .execute();
  await createArchive(db, dialect, long);
  await createTable(db, dialect, 'unlocked')
    .addColumn('id', 'integer', (id) => id.notNull().primaryKey())
    .execute();
  await (dialect === 'sqlite' ? relockSqlite(db) : relockPostgres(db));
}

function createTable(db: Kysely<unknown>, dialect: Dialect, name: string) {
  const table = db.schema.createTable(name);
  return dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}

async function extendConversation(db: Kysely<unknown>, long: 'integer' | 'bigint'): Promise<void> {
  await db.schema.alterTable('conversation').addColumn('person', 'text').execute();
  await db.schema.alterTable('conversation').addColumn('form', 'text').execute();
  await db.schema
    .alterTable('conversation')
    .addColumn('touched', long, (touched) => touched.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('conversation_form')
    .on('conversation')
    .column('touched')
    .where(sql<boolean>`form is not null`)
    .execute();
}

async function createArchive(db: Kysely<unknown>, dialect: Dialect, long: 'integer' | 'bigint'): Promise<void> {
  await db.schema
    .alterTable('access_head')
    .addColumn('archived', long, (archived) => archived.notNull().defaultTo(0))
    .execute();
  await createTable(db, dialect, 'access_archive')
    .addColumn('last', long, (last) => last.notNull().primaryKey())
    .addColumn('first', long, (first) => first.notNull())
    .addColumn('until', long, (until) => until.notNull())
    .addColumn('hash', 'text', (hash) => hash.notNull())
    .addColumn('lines', 'text', (lines) => lines.notNull())
    .execute();
  await db.schema
    .createIndex('access_log_admin')
    .on('access_log')
    .columns(['subject', 'id'])
    .where(sql<boolean>`act in ('admin', 'copy', 'erase')`)
    .execute();
  await db.schema.createIndex('access_log_actor').on('access_log').columns(['actor', 'at']).execute();
}

/**
 * Append-only tables can be changed only in a transaction that puts a line into `unlocked`: the one that seals rows with
 * a new key, and the one that erases a contract. A line of the access log leaves only after it was archived.
 */
async function relockSqlite(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; tbl_name: string; act: string }>`
    select name, tbl_name, case when name like '%_update' then 'update' else 'delete' end as act
    from sqlite_master where type = 'trigger' and sql like '%append-only%'`.execute(db);
  for (const { name, tbl_name: table, act } of rows) {
    const isLog = table === 'access_log';
    if (isLog && act === 'update') continue;
    const when = isLog ? sql`old.id > (select archived from access_head)` : sql`not exists (select 1 from unlocked)`;
    await sql`drop trigger ${sql.ref(name)}`.execute(db);
    await sql`create trigger ${sql.ref(name)} before ${sql.raw(act)} on ${sql.table(table)} when ${when}
      begin select raise(abort, 'append-only'); end`.execute(db);
  }
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`access_archive_no_${act}`)} before ${sql.raw(act)} on access_archive
      begin select raise(abort, 'append-only'); end`.execute(db);
  }
}

async function relockPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function append_only() returns trigger language plpgsql as $$ begin
    if not exists (select 1 from unlocked) then raise exception 'append-only'; end if;
    return null; end $$`.execute(db);
  await sql`create function access_only_grows() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and tg_level = 'ROW' and old.id <= (select archived from access_head) then return old; end if;
    raise exception 'append-only'; end $$`.execute(db);
  await sql`drop trigger access_log_append_only on access_log`.execute(db);
  await sql`create trigger access_log_append_only before update or truncate on access_log
    for each statement execute function access_only_grows()`.execute(db);
  await sql`create trigger access_log_no_delete before delete on access_log
    for each row execute function access_only_grows()`.execute(db);
  await sql`create trigger access_archive_append_only before update or delete or truncate on access_archive
    for each statement execute function access_only_grows()`.execute(db);
}

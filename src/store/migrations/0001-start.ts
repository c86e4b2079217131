/** The first schema. */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function start(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createJob(db, dialect);
  await createConversation(db, dialect);
  await createReport(db, dialect);
  await createPerson(db, dialect);
  await createQuestion(db, dialect);
  await createAccessLog(db, dialect);
  await createMeta(db, dialect);
  await (dialect === 'sqlite' ? appendOnlySqlite(db) : appendOnlyPostgres(db));
}

/** A table whose columns take only what their type says; PostgreSQL does so anyway. */
function createTable(db: Kysely<unknown>, dialect: Dialect, name: string) {
  const table = db.schema.createTable(name);
  return dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}

/** Milliseconds and ids. */
function big(dialect: Dialect) {
  return dialect === 'sqlite' ? 'integer' : 'bigint';
}

async function createJob(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'job')
    .addColumn('id', long, (id) =>
      dialect === 'sqlite' ? id.primaryKey().autoIncrement() : id.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn('key', 'text', (key) => key.notNull().unique())
    .addColumn('grp', 'text', (grp) => grp.notNull())
    .addColumn('address', 'text', (address) => address.notNull())
    .addColumn('kind', 'text', (kind) => kind.notNull())
    .addColumn('state', 'text', (state) => state.notNull().defaultTo('open'))
    .addColumn('urgent', 'integer', (urgent) => urgent.notNull())
    .addColumn('due', long, (due) => due.notNull())
    .addColumn('ready', long)
    .addColumn('attempt', 'integer', (attempt) => attempt.notNull().defaultTo(0))
    .addColumn('reason', 'text')
    .addColumn('payload', 'text', (payload) => payload.notNull())
    .addCheckConstraint('job_ready_open', sql<boolean>`state = 'open' or ready is null`)
    .execute();
  await db.schema.createIndex('job_address').on('job').columns(['address', 'id']).execute();
  await db.schema.createIndex('job_state').on('job').columns(['state', 'kind', 'due']).execute();
  await db.schema
    .createIndex('job_ready')
    .on('job')
    .columns(['urgent', 'ready', 'id'])
    .where(sql<boolean>`ready is not null`)
    .execute();
  await db.schema.createIndex('job_grp').on('job').columns(['grp', 'id']).where(sql<boolean>`state = 'open'`).execute();
}

async function createConversation(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTable(db, dialect, 'conversation')
    .addColumn('address', 'text', (address) => address.notNull().primaryKey())
    .addColumn('version', 'integer', (version) => version.notNull())
    .addColumn('lang', 'text', (lang) => lang.notNull())
    .addColumn('state', 'text', (state) => state.notNull())
    .execute();
}

async function createReport(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'report')
    .addColumn('number', 'text', (number) => number.notNull().primaryKey())
    .addColumn('year', 'integer', (year) => year.notNull())
    .addColumn('serial', 'integer', (serial) => serial.notNull())
    .addColumn('edition', 'integer', (edition) => edition.notNull())
    .addColumn('status', 'text', (status) => status.notNull())
    .addColumn('kind', 'text', (kind) => kind.notNull())
    .addColumn('reporter', 'text', (reporter) => reporter.notNull())
    .addColumn('contract', 'text', (contract) => contract.notNull())
    .addColumn('filed', long, (filed) => filed.notNull())
    .addColumn('address', 'text', (address) => address.notNull())
    .addColumn('form', 'text', (form) => form.notNull())
    .addColumn('form_version', 'integer', (version) => version.notNull())
    .addColumn('annex', 'text', (annex) => annex.notNull())
    .addColumn('body', 'text', (body) => body.notNull())
    .addUniqueConstraint('report_serial', ['year', 'serial'])
    .execute();
  await db.schema.createIndex('report_reporter').on('report').columns(['reporter', 'year', 'serial']).execute();
  await db.schema.createIndex('report_contract').on('report').columns(['contract', 'year', 'serial']).execute();
  await db.schema.createIndex('report_status').on('report').columns(['status', 'year', 'serial']).execute();
  await createTable(db, dialect, 'report_event')
    .addColumn('report', 'text', (report) => report.notNull().references('report.number'))
    .addColumn('seq', 'integer', (seq) => seq.notNull())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('actor', 'text', (actor) => actor.notNull())
    .addColumn('act', 'text', (act) => act.notNull())
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('report_event_line', ['report', 'seq'])
    .execute();
}

async function createPerson(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'person')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .addColumn('name', 'text', (name) => name.notNull())
    .addColumn('mail', 'text', (mail) => mail.notNull())
    .addColumn('mail_key', 'text', (mail) => mail.notNull())
    .addColumn('role', 'text', (role) => role.notNull())
    .addColumn('lang', 'text', (lang) => lang.notNull())
    .addColumn('manager', 'text')
    .addColumn('agency', 'text')
    .addColumn('contracts', 'text', (contracts) => contracts.notNull())
    .addColumn('updated', long, (updated) => updated.notNull())
    .execute();
  await db.schema.createIndex('person_mail').on('person').column('mail_key').execute();
}

async function createQuestion(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'question')
    .addColumn('key', 'text', (key) => key.notNull().primaryKey())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('person', 'text', (person) => person.notNull())
    .addColumn('lang', 'text', (lang) => lang.notNull())
    .addColumn('intent', 'text', (intent) => intent.notNull())
    .addColumn('verdict', 'text')
    .addColumn('citations', 'text', (citations) => citations.notNull())
    .addColumn('confidence', 'text', (confidence) => confidence.notNull())
    .addColumn('text', 'text', (text) => text.notNull())
    .execute();
  await db.schema.createIndex('question_at').on('question').column('at').execute();
}

async function createAccessLog(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'access_log')
    .addColumn('id', long, (id) => id.notNull().primaryKey())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('actor', 'text', (actor) => actor.notNull())
    .addColumn('act', 'text', (act) => act.notNull())
    .addColumn('subject', 'text', (subject) => subject.notNull())
    .addColumn('hash', 'text', (hash) => hash.notNull())
    .execute();
  await db.schema.createIndex('access_log_at').on('access_log').column('at').execute();
  await createTable(db, dialect, 'access_head')
    .addColumn('rows', long, (rows) => rows.notNull())
    .addColumn('hash', 'text', (hash) => hash.notNull())
    .execute();
  await sql`insert into access_head (rows, hash) values (0, '')`.execute(db);
}

async function createMeta(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTable(db, dialect, 'key_proof')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .addColumn('proof', 'text', (proof) => proof.notNull())
    .execute();
  await createTable(db, dialect, 'probe')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .execute();
}

const appendOnly = ['report_event', 'access_log'];

async function appendOnlySqlite(db: Kysely<unknown>): Promise<void> {
  for (const table of appendOnly) {
    for (const change of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
        begin select raise(abort, 'append-only'); end`.execute(db);
    }
  }
}

async function appendOnlyPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function append_only() returns trigger language plpgsql
    as $$ begin raise exception 'append-only'; end $$`.execute(db);
  for (const table of appendOnly) {
    await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete or truncate
      on ${sql.table(table)} for each statement execute function append_only()`.execute(db);
  }
}

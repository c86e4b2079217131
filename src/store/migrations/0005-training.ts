/** Training (Art. 11), and what has to be known of people for it. */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function training(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await extendPerson(db, dialect);
  await createAssignment(db, dialect);
  await createRecords(db, dialect);
  await createReminder(db, dialect);
  for (const table of ['training', 'training_session', 'training_event']) await appendOnly(db, dialect, table);
}

function createTable(db: Kysely<unknown>, dialect: Dialect, name: string) {
  const table = db.schema.createTable(name);
  return dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}

function big(dialect: Dialect) {
  return dialect === 'sqlite' ? 'integer' : 'bigint';
}

async function extendPerson(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  for (const name of ['zone', 'calendar']) await db.schema.alterTable('person').addColumn(name, 'text').execute();
  for (const name of ['joined', 'left_at']) await db.schema.alterTable('person').addColumn(name, long).execute();
  await sql`update person set joined = updated`.execute(db);
  await db.schema.createIndex('person_manager').on('person').columns(['manager', 'id']).execute();
}

async function createAssignment(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'assignment')
    .addColumn('person', 'text', (person) => person.notNull())
    .addColumn('course', 'text', (course) => course.notNull())
    .addColumn('since', 'integer', (since) => since.notNull())
    .addColumn('edition', 'integer', (edition) => edition.notNull())
    .addColumn('due', 'integer', (due) => due.notNull())
    .addColumn('reason', 'text', (reason) => reason.notNull())
    .addColumn('closed', long)
    .addColumn('record', 'text')
    .addPrimaryKeyConstraint('assignment_name', ['person', 'course', 'since'])
    .execute();
  const open = sql<boolean>`closed is null`;
  await db.schema
    .createIndex('assignment_open')
    .on('assignment')
    .unique()
    .columns(['person', 'course'])
    .where(open)
    .execute();
  await db.schema.createIndex('assignment_open_due').on('assignment').columns(['person', 'due']).where(open).execute();
  await db.schema.createIndex('assignment_due').on('assignment').columns(['course', 'due']).execute();
}

async function createRecords(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = big(dialect);
  await createTable(db, dialect, 'training')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .addColumn('person', 'text', (person) => person.notNull())
    .addColumn('course', 'text', (course) => course.notNull())
    .addColumn('version', 'integer', (version) => version.notNull())
    .addColumn('material', 'text', (material) => material.notNull())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('means', 'text', (means) => means.notNull())
    .addColumn('minutes', 'integer', (minutes) => minutes.notNull())
    .addColumn('lang', 'text', (lang) => lang.notNull())
    .addColumn('score', 'integer')
    .addColumn('asked', 'integer')
    .addColumn('read', long)
    .addColumn('session', 'text')
    .execute();
  await db.schema.createIndex('training_course').on('training').columns(['course', 'at']).execute();
  await db.schema.createIndex('training_person').on('training').columns(['person', 'at']).execute();
  await createTable(db, dialect, 'training_session')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .addColumn('course', 'text', (course) => course.notNull())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('minutes', 'integer', (minutes) => minutes.notNull())
    .addColumn('actor', 'text', (actor) => actor.notNull())
    .addColumn('detail', 'text', (detail) => detail.notNull())
    .execute();
  await createTable(db, dialect, 'training_event')
    .addColumn('id', 'text', (id) => id.notNull().primaryKey())
    .addColumn('at', long, (at) => at.notNull())
    .addColumn('actor', 'text', (actor) => actor.notNull())
    .addColumn('act', 'text', (act) => act.notNull())
    .addColumn('course', 'text', (course) => course.notNull())
    .addColumn('person', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('training_event_course').on('training_event').columns(['course', 'at']).execute();
}

async function createReminder(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTable(db, dialect, 'reminder')
    .addColumn('person', 'text', (person) => person.notNull().primaryKey())
    .addColumn('reminded', 'integer')
    .addColumn('digested', 'integer')
    .addColumn('snoozed', 'integer')
    .addColumn('snoozes', 'integer')
    .execute();
}

async function appendOnly(db: Kysely<unknown>, dialect: Dialect, table: string): Promise<void> {
  if (dialect === 'postgres') {
    await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete or truncate
      on ${sql.table(table)} for each statement execute function append_only()`.execute(db);
    return;
  }
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
      begin select raise(abort, 'append-only'); end`.execute(db);
  }
}

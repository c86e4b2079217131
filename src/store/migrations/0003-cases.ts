/** A report becomes a case: how often it was changed, whether it is open, who has taken it, what has to be done. */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function cases(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const long = dialect === 'sqlite' ? 'integer' : 'bigint';
  await db.schema
    .alterTable('report')
    .addColumn('version', 'integer', (version) => version.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('report')
    .addColumn('open', 'integer', (open) => open.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('report').addColumn('owner', 'text').execute();
  await sql`update report set version = edition`.execute(db);
  for (const column of ['contract', 'owner', 'reporter'] as const) {
    await openIndex(db, `report_open_${column}`, [column, 'year', 'serial']);
  }
  await openIndex(db, 'report_open', ['year', 'serial']);
  const task = db.schema.createTable('task');
  await (dialect === 'sqlite' ? task.modifyEnd(sql`strict`) : task)
    .addColumn('report', 'text', (report) => report.notNull().references('report.number'))
    .addColumn('id', 'integer', (id) => id.notNull())
    .addColumn('area', 'text', (area) => area.notNull())
    .addColumn('source', 'text', (source) => source.notNull())
    .addColumn('owner', 'text')
    .addColumn('due', long, (due) => due.notNull())
    .addColumn('state', 'text', (state) => state.notNull())
    .addColumn('body', 'text', (body) => body.notNull())
    .addPrimaryKeyConstraint('task_of_report', ['report', 'id'])
    .execute();
  const isOpen = sql<boolean>`state = 'open'`;
  await db.schema.createIndex('task_due').on('task').columns(['due', 'report', 'id']).where(isOpen).execute();
  await db.schema.createIndex('task_owner').on('task').columns(['owner', 'due']).where(isOpen).execute();
  await db.schema.createIndex('task_open').on('task').columns(['report', 'due']).where(isOpen).execute();
}

async function openIndex(db: Kysely<unknown>, name: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(name)
    .on('report')
    .columns([...columns])
    .where(sql<boolean>`open = 1`)
    .execute();
}

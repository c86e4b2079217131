/** What becomes of a question: the answer that was given, whom it was handed to, what people said about it. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function questions(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema.alterTable('question').addColumn('answer', 'text').execute();
  await db.schema
    .alterTable('question')
    .addColumn('ai', 'integer', (ai) => ai.notNull().defaultTo(0))
    .execute();
  const table = db.schema.createTable('question_event');
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table)
    .addColumn('question', 'text', (question) => question.notNull().references('question.key'))
    .addColumn('seq', 'integer', (seq) => seq.notNull())
    .addColumn('at', dialect === 'sqlite' ? 'integer' : 'bigint', (at) => at.notNull())
    .addColumn('actor', 'text', (actor) => actor.notNull())
    .addColumn('act', 'text', (act) => act.notNull())
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('question_event_line', ['question', 'seq'])
    .execute();
  await db.schema.createIndex('question_event_act').on('question_event').columns(['act', 'question']).execute();
}

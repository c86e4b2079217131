/** What runs out: open forms that nobody goes on with, questions, and the texts of jobs that are over. */
import { sql } from 'kysely';
import type { Conversation } from '../types.ts';
import { archivePage } from './archive.ts';
import { findConversation, saveConversation } from './conversations.ts';
import type { IdleForm, Removed, Terms } from './keeping.ts';
import type { Session } from './schema.ts';

/** Small enough that nobody waits for it. */
const page = 200;

export async function idleForms(session: Session, before: number): Promise<readonly IdleForm[]> {
  const rows = await session.db
    .selectFrom('conversation')
    .select(['address', 'touched'])
    .where('form', 'is not', null)
    .where('touched', '<', before)
    .orderBy('touched')
    .limit(page)
    .execute();
  const idle: IdleForm[] = [];
  for (const { address, touched } of rows) {
    const { form, lang, person = address } = (await findConversation(session, address)) ?? {};
    if (form && lang) idle.push({ address, person, lang, form, touched });
  }
  return idle;
}

/** Removes a page of what has run out; in a transaction. */
export async function expire(session: Session, terms: Terms, now: number): Promise<Removed> {
  return {
    forms: await dropForms(session, terms.forms, now),
    questions: await dropQuestions(session, terms.questions),
    texts: await emptyJobs(session, terms),
    log: await archivePage(session, terms.log),
  };
}

/** The conversation goes on without its form. */
async function dropForms(session: Session, before: number, now: number): Promise<number> {
  const idle = await idleForms(session, before);
  for (const { address } of idle) {
    const known = await findConversation(session, address);
    if (known) await saveConversation(session, withoutForm(known), now);
  }
  return idle.length;
}

export function withoutForm({ form: _, ...conversation }: Conversation): Conversation {
  return { ...conversation, version: conversation.version + 1 };
}

async function dropQuestions({ db }: Session, before: number): Promise<number> {
  const old = db.selectFrom('question').select('key').where('at', '<', before).orderBy('at').limit(page);
  const rows = await db.deleteFrom('question').where('key', 'in', old).returning('key').execute();
  return rows.length;
}

/** The key stays, so that a message that comes again is still known. Dead jobs wait longer: somebody has to look at them. */
async function emptyJobs({ db }: Session, { jobs, questions }: Terms): Promise<number> {
  const old = db
    .selectFrom('job')
    .select('id')
    // In the words of the index job_text.
    .where(sql<boolean>`payload <> '' and state <> 'open'`)
    .where(({ eb, or }) =>
      or([eb('state', '=', 'done').and('due', '<', jobs), eb('state', '=', 'dead').and('due', '<', questions)]),
    )
    .where('due', '<', Math.max(jobs, questions))
    .orderBy('due')
    .limit(page);
  const rows = await db.updateTable('job').set({ payload: '' }).where('id', 'in', old).returning('id').execute();
  return rows.length;
}

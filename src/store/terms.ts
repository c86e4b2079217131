/** What runs out: open forms that nobody goes on with, questions, and the texts of jobs that are over. */
import { sql } from 'kysely';
import type { Conversation, IdleForm, Terms } from '../types.ts';
import { archivePage } from './archive.ts';
import { findConversation, saveConversations } from './conversations.ts';
import type { Removed } from './keeping.ts';
import { removeQuestions } from './removing.ts';
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

/** True where `expire` would find something. */
export async function overdue(session: Session, terms: Terms): Promise<boolean> {
  const { db } = session;
  const one = sql.lit(1).as('one');
  const forms = db.selectFrom('conversation').where('form', 'is not', null).where('touched', '<', terms.forms);
  const questions = db.selectFrom('question').where('at', '<', terms.questions);
  const log = db.selectFrom('access_log').where('at', '<', terms.log);
  const oldest = log.where('id', '=', ({ selectFrom }) =>
    selectFrom('access_head').select(({ eb }) => eb('archived', '+', 1).as('id')),
  );
  const found = await Promise.all([
    forms.select(one).limit(1).executeTakeFirst(),
    questions.select(one).limit(1).executeTakeFirst(),
    oldJobs(session, terms).select(one).limit(1).executeTakeFirst(),
    oldest.select(one).limit(1).executeTakeFirst(),
    db.selectFrom('person').where('left_at', '<', terms.leavers).select(one).limit(1).executeTakeFirst(),
  ]);
  return found.some(Boolean);
}

/** Removes a page of what has run out; in a transaction. */
export async function expire(session: Session, terms: Terms, now: number): Promise<Removed> {
  return {
    forms: await dropForms(session, terms.forms, now),
    questions: await dropQuestions(session, terms.questions),
    texts: await emptyJobs(session, terms),
    log: await archivePage(session, terms.log),
    leavers: await dropLeavers(session, terms.leavers),
  };
}

/** Training records and reports keep the id. */
async function dropLeavers({ db }: Session, before: number): Promise<number> {
  const old = db.selectFrom('person').select('id').where('left_at', '<', before).limit(page);
  const rows = await db.deleteFrom('person').where('id', 'in', old).returning(['id', 'mail_key']).execute();
  const mails = rows.map(({ mail_key: mail }) => mail).filter((mail) => mail !== '');
  if (mails.length > 0) await db.deleteFrom('contact').where('mail_key', 'in', mails).execute();
  return rows.length;
}

/** The conversation goes on without its form. */
async function dropForms(session: Session, before: number, now: number): Promise<number> {
  const idle = await idleForms(session, before);
  for (const { address } of idle) {
    const known = await findConversation(session, address);
    if (known) await saveConversations(session, [{ now, conversation: withoutForm(known) }]);
  }
  return idle.length;
}

function withoutForm({ form: _, ...conversation }: Conversation): Conversation {
  return { ...conversation, version: conversation.version + 1 };
}

async function dropQuestions(session: Session, before: number): Promise<number> {
  const old = session.db.selectFrom('question').select('key').where('at', '<', before).orderBy('at').limit(page);
  const rows = await old.execute();
  await removeQuestions(
    session,
    rows.map(({ key }) => key),
  );
  return rows.length;
}

/** The key stays, so that a message that comes again is still known. Dead jobs wait longer: somebody has to look at them. */
async function emptyJobs(session: Session, terms: Terms): Promise<number> {
  const old = oldJobs(session, terms).select('id').orderBy('due').limit(page);
  const rows = await session.db
    .updateTable('job')
    .set({ payload: '' })
    .where('id', 'in', old)
    .returning('id')
    .execute();
  return rows.length;
}

function oldJobs({ db }: Session, { jobs, questions }: Terms) {
  return (
    db
      .selectFrom('job')
      // In the words of the index job_text.
      .where(sql<boolean>`payload <> '' and state <> 'open'`)
      .where(({ eb, or }) =>
        or([eb('state', '=', 'done').and('due', '<', jobs), eb('state', '=', 'dead').and('due', '<', questions)]),
      )
      .where('due', '<', Math.max(jobs, questions))
  );
}

/** What was asked and answered, and what became of it. */
import type { Selectable } from 'kysely';
import type { AskedQuestion, Question, QuestionAct, QuestionEvent, QuestionQuery } from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import type { Session, Tables } from './schema.ts';

/** A question with a key that is there already is left as it is. */
export async function saveQuestions({ db, cipher }: Session, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map(({ text, answer, ai, by: _, citations, verdict = null, ...columns }) => ({
    ...plain({ ...columns, verdict, ai: ai ? 1 : 0 }),
    citations: JSON.stringify(citations),
    text: cipher.seal(text, ['question', 'text', columns.key]),
    answer: answer === undefined ? null : cipher.seal(answer, ['question', 'answer', columns.key]),
  }));
  await db
    .insertInto('question')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Appends lines to the timelines of questions. @throws TokkiError `input` where a question does not exist */
export async function addQuestionEvents({ db, cipher }: Session, events: readonly QuestionEvent[]): Promise<void> {
  for (const { question, at, by, act, detail } of events) {
    const last = await db
      .selectFrom('question_event')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .where('question', '=', question)
      .executeTakeFirst();
    const seq = (last?.seq ?? 0) + 1;
    const sealed = detail === undefined ? null : cipher.seal(detail, eventPlace(question, seq));
    await db
      .insertInto('question_event')
      .values({ ...plain({ question, seq, at, actor: by, act }), act, detail: sealed })
      .execute();
  }
}

/** The questions that meet all conditions given, newest first, with their timelines. */
export async function findQuestions(session: Session, query: QuestionQuery): Promise<readonly AskedQuestion[]> {
  const { key, since, waiting, limit = Number.MAX_SAFE_INTEGER } = query;
  let questions = session.db.selectFrom('question').selectAll();
  if (key !== undefined) questions = questions.where('key', '=', key);
  if (since !== undefined) questions = questions.where('at', '>=', since);
  if (waiting) {
    const withAct = (act: QuestionAct) =>
      session.db.selectFrom('question_event').select('question').where('act', '=', act);
    questions = questions.where('key', 'in', withAct('handed')).where('key', 'not in', withAct('answered'));
  }
  const rows = await questions.orderBy('at', 'desc').orderBy('key').limit(limit).execute();
  const events = await findEvents(
    session,
    rows.map((row) => row.key),
  );
  return rows.map((row) => ({ ...questionOf(session, row), events: events.get(row.key) ?? [] }));
}

function questionOf(
  { cipher }: Session,
  { text, answer, ai, citations, ...row }: Selectable<Tables['question']>,
): Question {
  return {
    ...present(row),
    citations: JSON.parse(citations) as string[],
    text: cipher.open(text, ['question', 'text', row.key]) as string,
    ...(answer !== null && { answer: cipher.open(answer, ['question', 'answer', row.key]) as string }),
    ...(ai === 1 && { ai: true }),
  };
}

async function findEvents({ db, cipher }: Session, keys: readonly string[]) {
  const found: QuestionEvent[] = [];
  for (const part of chunks(keys)) {
    const rows = await db
      .selectFrom('question_event')
      .selectAll()
      .where('question', 'in', part)
      .orderBy('question')
      .orderBy('seq')
      .execute();
    for (const { question, seq, at, actor: by, act, detail: sealed } of rows) {
      const detail = sealed === null ? null : (cipher.open(sealed, eventPlace(question, seq)) as string);
      found.push(present({ question, at, by, act, detail }));
    }
  }
  return Map.groupBy(found, ({ question }) => question);
}

function eventPlace(question: string, seq: number) {
  return ['question_event', 'detail', `${question}#${seq}`] as const;
}

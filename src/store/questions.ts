/** What was asked and answered. */
import type { Question } from '../types.ts';
import { plain } from './fields.ts';
import type { Session } from './schema.ts';

/** A question with a key that is there already is left as it is. */
export async function saveQuestion({ db, cipher }: Session, question: Question): Promise<void> {
  const { text, citations, verdict = null, ...columns } = question;
  const row = {
    ...plain({ ...columns, verdict }),
    citations: JSON.stringify(citations),
    text: cipher.seal(text, ['question', 'text', question.key]),
  };
  await db
    .insertInto('question')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

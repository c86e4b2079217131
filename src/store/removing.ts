/** Removing reports and questions with all that belongs to them; in a transaction, `unlocked` for reports. */
import { chunks } from './fields.ts';
import type { Session } from './schema.ts';

export async function removeReports({ db }: Session, numbers: readonly string[]): Promise<void> {
  for (const part of chunks(numbers)) {
    await db.deleteFrom('report_event').where('report', 'in', part).execute();
    await db.deleteFrom('task').where('report', 'in', part).execute();
    await db.deleteFrom('report').where('number', 'in', part).execute();
  }
}

export async function removeQuestions({ db }: Session, keys: readonly string[]): Promise<void> {
  for (const part of chunks(keys)) {
    await db.deleteFrom('question_event').where('question', 'in', part).execute();
    await db.deleteFrom('question').where('key', 'in', part).execute();
  }
}

/** Who answers a person's questions. Pure. */
import { scopeOf, withScope } from '../rights.ts';
import type { AskedQuestion, Person } from '../types.ts';

/** The 業務責任者 of the person's contracts; administrators where there is no other one. Never the person. */
export function answerersOf(people: readonly Person[], asker: Person): readonly Person[] {
  const others = people.filter(({ id }) => id !== asker.id);
  const responsible = withScope(others, 'question.answer', 'contract').filter(({ contracts }) =>
    contracts.some((one) => asker.contracts.includes(one)),
  );
  return responsible.length > 0 ? responsible : withScope(others, 'question.answer', 'all');
}

/** Those who were asked, as long as they still are responsible for something, and administrators. */
export function mayAnswer(person: Person, question: AskedQuestion): boolean {
  const scope = scopeOf(person, 'question.answer');
  return scope === 'all' || (scope === 'contract' && handedTo(question).includes(person.id));
}

/** The ids of all to whom the question was handed over. */
export function handedTo({ events }: AskedQuestion): readonly string[] {
  return events.flatMap(({ act, detail = '' }) => (act === 'handed' ? detail.split(' ') : []));
}

/** True where it was handed over and nobody has answered yet. */
export function isWaiting({ events }: AskedQuestion): boolean {
  return events.some(({ act }) => act === 'handed') && !events.some(({ act }) => act === 'answered');
}

import { say } from '../../strings/say.ts';
import type { Post, Reply, Text } from '../../types.ts';
import type { Scene } from '../scene.ts';
import type { Case } from './case.ts';
import { nameOf } from './who.ts';

/** The reporter sees who looks after the report, in the reporter's language. */
export function tellReporter({ turn }: Scene, kase: Case, text: Text, key: string): readonly Post[] {
  const { report, people } = kase;
  const reporter = people.find(({ id }) => id === report.reporter);
  if (!reporter || reporter.id === turn.person.id) return [];
  const { lang } = reporter;
  const name = nameOf(kase, turn.person.id, lang);
  const reply: Reply = { kind: 'notice', lang, text: say(text, lang, { number: report.number, name }) };
  return [{ key: `case:${report.number}:${key}`, to: reporter.id, reply }];
}

/** What the acts on a question need, and the Outcomes that they end in. Pure. */
import { listed } from '../strings/say.ts';
import type { AskedQuestion, Desk, Lang, Outcome, Person, Reply, Text, Turn } from '../types.ts';

export interface Scene {
  readonly turn: Turn;
  readonly desk: Desk;
  readonly lang: Lang;
  readonly question: AskedQuestion;
}

/** What is said to one person alone, where others read along. */
function alone({ message }: Turn): Pick<Reply, 'only'> {
  return message.private ? {} : { only: message.user };
}

export function notice(
  { turn, lang }: Pick<Scene, 'turn' | 'lang'>,
  text: Text | string,
  more: Partial<Reply> = {},
): Reply {
  return { kind: 'notice', lang, text: typeof text === 'string' ? text : text[lang], ...more, ...alone(turn) };
}

/** The Outcome of one Reply. */
export function outcome({ turn }: Pick<Scene, 'turn'>, reply: Reply, more: Partial<Outcome> = {}): Outcome {
  return { conversation: turn.conversation, replies: [reply], ...more };
}

/** A refusal is logged (6.8.3.b). */
export function refused(scene: Scene, text: Text): Outcome {
  const { turn, question } = scene;
  const line = { at: turn.now, by: turn.person.id, act: 'refuse', subject: `question:${question.key}` } as const;
  return outcome(scene, notice(scene, text), { access: [line] });
}

export function named(people: readonly Person[], lang: Lang): string {
  return listed(
    people.map(({ name }) => (lang === 'ja' ? `${name}さん` : name)),
    lang,
  );
}

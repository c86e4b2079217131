/** What falls due on the asking side: a question that waits is brought to mind once, and once a week there is a digest. Pure. */
import { civilOf, momentOf } from '../forms/calendar.ts';
import { formatCitation } from '../knowledge/citation.ts';
import { mayEver } from '../rights.ts';
import { handOver, digest as words } from '../strings/ask.ts';
import { listed, say } from '../strings/say.ts';
import type { AskedQuestion, Desk, Lang, Person, Post, Records, Reply, Section, Timer, Turn } from '../types.ts';
import { answerersOf, handedTo, isWaiting } from './answerers.ts';
import { digestAfter } from './due.ts';
import { nameOf, questionPost, writeButton } from './handover.ts';

const week = 7 * 24 * 3_600_000;
/** Waiting questions that the digest shows; each has its button. */
const shown = 4;
const oftenest = 3;

/** Those who were asked and have not answered are asked once more. */
export async function remind({ subject }: Timer, desk: Desk): Promise<Records> {
  const [question] = await desk.questions({ key: subject });
  if (!question || !isWaiting(question)) return {};
  const people = await desk.people();
  const asker = people.find(({ id }) => id === question.person);
  const to = people.filter(({ id }) => handedTo(question).includes(id));
  return asker ? { posts: to.map((one) => questionPost(question, asker, one, 'again')) } : {};
}

/** A question that did not reach somebody: who has asked must not wait in vain. Other Posts can go lost. */
export async function tellAsker({ subject }: Timer, desk: Desk): Promise<Records> {
  const [to = '', post = ''] = subject.split(' ');
  const [, key = ''] = /^ask:hand:(.+):[^:]+$/su.exec(post) ?? [];
  const people = await desk.people();
  const [question] = key === '' ? [] : await desk.questions({ key });
  const asker = people.find(({ id }) => id === question?.person);
  if (!question || !asker) return {};
  const { lang } = asker;
  const text = say(handOver.undelivered, lang, { name: nameOf(people, to, lang, 'answerer') });
  const facts = [{ label: handOver.question[lang], value: question.text }];
  return { posts: [{ key: `ask:undelivered:${post}`, to: asker.id, reply: { kind: 'notice', lang, text, facts } }] };
}

/** One Post for each person who answers for somebody who has asked this week, or for whom a question waits. */
export async function digest({ key, due }: Timer, desk: Desk, now: number): Promise<Records> {
  const [asked, waiting, people] = await Promise.all([
    desk.questions({ since: due - week }),
    desk.questions({ waiting: true }),
    desk.people(),
  ]);
  const askers = new Map(people.map((person) => [person.id, answerersOf(people, person).map(({ id }) => id)]));
  const posts = people.flatMap((to): Post[] => {
    const mine = asked.filter(({ person }) => askers.get(person)?.includes(to.id));
    const open = waiting.filter((question) => handedTo(question).includes(to.id));
    return mine.length + open.length === 0
      ? []
      : [{ key: `${key}:${to.id}`, to: to.id, reply: digestOf(mine, open, people, to.lang) }];
  });
  return { posts, timers: [digestAfter(Math.max(now, due))] };
}

function digestOf(
  asked: readonly AskedQuestion[],
  waiting: readonly AskedQuestion[],
  people: readonly Person[],
  lang: Lang,
): Reply {
  const questions = asked.filter(({ intent }) => intent !== 'incident');
  const figures = {
    asked: questions.length,
    unsure: questions.filter(({ confidence }) => confidence !== 'sure').length,
    down: questions.filter(({ events }) => events.some(({ act }) => act === 'down')).length,
    waiting: waiting.length,
  };
  const labels = listed(
    often(questions).map((id) => formatCitation(id, lang)),
    lang,
  );
  const rest = waiting.length - shown;
  const sentences = [
    say(words.text, lang, figures),
    ...(labels ? [say(words.often, lang, { labels })] : []),
    ...(rest > 0 ? [say(words.more, lang, { count: rest })] : []),
  ];
  const sections = waiting.slice(0, shown).map((question) => sectionOf(question, people, lang));
  return { kind: 'list', lang, title: words.title[lang], text: sentences.join('\n'), sections, note: words.note[lang] };
}

/** The questions that wait for this person, for the overview. */
export async function waitingFor({ person, conversation: { lang } }: Turn, desk: Desk): Promise<readonly Section[]> {
  if (!mayEver(person, 'question.answer')) return [];
  const waiting = (await desk.questions({ waiting: true })).filter((question) =>
    handedTo(question).includes(person.id),
  );
  const people = waiting.length > 0 ? await desk.people() : [];
  return waiting.slice(0, shown).map((question) => sectionOf(question, people, lang));
}

function sectionOf(question: AskedQuestion, people: readonly Person[], lang: Lang): Section {
  const { month, date } = civilOf(momentOf(question.at).day);
  const name = nameOf(people, question.person, lang, 'asker');
  const title = say(words.waiting, lang, { name, date: `${month}/${date}` });
  return { title, text: question.text, buttons: [writeButton(question, lang)] };
}

/** The provisions that were quoted most, each question counted once for its first. */
function often(questions: readonly AskedQuestion[]): readonly string[] {
  const first = questions.flatMap(({ citations }) => citations.slice(0, 1));
  const groups = [...Map.groupBy(first, (id) => id)].sort((a, b) => b[1].length - a[1].length);
  return groups.slice(0, oftenest).map(([id]) => id);
}

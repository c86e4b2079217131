/** A question goes to the responsible person with the desk's own attempt; the person's answer goes back to the asker. Pure. */
import { clean, hasWords } from '../forms/text.ts';
import { formatCitation } from '../knowledge/citation.ts';
import { may, mayEver } from '../rights.ts';
import { handOver as words } from '../strings/ask.ts';
import { common, verdictLabels } from '../strings/common.ts';
import { listed, say } from '../strings/say.ts';
import type {
  AskedQuestion,
  Button,
  Fact,
  FormView,
  Input,
  Lang,
  Outcome,
  Person,
  Post,
  QuestionEvent,
  Reply,
} from '../types.ts';
import { actId } from './acts.ts';
import { answerersOf, handedTo, isWaiting, mayAnswer } from './answerers.ts';
import { reminderOf } from './due.ts';
import { named, notice, outcome, refused, type Scene } from './scene.ts';

/** Of an answer that a person writes. */
const longest = 2_000;

/** Sends the question to those who answer for its asker. */
export async function hand(scene: Scene): Promise<Outcome> {
  const { turn, desk, lang, question } = scene;
  const { person, now } = turn;
  if (!mayEver(person, 'question.hand')) return refused(scene, words.guest);
  if (!may(person, 'question.hand', { owner: question.person, contracts: [] })) return refused(scene, words.notYours);
  const people = await desk.people();
  if (question.events.some(({ act }) => act === 'handed')) return outcome(scene, handedBefore(scene, people));
  const answerers = answerersOf(people, person);
  if (answerers.length === 0) return outcome(scene, notice(scene, words.nobody));
  const detail = answerers.map(({ id }) => id).join(' ');
  return outcome(scene, notice(scene, say(words.asked, lang, { names: named(answerers, lang) })), {
    questionEvents: [{ question: question.key, at: now, by: person.id, act: 'handed', detail }],
    posts: answerers.map((to) => questionPost(question, person, to, 'hand')),
    timers: [reminderOf(question.key, now)],
  });
}

/** Pressed again: it waits, or what was answered is shown once more. */
function handedBefore(scene: Scene, people: readonly Person[]): Reply {
  const { lang, question } = scene;
  const answer = question.events.findLast(({ act }) => act === 'answered');
  if (answer) return answerReply(question, answer, people, lang);
  const names = handedTo(question).map((id) => nameOf(people, id, lang, 'answerer'));
  return notice(scene, say(words.waiting, lang, { names: listed(names, lang) }));
}

/** The question as the responsible person gets it. @param why tells a reminder from the first Post */
export function questionPost(question: AskedQuestion, asker: Person, to: Person, why: 'hand' | 'again'): Post {
  const { lang } = to;
  const title = why === 'hand' ? words.title : words.titleAgain;
  const text = say(words.text, lang, { name: named([asker], lang) });
  const reply: Reply = {
    kind: 'notice',
    lang,
    title: title[lang],
    text,
    facts: factsOf(question, lang),
    buttons: [writeButton(question, lang)],
  };
  return { key: `ask:${why}:${question.key}:${to.id}`, to: to.id, reply };
}

export function writeButton({ key }: AskedQuestion, lang: Lang): Button {
  return { id: actId('answer', key), label: words.write[lang], style: 'primary', form: true };
}

function factsOf({ text, answer, verdict, citations }: AskedQuestion, lang: Lang): readonly Fact[] {
  const label = verdict ? `【${verdictLabels[verdict][lang]}】` : '';
  const cited = listed(
    citations.map((id) => formatCitation(id, lang)),
    lang,
  );
  return [
    { label: words.question[lang], value: text },
    ...(answer ? [{ label: words.attempt[lang], value: `${label}${answer}` }] : []),
    ...(cited ? [{ label: words.cited[lang], value: cited }] : []),
  ];
}

/** The button of a Post was pressed where no form opens by itself: what is typed next is the answer. */
export async function askForAnswer(scene: Scene): Promise<Outcome> {
  const { turn, desk, question } = scene;
  if (!turn.message.private) return outcome(scene, notice(scene, words.privateOnly));
  if (!mayAnswer(turn.person, question)) return refused(scene, words.notForYou);
  const people = await desk.people();
  return {
    ...outcome(scene, answerQuestion(scene, people)),
    conversation: { ...turn.conversation, awaited: { what: 'answer', question: question.key, since: turn.now } },
    access: [{ at: turn.now, by: turn.person.id, act: 'read', subject: `question:${question.key}` }],
  };
}

function answerQuestion(scene: Scene, people: readonly Person[], problem?: string): Reply {
  const { lang, question } = scene;
  const name = nameOf(people, question.person, lang, 'asker');
  const before = question.events.findLast(({ act }) => act === 'answered');
  const prompt = before
    ? say(words.promptAgain, lang, {
        by: nameOf(people, before.by, lang, 'answerer'),
        answer: before.detail ?? '',
        name,
      })
    : say(words.prompt, lang, { name });
  return {
    kind: 'question',
    lang,
    text: [...(problem ? [problem] : []), prompt].join('\n'),
    facts: [{ label: words.question[lang], value: question.text }],
    input: { ...answerInput(lang), id: actId('reply', question.key) },
    buttons: [{ id: actId('drop', question.key), label: common.cancel[lang], style: 'quiet' }],
  };
}

function answerInput(lang: Lang): Input {
  const hint = say(words.inputHint, lang, { max: longest.toLocaleString('en-US') });
  return { id: 'text', kind: 'text', label: words.input[lang], hint, max: longest };
}

/** The same input as a form, for platforms that can open one. It shows nothing of the question: nobody is known yet. */
export function answerForm(question: string, lang: Lang): FormView {
  const title = words.formTitle[lang];
  return { id: actId('reply', question), title, submit: words.send[lang], inputs: [answerInput(lang)] };
}

export function answerProblem(text: string, lang: Lang): string | undefined {
  if (!hasWords(text)) return words.empty[lang];
  return text.length > longest ? say(words.tooLong, lang, { max: longest.toLocaleString('en-US') }) : undefined;
}

/** What a responsible person has written goes to the asker, and is kept. */
export async function takeAnswer(scene: Scene, given: string): Promise<Outcome> {
  const { turn, desk, lang, question } = scene;
  const { person, message, now } = turn;
  if (!mayAnswer(person, question)) return refused(scene, words.notForYou);
  const text = clean(given);
  const people = await desk.people();
  const problem = answerProblem(text, lang);
  if (problem) {
    const awaited = { what: 'answer', question: question.key, since: now } as const;
    const conversation = { ...turn.conversation, awaited };
    return { conversation, replies: [answerQuestion(scene, people, problem)] };
  }
  const asker = people.find(({ id }) => id === question.person);
  const name = nameOf(people, question.person, lang, 'asker');
  if (question.events.some(({ act, by, detail }) => act === 'answered' && by === person.id && detail === text))
    return outcome(scene, notice(scene, say(words.sentBefore, lang, { name })));
  const event: QuestionEvent = { question: question.key, at: now, by: person.id, act: 'answered', detail: text };
  const key = `ask:answer:${message.key}`;
  const post = asker && { key, to: asker.id, reply: answerReply(question, event, people, asker.lang) };
  return outcome(scene, notice(scene, asker ? say(words.sent, lang, { name }) : words.gone), {
    questionEvents: [event],
    posts: [...(post ? [post] : []), ...othersPosts(scene, event, people)],
  });
}

/** A person's answer as the asker sees it: who wrote it, to which question, and that no program has checked it. */
function answerReply(question: AskedQuestion, event: QuestionEvent, people: readonly Person[], lang: Lang): Reply {
  return {
    kind: 'answer',
    lang,
    title: say(words.answerTitle, lang, { name: nameOf(people, event.by, lang, 'answerer') }),
    text: event.detail ?? '',
    facts: [{ label: words.question[lang], value: question.text }],
    note: words.answerNote[lang],
  };
}

/** The others who were asked need not answer any more; they are told once. */
function othersPosts({ question, turn }: Scene, { by, detail = '' }: QuestionEvent, people: readonly Person[]) {
  if (!isWaiting(question)) return [];
  const others = people.filter(({ id }) => id !== by && handedTo(question).includes(id));
  return others.map((to): Post => {
    const { lang } = to;
    const names = { by: nameOf(people, by, lang, 'answerer'), name: nameOf(people, question.person, lang, 'asker') };
    const facts = [
      { label: words.question[lang], value: question.text },
      { label: words.input[lang], value: detail },
    ];
    const reply: Reply = { kind: 'notice', lang, text: say(words.answered, lang, names), facts };
    return { key: `ask:answered:${turn.message.key}:${to.id}`, to: to.id, reply };
  });
}

export function drop(scene: Pick<Scene, 'turn' | 'lang'>): Outcome {
  return outcome(scene, notice(scene, words.dropped));
}

/** The name of somebody who may have left, as what he was to the question. */
export function nameOf(people: readonly Person[], id: string, lang: Lang, as: 'asker' | 'answerer'): string {
  const person = people.find((one) => one.id === id);
  return person ? named([person], lang) : words[as][lang];
}

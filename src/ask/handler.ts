/** Answers questions in a conversation: keeps the topic for follow-ups, records what was asked. Pure. */
import { languageOf } from '../forms/lang.ts';
import { clean } from '../forms/text.ts';
import { mayEver } from '../rights.ts';
import { handOver, ask as words } from '../strings/ask.ts';
import type { Button, Desk, FormView, Lang, Outcome, Section, Timer, TimerHandler, Topic, Turn } from '../types.ts';
import { type Act, actId, readAct, typed } from './acts.ts';
import { type Answer, replyOf } from './answer.ts';
import type { Looked } from './ask.ts';
import { digestAfter } from './due.ts';
import { askForComment, commentForm, giveReason, rate, ratingButtons, takeComment } from './feedback.ts';
import { articleOf, type Finding, isShort } from './find.ts';
import { answerForm, answerProblem, askForAnswer, drop, hand, takeAnswer } from './handover.ts';
import type { Scene } from './scene.ts';
import { digest, remind, tellAsker, waitingFor } from './week.ts';

/** A topic is kept for this many turns after the last question about it. */
const topicTurns = 3;
/** A text that comes later than this was not meant for the question that asked for it. */
const awaitedFor = 30 * 60_000;

export interface AskHandler {
  /** What `look` gave for the message, as the Outcome of the turn. */
  answer(turn: Turn, looked: Looked): Outcome;
  /** True for a button, an input or a form of this room. */
  takes(turn: Turn): boolean;
  /** True where it has to be done where nobody else reads. */
  isPrivate(turn: Turn): boolean;
  /** True where the text was asked for: an answer for somebody else, or what was not right. */
  awaits(turn: Turn): boolean;
  /** Does what a button means, or takes the text that was awaited. */
  handle(turn: Turn, desk: Desk): Promise<Outcome>;
  /** The form that a button of this room opens. */
  form(turn: Turn): FormView | undefined;
  /** What is wrong with the fields of a filled form, by input id. */
  check(turn: Turn): Readonly<Record<string, string>>;
  /** This room's part of the person's overview: the questions that wait for him. */
  home(turn: Turn, desk: Desk): Promise<readonly Section[]>;
  readonly onTimer: TimerHandler;
  /** What has to be armed once when Tokki starts. */
  timers(now: number): readonly Timer[];
  help(turn: Turn): Outcome;
  /** A button that no room knows any more. */
  stale(turn: Turn): Outcome;
}

/** @param reportButton the id of the button that opens an incident report */
export function createAskHandler(reportButton: string): AskHandler {
  const report = (lang: Lang): Button => ({ id: reportButton, label: words.report[lang] });
  const notice = (turn: Turn, text: string, lang: Lang): Outcome => ({
    conversation: { ...turn.conversation, lang },
    replies: [{ kind: 'notice', lang, text, buttons: [report(lang)] }],
  });
  const stale = (turn: Turn) => notice(turn, words.stale[turn.conversation.lang], turn.conversation.lang);

  function buttonsFor({ message, person }: Turn, { answer, unread }: Looked): readonly Button[] {
    const { lang, intent, confidence } = answer;
    const isQuestion = intent === 'question';
    const wantsPerson =
      mayEver(person, 'question.hand') &&
      !unread &&
      (isQuestion || (intent === 'out_of_scope' && confidence === 'none'));
    const quiet = confidence === 'sure' ? ({ style: 'quiet' } as const) : {};
    return [
      ...(offersReport(answer) ? [report(lang)] : []),
      ...(wantsPerson ? [{ id: actId('hand', message.key), label: handOver.ask[lang], ...quiet }] : []),
      ...(isQuestion ? ratingButtons(message.key, lang) : []),
    ];
  }

  return {
    answer(turn, looked) {
      const { finding, answer, ai } = looked;
      const { message, conversation, person, now } = turn;
      const text = clean(message.text ?? '');
      const { lang } = answer;
      const topic = topicOf(finding, text, conversation.topic) ?? older(conversation.topic);
      const { topic: _, ...rest } = conversation;
      const buttons = buttonsFor(turn, looked);
      return {
        conversation: { ...rest, lang, ...(topic && { topic }) },
        replies: [{ ...replyOf(answer), ...(ai && { ai }), ...(buttons.length > 0 && { buttons }) }],
        question: {
          key: message.key,
          at: now,
          person: person.id,
          lang,
          text,
          intent: answer.intent,
          ...(answer.verdict && { verdict: answer.verdict }),
          citations: answer.citations.map(({ id }) => id),
          confidence: answer.confidence,
          answer: answer.text,
          ...(ai && { ai }),
          by: ai ? 'model' : answer.by,
        },
      };
    },
    takes: ({ message }) => message.choice !== undefined && readAct(message.choice) !== undefined,
    isPrivate: ({ message }) => {
      const act = message.choice && readAct(message.choice)?.do;
      return act === 'hand' || act === 'answer' || act === 'reply' || act === 'comment' || act === 'say';
    },
    awaits: ({ message, conversation: { awaited }, now }) =>
      awaited !== undefined && message.private && message.text !== undefined && now - awaited.since <= awaitedFor,
    async handle(turn, desk) {
      const { choice, text = '' } = turn.message;
      const { lang, awaited } = turn.conversation;
      const act = choice ? readAct(choice) : awaited && actOf(awaited);
      const [question] = act ? await desk.questions({ key: act.question }) : [];
      if (!act || !question) return stale(turn);
      return perform({ turn, desk, lang, question }, act, choice ? typed(choice) : text);
    },
    form: ({ message: { choice }, conversation: { lang } }) => {
      const act = choice && readAct(choice);
      if (act?.do === 'answer') return answerForm(act.question, lang);
      return act?.do === 'comment' ? commentForm(act.question, lang) : undefined;
    },
    check: ({ message: { choice }, conversation: { lang } }) => {
      const problem = choice && readAct(choice)?.do === 'reply' ? answerProblem(clean(typed(choice)), lang) : undefined;
      return problem === undefined ? {} : { text: problem };
    },
    home: waitingFor,
    onTimer: async (timer, desk, now) => {
      if (timer.name === 'ask:digest') return digest(timer, desk, now);
      return timer.name === 'ask:remind' ? remind(timer, desk) : tellAsker(timer, desk);
    },
    timers: (now) => [digestAfter(now)],
    help(turn) {
      const lang = languageOf(turn.message.text ?? '', turn.conversation.lang);
      return notice(turn, words.help[lang], lang);
    },
    stale,
  };
}

function actOf({ what, question }: { readonly what: 'answer' | 'comment'; readonly question: string }): Act {
  return { do: what === 'answer' ? 'reply' : 'say', question };
}

async function perform(scene: Scene, act: Act, text: string): Promise<Outcome> {
  switch (act.do) {
    case 'hand':
      return hand(scene);
    case 'answer':
      return askForAnswer(scene);
    case 'reply':
      return takeAnswer(scene, text);
    case 'up':
    case 'down':
      return rate(scene, act.do);
    case 'why':
      return giveReason(scene, act.reason);
    case 'comment':
      return askForComment(scene);
    case 'say':
      return takeComment(scene, text);
    case 'drop':
      return drop(scene);
  }
}

/** What the next question may be a follow-up to. A follow-up itself ("and if my boss agrees?") leaves the words as they are. */
function topicOf({ intent, provision, answer }: Finding, text: string, before: Topic | undefined): Topic | undefined {
  if (intent !== 'question' || !provision || !answer) return undefined;
  const isFollowUp = before !== undefined && isShort(text) && articleOf(before.provision) === articleOf(provision);
  return { provision, case: answer.id, text: isFollowUp ? before.text : text, turns: 0 };
}

function older(topic: Topic | undefined): Topic | undefined {
  return topic && topic.turns < topicTurns ? { ...topic, turns: topic.turns + 1 } : undefined;
}

/** Where the desk has no answer, or the answer is about incidents, the way to the report is shown. */
function offersReport({ intent, citations }: Answer): boolean {
  return intent !== 'question' || citations.some(({ id }) => /^16\./u.test(id));
}

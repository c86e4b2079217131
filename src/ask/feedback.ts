/** 👍, 👎 and why. Pure. */
import { clean } from '../forms/text.ts';
import { may } from '../rights.ts';
import { handOver, reasons, feedback as words } from '../strings/ask.ts';
import { common } from '../strings/common.ts';
import type { Button, FormView, Lang, Outcome, QuestionAct, QuestionEvent, Reply } from '../types.ts';
import { actId, type Reason, whyId } from './acts.ts';
import { notice, outcome, refused, type Scene } from './scene.ts';

const longest = 1_000;

/** Quiet, under an answer. */
export function ratingButtons(question: string, lang: Lang): readonly Button[] {
  return (['up', 'down'] as const).map((act) => ({
    id: actId(act, question),
    label: words[act][lang],
    style: 'quiet',
  }));
}

/** Who could not see the answer cannot judge it: in private the asker alone, elsewhere whoever read along. */
function mayRate({ turn, question }: Scene): boolean {
  return !turn.message.private || question.person === turn.person.id;
}

export function rate(scene: Scene, act: 'up' | 'down'): Outcome {
  const { lang, question, turn } = scene;
  if (!mayRate(scene)) return refused(scene, handOver.notYours);
  const before = question.events.findLast(
    ({ by, act: one }) => by === turn.person.id && (one === 'up' || one === 'down'),
  );
  const events = before?.act === act ? [] : [eventOf(scene, act)];
  const reply = act === 'up' ? notice(scene, words.thanks) : notice(scene, words.why, { buttons: whyButtons(scene) });
  return outcome(scene, { ...reply, lang }, { questionEvents: events });
}

function whyButtons({ question, lang, turn }: Scene): readonly Button[] {
  const all = Object.keys(reasons) as Reason[];
  return [
    ...all.map((reason) => ({ id: whyId(reason, question.key), label: reasons[reason][lang] })),
    // What is typed next is a comment only where nobody else types.
    ...(turn.message.private
      ? [{ id: actId('comment', question.key), label: words.comment[lang], form: true } as const]
      : []),
  ];
}

/** After the reason, the way to a person. */
export function giveReason(scene: Scene, reason: Reason): Outcome {
  if (!mayRate(scene)) return refused(scene, handOver.notYours);
  return outcome(scene, notice(scene, words.thanksWhy, { buttons: handButtons(scene) }), {
    questionEvents: [eventOf(scene, 'reason', reason)],
  });
}

export function askForComment(scene: Scene): Outcome {
  const { turn, lang, question } = scene;
  if (!mayRate(scene) || !turn.message.private) return outcome(scene, notice(scene, handOver.notYours));
  const reply: Reply = {
    kind: 'question',
    lang,
    text: words.commentPrompt[lang],
    input: { ...commentInput(lang), id: actId('say', question.key) },
    buttons: [{ id: actId('drop', question.key), label: common.cancel[lang], style: 'quiet' }],
  };
  const awaited = { what: 'comment', question: question.key, since: turn.now } as const;
  return { conversation: { ...turn.conversation, awaited }, replies: [reply] };
}

function commentInput(lang: Lang) {
  return { id: 'text', kind: 'text', label: words.commentInput[lang], max: longest } as const;
}

export function commentForm(question: string, lang: Lang): FormView {
  const title = words.commentTitle[lang];
  return { id: actId('say', question), title, submit: handOver.send[lang], inputs: [commentInput(lang)] };
}

/** A comment is cut rather than refused: it is a favour. */
export function takeComment(scene: Scene, given: string): Outcome {
  if (!mayRate(scene)) return refused(scene, handOver.notYours);
  const text = clean(given).slice(0, longest).toWellFormed();
  const reply = notice(scene, words.thanksWhy, { buttons: handButtons(scene) });
  return outcome(scene, reply, { questionEvents: text === '' ? [] : [eventOf(scene, 'comment', text)] });
}

function handButtons({ question, lang, turn }: Scene): readonly Button[] {
  const owner = { owner: question.person, contracts: [] };
  const canHand = may(turn.person, 'question.hand', owner) && !question.events.some(({ act }) => act === 'handed');
  return canHand ? [{ id: actId('hand', question.key), label: handOver.ask[lang] }] : [];
}

function eventOf({ question, turn }: Scene, act: QuestionAct, detail?: string): QuestionEvent {
  return { question: question.key, at: turn.now, by: turn.person.id, act, ...(detail !== undefined && { detail }) };
}

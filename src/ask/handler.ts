/** Answers questions in a conversation: keeps the topic for follow-ups, records what was asked. Pure. */
import { languageOf } from '../forms/lang.ts';
import { clean } from '../forms/text.ts';
import { ask as words } from '../strings/ask.ts';
import type { Button, Lang, Outcome, Topic, Turn } from '../types.ts';
import { type Answer, replyOf } from './answer.ts';
import type { Looked } from './ask.ts';
import { articleOf, type Finding, isShort } from './find.ts';

/** A topic is kept for this many turns after the last question about it. */
const topicTurns = 3;

export interface AskHandler {
  /** What `look` gave for the message, as the Outcome of the turn. */
  answer(turn: Turn, looked: Looked): Outcome;
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

  return {
    answer(turn, { finding, answer, ai }) {
      const { message, conversation, person, now } = turn;
      const text = clean(message.text ?? '');
      const { lang } = answer;
      const topic = topicOf(finding, text, conversation.topic) ?? older(conversation.topic);
      const { topic: _, ...rest } = conversation;
      return {
        conversation: { ...rest, lang, ...(topic && { topic }) },
        replies: [{ ...replyOf(answer), ...(ai && { ai }), ...(offersReport(answer) && { buttons: [report(lang)] }) }],
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
        },
      };
    },
    help(turn) {
      const lang = languageOf(turn.message.text ?? '', turn.conversation.lang);
      return notice(turn, words.help[lang], lang);
    },
    stale: (turn) => notice(turn, words.stale[turn.conversation.lang], turn.conversation.lang),
  };
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

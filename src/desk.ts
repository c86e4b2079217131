/** Which room takes a Message: an open report first, then commands, then what sounds like an incident, else a question. */
import type { Ask } from './ask/ask.ts';
import { createAskHandler } from './ask/handler.ts';
import { languageOf } from './forms/lang.ts';
import { clean } from './forms/text.ts';
import type { IncidentHandler } from './incident/handler.ts';
import { common, personalKinds } from './strings/common.ts';
import { listed, say } from './strings/say.ts';
import type { Desk, Handler, Outcome, Reply, Turn } from './types.ts';

const helpWords = /^(?:ヘルプ|へるぷ|使い方|使いかた|help|\?|？)[。.!！]?$/iu;
const reportButton = 'report:new';

/** The one Handler that the Bot calls. */
export function createDesk(ask: Ask, incident: IncidentHandler): Handler {
  const asking = createAskHandler(reportButton);

  async function route(turn: Turn, desk: Desk): Promise<Outcome> {
    const { message, conversation } = turn;
    const text = clean(message.text ?? '');
    if (incident.takesCommand(turn)) return incident.handle(turn, desk);
    if (message.choice) return asking.stale(turn);
    if (message.link !== undefined) return incident.start(turn, desk, {});
    if (helpWords.test(text)) return asking.help(turn);
    if (incident.takesAnswer(turn)) return incident.handle(turn, desk);
    const looked = ask.look(text, languageOf(text, conversation.lang), conversation.topic);
    const { finding } = looked;
    if (finding.intent === 'incident') return incident.start(turn, desk, { kind: finding.kind ?? 'other', text });
    return withPending(turn, asking.answer(turn, looked));
  }

  /** A question in the middle of a report is answered, then the report's own question is asked again. */
  function withPending(turn: Turn, outcome: Outcome): Outcome {
    const pending = incident.pending(turn, outcome.conversation.lang);
    if (!pending) return outcome;
    // The way to a new report would lead away from the one that is open.
    const answers = outcome.replies.map(({ buttons: _, ...reply }) => reply);
    return { ...outcome, replies: [...answers, pending] };
  }

  return async (turn, desk) => guarded(turn, await route(turn, desk));
}

/** Says what the guard has masked in the message, before anything else. */
function guarded({ message }: Turn, outcome: Outcome): Outcome {
  const { masked = [] } = message;
  if (masked.length === 0) return outcome;
  const { lang } = outcome.conversation;
  const kinds = listed(
    masked.map((kind) => personalKinds[kind][lang]),
    lang,
  );
  const notice: Reply = { kind: 'notice', lang, text: say(common.guarded, lang, { kinds }) };
  return { ...outcome, replies: [notice, ...outcome.replies] };
}

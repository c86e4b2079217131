/** Which room takes a Message: an open report first, then commands, then what sounds like an incident, else a question. */
import type { Ask } from './ask/ask.ts';
import { createAskHandler } from './ask/handler.ts';
import { languageOf } from './forms/lang.ts';
import { clean } from './forms/text.ts';
import type { Guard } from './guard/handler.ts';
import type { IncidentHandler } from './incident/handler.ts';
import { common, personalKinds } from './strings/common.ts';
import { desk as words } from './strings/desk.ts';
import { incident as incidentWords } from './strings/incident.ts';
import { listed, say } from './strings/say.ts';
import type { Access, Desk, FormView, Handler, Outcome, Reply, TimerHandler, Turn } from './types.ts';

/** What the Bot and the Host ask the rooms. */
export interface Rooms {
  readonly handle: Handler;
  readonly onTimer: TimerHandler;
  /** The form that the Turn's button opens; undefined where there is none any more. */
  form(turn: Turn): FormView | undefined;
  /** What is wrong with the fields of the Turn's Choice, by input id. */
  check(turn: Turn): Readonly<Record<string, string>>;
}

const helpWords = /^(?:ヘルプ|へるぷ|使い方|使いかた|help|\?|？)[。.!！]?$/iu;
const homeWords = /^(?:ホーム|メニュー|home|menu)[。.!！]?$/iu;
const homeButton = 'home';
const reportButton = 'report:new';

export function createDesk(ask: Ask, incident: IncidentHandler, guard: Guard): Rooms {
  const asking = createAskHandler(reportButton);

  async function route(turn: Turn, desk: Desk): Promise<Outcome> {
    const { message, conversation } = turn;
    const text = clean(message.text ?? '');
    if (message.choice?.id === homeButton) return home(turn, desk, 'home');
    if (incident.takesCommand(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    if (message.choice) return asking.stale(turn);
    if (message.link !== undefined) return whereAlone(turn, () => incident.start(turn, desk, {}));
    if (helpWords.test(text)) return asking.help(turn);
    if (homeWords.test(text)) return whereAlone(turn, () => home(turn, desk, 'notice'));
    if (incident.takesAnswer(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    const looked = ask.look(text, languageOf(text, conversation.lang), conversation.topic);
    const { finding } = looked;
    if (finding.intent === 'incident')
      return whereAlone(turn, () => incident.start(turn, desk, { kind: finding.kind ?? 'other', text }));
    return withPending(turn, asking.answer(turn, looked));
  }

  async function enter(turn: Turn, desk: Desk): Promise<Outcome> {
    if (turn.message.stranger) return refuse(turn);
    return guard.takes(turn) ? whereAlone(turn, () => guard.handle(turn, desk)) : route(turn, desk);
  }

  /** A question in the middle of a report is answered, then the report's own question is asked again. */
  function withPending(turn: Turn, outcome: Outcome): Outcome {
    const pending = incident.pending(turn, outcome.conversation.lang);
    if (!pending) return outcome;
    // The way to a new report would lead away from the one that is open.
    const answers = outcome.replies.map(({ buttons: _, ...reply }) => reply);
    return { ...outcome, replies: [...answers, pending] };
  }

  async function home(turn: Turn, desk: Desk, kind: 'home' | 'notice'): Promise<Outcome> {
    const { lang } = turn.conversation;
    const sections = await incident.home(turn, desk);
    const reply: Reply = { kind, lang, title: words.homeTitle[lang], text: words.homeText[lang], sections };
    return { conversation: turn.conversation, replies: [reply] };
  }

  return {
    handle: async (turn, desk) => guarded(turn, await enter(turn, desk)),
    onTimer: async (timer, desk, now) => (guard.rings(timer) ? guard.onTimer(timer, desk, now) : {}),
    form: (turn) => incident.form(turn),
    check: (turn) => incident.check(turn),
  };
}

/** What is nobody else's business goes on where nobody else reads; there the Message is taken up again. */
async function whereAlone(turn: Turn, act: () => Promise<Outcome>): Promise<Outcome> {
  const { message, conversation } = turn;
  if (message.private || message.direct === undefined) return act();
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: incidentWords.inPrivate[lang], only: message.user };
  return { conversation: { ...conversation, lang }, replies: [reply], inPrivate: true };
}

function refuse({ message, conversation, person, now }: Turn): Outcome {
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: words.stranger[lang], only: message.user };
  const access: Access = { at: now, by: person.id, act: 'refuse', subject: 'desk' };
  return { conversation, replies: [reply], access: [access] };
}

/** Says what the guard has masked in the message, before anything else. */
function guarded({ message }: Turn, outcome: Outcome): Outcome {
  const { masked = [] } = message;
  if (masked.length === 0 || outcome.inPrivate) return outcome;
  const { lang } = outcome.conversation;
  const kinds = listed(
    masked.map((kind) => personalKinds[kind][lang]),
    lang,
  );
  const only = message.private ? {} : { only: message.user };
  const notice: Reply = { kind: 'notice', lang, text: say(common.guarded, lang, { kinds }), ...only };
  return { ...outcome, replies: [notice, ...outcome.replies] };
}

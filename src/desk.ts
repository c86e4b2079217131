/**
 * Which room takes a Message: an open report first, then commands and an open course, then what sounds like an incident,
 * else a question.
 */
import type { Ask } from './ask/ask.ts';
import { createAskHandler } from './ask/handler.ts';
import { contentOf } from './documents/content.ts';
import { TokkiError } from './errors.ts';
import { languageOf } from './forms/lang.ts';
import { clean } from './forms/text.ts';
import type { IncidentHandler } from './incident/handler.ts';
import type { FileContent } from './index.ts';
import { common, personalKinds } from './strings/common.ts';
import { desk as words } from './strings/desk.ts';
import { incident as incidentWords } from './strings/incident.ts';
import { listed, say } from './strings/say.ts';
import type { TrainingHandler } from './training/handler.ts';
import type { Desk, FormView, Handler, Outcome, Person, Reply, TimerHandler, Turn } from './types.ts';

/** What the Bot and the Host ask the rooms. */
export interface Rooms {
  readonly handle: Handler;
  readonly onTimer: TimerHandler;
  /** The form that the Turn's button opens; undefined where there is none any more. */
  form(turn: Turn, desk: Desk): Promise<FormView | undefined>;
  /** What is wrong with the fields of the Turn's Choice, by input id. */
  check(turn: Turn, desk: Desk): Promise<Readonly<Record<string, string>>>;
  /** @throws TokkiError `input` where there is no such file, or the person may not have it */
  file(id: string, person: Person | undefined, desk: Desk, now: number): Promise<FileContent>;
}

const helpWords = /^(?:ヘルプ|へるぷ|使い方|使いかた|help|\?|？)[。.!！]?$/iu;
const homeWords = /^(?:ホーム|メニュー|home|menu)[。.!！]?$/iu;
const homeButton = 'home';
const reportButton = 'report:new';

export function createDesk(ask: Ask, incident: IncidentHandler, training: TrainingHandler): Rooms {
  const asking = createAskHandler(reportButton);
  /** By the room that has armed the timer. */
  const timers: Readonly<Record<string, TimerHandler>> = { training: training.onTimer };

  async function route(turn: Turn, desk: Desk): Promise<Outcome> {
    const { message } = turn;
    const text = clean(message.text ?? '');
    if (message.stranger) return refuse(turn);
    if (message.choice?.id === homeButton) return home(turn, desk, 'home');
    if (incident.takesCommand(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    if (message.choice) return training.takesCommand(turn) ? train(turn, desk) : asking.stale(turn);
    if (message.link !== undefined) return whereAlone(turn, () => incident.start(turn, desk, {}));
    if (helpWords.test(text)) return asking.help(turn);
    if (homeWords.test(text)) return whereAlone(turn, () => home(turn, desk, 'notice'));
    return routeWords(turn, desk, text);
  }

  /** What waits comes first, after a command: a report, then a course. The rest is an incident or a question. */
  async function routeWords(turn: Turn, desk: Desk, text: string): Promise<Outcome> {
    if (training.takesCommand(turn)) return train(turn, desk);
    if (incident.takesAnswer(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    const isReport = incident.pending(turn) !== undefined;
    if (!isReport && training.takesAnswer(turn)) return train(turn, desk);
    const { conversation } = turn;
    const looked = ask.look(text, languageOf(text, conversation.lang), conversation.topic);
    const { finding } = looked;
    if (finding.intent === 'incident')
      return whereAlone(turn, () => incident.start(turn, desk, { kind: finding.kind ?? 'other', text }));
    return withPending(turn, asking.answer(turn, looked));
  }

  /** A question in the middle of a report or a course is answered, then what waits there is asked again. */
  function withPending(turn: Turn, outcome: Outcome): Outcome {
    const { lang } = outcome.conversation;
    const report = incident.pending(turn, lang);
    // The way to a new report would lead away from the one that is open.
    const answers = report ? outcome.replies.map(({ buttons: _, ...reply }) => reply) : outcome.replies;
    const isAside = outcome.question !== undefined;
    const pending = report ?? (isAside ? training.pending(turn, lang) : undefined);
    return pending ? { ...outcome, replies: [...(isAside ? answers : outcome.replies), pending] } : outcome;
  }

  const train = (turn: Turn, desk: Desk) =>
    whereAlone(turn, async () => withPending(turn, await training.handle(turn, desk)));

  async function home(turn: Turn, desk: Desk, kind: 'home' | 'notice'): Promise<Outcome> {
    const { lang } = turn.conversation;
    const sections = [...(await incident.home(turn, desk)), ...(await training.home(turn, desk))];
    const reply: Reply = { kind, lang, title: words.homeTitle[lang], text: words.homeText[lang], sections };
    return { conversation: turn.conversation, replies: [reply] };
  }

  return {
    handle: async (turn, desk) => guarded(turn, await route(turn, desk)),
    onTimer: async (timer, desk, now) => (await timers[roomOf(timer.name)]?.(timer, desk, now)) ?? {},
    form: async (turn, desk) => (training.takesCommand(turn) ? training.form(turn, desk) : incident.form(turn)),
    check: async (turn, desk) => (training.takesCommand(turn) ? training.check(turn, desk) : incident.check(turn)),
    async file(id, person, desk, now) {
      const found = person && roomOf(id) === 'training' ? await training.file(id, person, desk, now) : undefined;
      if (!found) throw new TokkiError('input', 'there is no such file');
      return contentOf(found);
    },
  };
}

/** `training:run` -> `training` */
function roomOf(name: string): string {
  return name.split(':')[0] ?? '';
}

/** What is nobody else's business goes on where nobody else reads; there the Message is taken up again. */
async function whereAlone(turn: Turn, act: () => Promise<Outcome>): Promise<Outcome> {
  const { message, conversation } = turn;
  if (message.private || message.direct === undefined) return act();
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: incidentWords.inPrivate[lang], only: message.user };
  return { conversation: { ...conversation, lang }, replies: [reply], inPrivate: true };
}

function refuse({ message, conversation }: Turn): Outcome {
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: words.stranger[lang], only: message.user };
  return { conversation, replies: [reply] };
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

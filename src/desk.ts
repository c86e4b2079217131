/**
 * Which room takes a Message: an open report first, then commands and an open course, then what sounds like an incident,
 * else a question.
 */
import type { Ask } from './ask/ask.ts';
import { createAskHandler } from './ask/handler.ts';
import { languageOf } from './forms/lang.ts';
import { clean } from './forms/text.ts';
import type { Guard } from './guard/handler.ts';
import type { IncidentHandler } from './incident/handler.ts';
import { mayEver } from './rights.ts';
import { common, personalKinds } from './strings/common.ts';
import { desk as words } from './strings/desk.ts';
import { incident as incidentWords } from './strings/incident.ts';
import { listed, say } from './strings/say.ts';
import type { TrainingHandler } from './training/handler.ts';
import type {
  Access,
  Desk,
  FormView,
  Handler,
  OpenedForm,
  Outcome,
  Paper,
  Person,
  Reply,
  TextFile,
  Timer,
  TimerHandler,
  Turn,
} from './types.ts';

/** What the Bot and the Host ask the rooms. */
export interface Rooms {
  readonly handle: Handler;
  readonly onTimer: TimerHandler;
  /** The form that the Turn's button opens; none where there is none any more. */
  form(turn: Turn, desk: Desk): Promise<OpenedForm>;
  /** What is wrong with the fields of the Turn's Choice, by input id. */
  check(turn: Turn, desk: Desk): Promise<Readonly<Record<string, string>>>;
  /**
   * The document that a FileLink stands for; undefined where there is none, or the person may not have it.
   * @param person undefined where somebody was given the link before
   */
  file(id: string, person: Person | undefined, desk: Desk, now: number): Promise<Paper | TextFile | undefined>;
  /** What has to be armed when Tokki starts; what was armed before is not armed again. */
  timers(desk: Desk, now: number): Promise<readonly Timer[]>;
}

const helpWords = /^(?:ヘルプ|へるぷ|使い方|使いかた|help|\?|？)[。.!！]?$/iu;
const homeWords = /^(?:ホーム|メニュー|home|menu)[。.!！]?$/iu;
const homeButton = 'home';
/** A page whose language was switched: what is said in this conversation follows. */
const spoken = /^speak:(?<lang>ja|en)$/u;
const reportButton = 'report:new';

export function createDesk(ask: Ask, incident: IncidentHandler, training: TrainingHandler, guard: Guard): Rooms {
  const asking = createAskHandler(reportButton);
  /** By the room that a Timer's name begins with, and by that of the key of a Post which has reached nobody. */
  const timers: Readonly<Record<string, TimerHandler>> = {
    ask: asking.onTimer,
    incident: incident.onTimer,
    alert: incident.onTimer,
    guard: guard.onTimer,
    keep: guard.onTimer,
    training: training.onTimer,
  };

  async function route(turn: Turn, desk: Desk): Promise<Outcome> {
    const { message } = turn;
    const text = clean(message.text ?? '');
    const homely = homeTurn(turn);
    if (homely) return home(homely, desk, 'home');
    if (incident.takesCommand(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    if (message.choice) return pressed(turn, desk);
    if (message.link !== undefined) return whereAlone(turn, () => incident.start(turn, desk, {}));
    return written(turn, desk, text);
  }

  /** Commands first, then what waits for words: an answer to the desk, a report, a course. The rest is a question. */
  async function written(turn: Turn, desk: Desk, text: string): Promise<Outcome> {
    if (helpWords.test(text)) return asking.help(turn);
    if (homeWords.test(text)) return whereAlone(turn, () => home(turn, desk, 'notice'));
    if (isAwaited(turn, text)) return asking.handle(turn, desk);
    if (training.takesCommand(turn)) return train(turn, desk);
    if (incident.takesAnswer(turn)) return whereAlone(turn, () => incident.handle(turn, desk));
    return isLesson(turn) ? train(turn, desk) : question(turn, desk, text);
  }

  async function pressed(turn: Turn, desk: Desk): Promise<Outcome> {
    if (training.takesCommand(turn)) return train(turn, desk);
    if (!asking.takes(turn)) return asking.stale(turn);
    const act = () => asking.handle(turn, desk);
    return asking.isPrivate(turn) ? whereAlone(turn, act) : act();
  }

  /** Who tells of an incident has to be heard, whatever was asked for. */
  function isAwaited(turn: Turn, text: string): boolean {
    return asking.awaits(turn) && ask.look(text).finding.intent !== 'incident';
  }

  async function question(turn: Turn, desk: Desk, text: string): Promise<Outcome> {
    const { conversation } = turn;
    const looked = ask.look(text, languageOf(text, conversation.lang), conversation.topic);
    const { finding } = looked;
    if (finding.intent === 'incident')
      return whereAlone(turn, () => incident.start(turn, desk, { kind: finding.kind ?? 'other', text }));
    // While a report is open, what is said may belong to it: that stays on this machine.
    const refined = conversation.form ? looked : await ask.refine(looked, text, conversation.topic);
    return withPending(turn, asking.answer(turn, refined));
  }

  async function enter(turn: Turn, desk: Desk): Promise<Outcome> {
    if (!mayEver(turn.person, 'ask')) return refuse(turn);
    return guard.takes(turn) ? whereAlone(turn, () => guard.handle(turn, desk)) : route(turn, desk);
  }

  /** Words go to a report that waits before they go to a course. */
  function isLesson(turn: Turn): boolean {
    return incident.pending(turn) === undefined && training.takesAnswer(turn);
  }

  function train(turn: Turn, desk: Desk): Promise<Outcome> {
    return whereAlone(turn, async () => withReport(turn, await training.handle(turn, desk)));
  }

  /** A question in the middle of a report or a course is answered, then what waits there is asked again. */
  function withPending(turn: Turn, outcome: Outcome): Outcome {
    const { lang } = outcome.conversation;
    if (!incident.pending(turn, lang)) return withLesson(turn, outcome);
    // The way to a new report would lead away from the one that is open.
    const answers = outcome.replies.map(({ buttons: _, ...reply }) => reply);
    return withReport(turn, { ...outcome, replies: answers });
  }

  function withReport(turn: Turn, outcome: Outcome): Outcome {
    const pending = incident.pending(turn, outcome.conversation.lang);
    return pending ? { ...outcome, replies: [...outcome.replies, pending] } : outcome;
  }

  function withLesson(turn: Turn, outcome: Outcome): Outcome {
    const pending = training.pending(turn, outcome.conversation.lang);
    return pending ? { ...outcome, replies: [...outcome.replies, pending] } : outcome;
  }

  async function home(turn: Turn, desk: Desk, kind: 'home' | 'notice'): Promise<Outcome> {
    const { lang } = turn.conversation;
    const rooms = [incident, training, asking];
    const sections = (await Promise.all(rooms.map((room) => room.home(turn, desk)))).flat();
    const reply: Reply = { kind, lang, title: words.homeTitle[lang], text: words.homeText[lang], sections };
    const access = sections.some(({ facts, text }) => facts || text) ? [accessTo(turn, 'read', 'home')] : [];
    return { conversation: turn.conversation, replies: [reply], access };
  }

  return {
    async file(id, person, desk, now) {
      if (!id.startsWith('training:')) return incident.file(id, person, desk);
      return person && training.file(id, person, desk, now);
    },
    handle: async (turn, desk) => guarded(turn, once(turn, await enter(turn, desk))),
    onTimer: async (timer, desk, now) => timers[roomOf(timer)]?.(timer, desk, now) ?? {},
    async form(turn, desk) {
      if (training.takesCommand(turn)) return training.form(turn, desk);
      return asking.takes(turn) ? opened(asking.form(turn)) : incident.form(turn, desk);
    },
    async check(turn, desk) {
      if (training.takesCommand(turn)) return training.check(turn, desk);
      return asking.takes(turn) ? asking.check(turn) : incident.check(turn, desk);
    },
    async timers(desk, now) {
      const zones = await desk.zones();
      return [
        ...asking.timers(now),
        ...training.armed(zones, now),
        ...training.assigning(zones, now),
        ...guard.timers(now),
      ];
    },
  };
}

/** A form in which nothing stands that has to be logged. */
function opened(form: FormView | undefined): OpenedForm {
  return { ...(form && { form }), access: [] };
}

/** The Turn of a button that leads to the overview, in the language that it asks for. */
function homeTurn(turn: Turn): Turn | undefined {
  const { id = '' } = turn.message.choice ?? {};
  if (id === homeButton) return turn;
  const lang = spoken.exec(id)?.groups?.lang;
  return lang === 'ja' || lang === 'en' ? { ...turn, conversation: { ...turn.conversation, lang } } : undefined;
}

/** A Post that has reached nobody belongs to the room that its key begins with. */
function roomOf({ name, subject }: Timer): string {
  const [, post = ''] = subject.split(' ');
  return (name === 'undelivered' ? post : name).split(':')[0] ?? '';
}

/** What was awaited is awaited for one message, unless this turn has asked for it anew. */
function once({ conversation: { awaited: before } }: Turn, outcome: Outcome): Outcome {
  const { awaited, ...conversation } = outcome.conversation;
  return awaited === undefined || awaited !== before ? outcome : { ...outcome, conversation };
}

/** What is nobody else's business goes on where nobody else reads; there the Message is taken up again. */
async function whereAlone(turn: Turn, act: () => Promise<Outcome>): Promise<Outcome> {
  const { message, conversation } = turn;
  if (message.private || message.direct === undefined) return act();
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: incidentWords.inPrivate[lang], only: message.user };
  return { conversation: { ...conversation, lang }, replies: [reply], inPrivate: true };
}

function accessTo({ person, now }: Turn, act: Access['act'], subject: string): Access {
  return { at: now, by: person.id, act, subject };
}

function refuse(turn: Turn): Outcome {
  const { message, conversation } = turn;
  const lang = languageOf(message.text ?? '', conversation.lang);
  const reply: Reply = { kind: 'notice', lang, text: words.stranger[lang], only: message.user };
  return { conversation, replies: [reply], access: [accessTo(turn, 'refuse', 'desk')] };
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

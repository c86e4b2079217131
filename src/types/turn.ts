/** What a Handler gets, may read, and decides. */
import type { Terms } from './log.ts';
import type { Address, Message, Person } from './message.ts';
import type { Access, Conversation, Question, Report, ReportEvent } from './record.ts';
import type { Reply } from './reply.ts';

/** A Message with what is known when it is handled. */
export interface Turn {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly now: number;
}

/** Something for another person: an alert, a reminder. `key` makes it unique. Urgent ones overtake the rest. */
export interface Post {
  readonly key: string;
  readonly to: string;
  /** The conversation that it is about; without one it goes wherever the person can be reached. */
  readonly at?: Address;
  readonly reply: Reply;
  readonly urgent?: true;
}

/** Something that falls due: a reminder, an escalation, a daily run. A key that was used once is not used again. */
export interface Timer {
  readonly key: string;
  /** `<room>:<what>`, for instance `incident:escalate`. */
  readonly name: string;
  /** What it is about: an id, never contents. */
  readonly subject: string;
  readonly due: number;
}

/** What is written and sent, apart from the conversation. */
export interface Records {
  readonly posts?: readonly Post[];
  readonly timers?: readonly Timer[];
  readonly report?: Report;
  readonly events?: readonly ReportEvent[];
  readonly question?: Question;
  readonly access?: readonly Access[];
  /** A page of what has run out is removed. */
  readonly expire?: Terms;
}

/** What a Handler has decided. The Bot commits it whole, in one transaction; replies and posts are sent afterwards. */
export interface Outcome extends Records {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  /** The Message is taken up again at its `direct` address, where nobody else reads. */
  readonly inPrivate?: true;
}

/** Which reports a person may be shown; newest first. */
export interface ReportQuery {
  readonly reporter?: string;
  readonly contracts?: readonly string[];
  readonly status?: readonly string[];
  readonly since?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** What a Handler may read. It never writes: it returns an Outcome. */
export interface Desk {
  /** The number that the next report gets. If two reports take the same one, the later commit is decided anew. */
  nextNumber(now: number): Promise<string>;
  report(number: string): Promise<Report | undefined>;
  events(number: string): Promise<readonly ReportEvent[]>;
  reports(query: ReportQuery): Promise<readonly Report[]>;
  people(): Promise<readonly Person[]>;
}

export type Handler = (turn: Turn, desk: Desk) => Promise<Outcome>;

/** What is done when a Timer falls due. It may run again after a crash: what it decides follows from the records. */
export type TimerHandler = (timer: Timer, desk: Desk, now: number) => Promise<Records>;

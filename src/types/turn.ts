/** What a Handler gets, may read, and decides. */
import type { Terms } from './log.ts';
import type { Address, Message, Person } from './message.ts';
import type {
  Access,
  AskedQuestion,
  Conversation,
  Question,
  QuestionEvent,
  Report,
  ReportEvent,
  Status,
  Task,
} from './record.ts';
import type { FormView, Reply } from './reply.ts';
import type {
  Assignment,
  AssignmentQuery,
  RecordQuery,
  ReminderChange,
  Trainee,
  TraineeQuery,
  TrainingEvent,
  TrainingRecord,
  TrainingSession,
} from './training.ts';

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
  /** Not sent before; a thousand reminders at once would hold up everybody's chat. */
  readonly due?: number;
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
  /** New (version 1) or changed (guarded by the version before it); `conflict` where the number is taken. */
  readonly report?: Report;
  readonly events?: readonly ReportEvent[];
  /** Added, or replaced where the report has a task with this id. */
  readonly tasks?: readonly Task[];
  readonly question?: Question;
  readonly questionEvents?: readonly QuestionEvent[];
  readonly access?: readonly Access[];
  /** A page of what has run out is removed. */
  readonly expire?: Terms;
  /** New (edition 1) or changed (guarded by the edition before it); `conflict` where it is another one. */
  readonly assignments?: readonly Assignment[];
  readonly sessions?: readonly TrainingSession[];
  readonly trainings?: readonly TrainingRecord[];
  readonly trainingEvents?: readonly TrainingEvent[];
  readonly reminders?: readonly ReminderChange[];
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
  readonly status?: readonly Status[];
  /** Neither closed nor a near miss. */
  readonly open?: true;
  readonly owner?: string;
  /** With an open task that was due by then; open cases only. */
  readonly overdue?: number;
  readonly since?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** Which tasks; those that are due first come first. */
export interface TaskQuery {
  readonly report?: string;
  /** Within its report. */
  readonly id?: number;
  /** Of reports of these contracts. */
  readonly contracts?: readonly string[];
  readonly owner?: string;
  /** Still to be done, and of a case that is open. */
  readonly open?: true;
  /** Done, or not applicable. */
  readonly settled?: true;
  /** Due by then. */
  readonly due?: number;
  /** Due later than that. */
  readonly after?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** Which questions are wanted; newest first. */
export interface QuestionQuery {
  readonly key?: string;
  /** Asked at this instant or later. */
  readonly since?: number;
  /** Only those that were handed over and that nobody has answered yet. */
  readonly waiting?: true;
  readonly limit?: number;
}

/** What a Handler may read. It never writes: it returns an Outcome. */
export interface Desk {
  /** The number that the next report gets. If two reports take the same one, the later commit is decided anew. */
  nextNumber(now: number): Promise<string>;
  report(number: string): Promise<Report | undefined>;
  events(number: string): Promise<readonly ReportEvent[]>;
  reports(query: ReportQuery): Promise<readonly Report[]>;
  tasks(query: TaskQuery): Promise<readonly Task[]>;
  people(): Promise<readonly Person[]>;
  /** The names of people, of those who have left too. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The time zones in which people work; empty for that of Japan. */
  zones(): Promise<readonly string[]>;
  /** A page of the people who work here, with what they have to learn. */
  trainees(query: TraineeQuery): Promise<readonly Trainee[]>;
  /** All assignments of these people, or all that fell due in a time, of leavers too. */
  assignments(query: AssignmentQuery): Promise<readonly Assignment[]>;
  trainings(query: RecordQuery): Promise<readonly TrainingRecord[]>;
  sessions(ids: readonly string[]): Promise<readonly TrainingSession[]>;
  trainingEvents(query: RecordQuery): Promise<readonly TrainingEvent[]>;
  questions(query: QuestionQuery): Promise<readonly AskedQuestion[]>;
}

/** A form that a button opens, and the reading of what stands in it already. */
export interface OpenedForm {
  readonly form?: FormView;
  readonly access: readonly Access[];
}

export type Handler = (turn: Turn, desk: Desk) => Promise<Outcome>;

/** What is done when a Timer falls due. It may run again after a crash: what it decides follows from the records. */
export type TimerHandler = (timer: Timer, desk: Desk, now: number) => Promise<Records>;

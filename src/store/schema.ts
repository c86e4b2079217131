/**
 * The tables as Kysely sees them; both databases have the same ones. Instants are milliseconds, flags are 0 or 1,
 * lists are JSON text. The columns `payload`, `state` (of a conversation), `body`, `detail`, `reference`,
 * `text` and `answer` are sealed JSON.
 */
import type { Generated, Kysely } from 'kysely';
import type {
  Access,
  Area,
  Assignment,
  Lang,
  Means,
  Question,
  QuestionAct,
  Role,
  Status,
  Task,
  TrainingEvent,
} from '../types.ts';
import type { Cipher } from './crypt.ts';
import type { JobCount, Work } from './store.ts';

export interface Tables {
  job: JobTable;
  conversation: ConversationTable;
  report: ReportTable;
  report_event: ReportEventTable;
  task: TaskTable;
  person: PersonTable;
  question: QuestionTable;
  question_event: QuestionEventTable;
  contact: ContactTable;
  assignment: AssignmentTable;
  training: TrainingTable;
  training_session: TrainingSessionTable;
  training_event: TrainingEventTable;
  reminder: ReminderTable;
  access_log: AccessLogTable;
  access_head: AccessHeadTable;
  access_archive: AccessArchiveTable;
  unlocked: UnlockedTable;
  key_proof: KeyProofTable;
  probe: ProbeTable;
}

interface JobTable {
  id: Generated<number>;
  key: string;
  grp: string;
  address: string;
  kind: Work['kind'];
  state: Generated<JobCount['state']>;
  urgent: number;
  due: number;
  /**
   * When it may be claimed: its due date, its retry, or the end of its lease. Null where it cannot be claimed: behind
   * an older open job of its group, done, or dead.
   */
  ready: number | null;
  attempt: Generated<number>;
  /** The key of the Post that it delivers. */
  post: Generated<string | null>;
  /** The error code of the last failure. */
  reason: string | null;
  payload: string;
}

interface ConversationTable {
  address: string;
  version: number;
  lang: Lang;
  state: string;
  /** Who spoke there last. */
  person: string | null;
  /** The id of the form that is open there. */
  form: string | null;
  touched: number;
}

interface ReportTable {
  number: string;
  year: number;
  serial: number;
  version: number;
  edition: number;
  status: Status;
  /** 1 while the case is neither closed nor a near miss. */
  open: number;
  owner: string | null;
  kind: string;
  reporter: string;
  contract: string;
  filed: number;
  address: string;
  form: string;
  form_version: number;
  annex: string;
  body: string;
}

/** Append-only: a trigger refuses update and delete. */
interface ReportEventTable {
  report: string;
  /** The line of the report's timeline: 1, 2, 3 … */
  seq: number;
  at: number;
  actor: string;
  act: string;
  detail: string | null;
}

interface TaskTable {
  report: string;
  /** 1, 2, 3 … within its report. */
  id: number;
  area: Area;
  source: string;
  owner: string | null;
  due: number;
  state: Task['state'];
  body: string;
}

interface PersonTable {
  id: string;
  name: string;
  mail: string;
  /** The mail address as it is looked up. */
  mail_key: string;
  role: Role;
  lang: Lang;
  manager: string | null;
  agency: string | null;
  contracts: string;
  updated: number;
  zone: string | null;
  calendar: 'weekdays' | null;
  joined: number | null;
  /** Null for who works here. The row stays: its name is needed for what the person did. */
  left_at: Generated<number | null>;
}

/** Of one person and course at most one is open. */
interface AssignmentTable {
  person: string;
  course: string;
  since: number;
  edition: number;
  due: number;
  reason: Assignment['reason'];
  closed: number | null;
  record: string | null;
}

/** Append-only, as the next two: a trigger refuses update and delete. */
interface TrainingTable {
  id: string;
  person: string;
  course: string;
  version: number;
  material: string;
  at: number;
  means: Means;
  minutes: number;
  lang: Lang;
  score: number | null;
  asked: number | null;
  read: number | null;
  session: string | null;
}

interface TrainingSessionTable {
  id: string;
  course: string;
  at: number;
  minutes: number;
  actor: string;
  detail: string;
}

interface TrainingEventTable {
  id: string;
  at: number;
  actor: string;
  act: TrainingEvent['act'];
  course: string;
  person: string | null;
  detail: string | null;
}

interface ReminderTable {
  person: string;
  reminded: number | null;
  digested: number | null;
  snoozed: number | null;
  snoozes: number | null;
}

interface QuestionTable {
  key: string;
  at: number;
  person: string;
  lang: Lang;
  intent: Question['intent'];
  verdict: Question['verdict'] | null;
  citations: string;
  confidence: Question['confidence'];
  text: string;
  answer: Generated<string | null>;
  /** 1 where a language model has worded the answer. */
  ai: Generated<number>;
}

interface QuestionEventTable {
  question: string;
  /** The line of the question's timeline: 1, 2, 3 … */
  seq: number;
  at: number;
  actor: string;
  act: QuestionAct;
  detail: string | null;
}

interface ContactTable {
  address: string;
  platform: string;
  user: string;
  mail_key: string;
  mail: string;
  reference: string;
  at: number;
}

/** Append-only: a trigger refuses update, and delete of what is not archived. The ids are 1, 2, 3 … without gaps. */
interface AccessLogTable {
  id: number;
  at: number;
  actor: string;
  act: Access['act'];
  subject: string;
  hash: string;
}

/** One row: the length of the access log and the hash of its last row. Whoever updates it may append. */
interface AccessHeadTable {
  rows: number;
  hash: string;
  /** The last line that has moved to the archive. */
  archived: Generated<number>;
}

/** Append-only: pages of the access log past its retention, as compressed JSON. */
interface AccessArchiveTable {
  first: number;
  last: number;
  /** When the last line was written. */
  until: number;
  /** The hash of the last line. */
  hash: string;
  lines: string;
}

/** A line here, inside a transaction, lets it change append-only tables. */
interface UnlockedTable {
  id: number;
}

/** A text sealed with each key that data was written with: shows at start whether all keys are there. */
interface KeyProofTable {
  id: string;
  proof: string;
}

interface ProbeTable {
  id: string;
}

export type Dialect = 'sqlite' | 'postgres';

/** What a piece of work on the database needs; inside a transaction `db` is that transaction. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly cipher: Cipher;
}

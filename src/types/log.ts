/** The access log (6.8.3.b) as it is read, and what runs out when. */
import type { Address, Lang } from './message.ts';
import type { Access, OpenForm } from './record.ts';

/** A line of the access log with its number. */
export interface LoggedAccess extends Access {
  readonly id: number;
}

export interface AccessQuery {
  readonly since?: number;
  readonly until?: number;
  /** Lines after this one. */
  readonly after?: number;
  readonly acts?: readonly Access['act'][];
  /** How the subject begins. */
  readonly subject?: string;
  /** The newest ones, oldest first. */
  readonly limit?: number;
}

/** How often somebody did something, by day and hour of the day in Japan. */
export interface Tally {
  readonly by: string;
  readonly act: Access['act'];
  /** Days since the epoch. */
  readonly day: number;
  readonly hour: number;
  readonly count: number;
}

/** Where the log stands: its length, the hash of its last line, and how much of it is archived. */
export interface LogHead {
  readonly rows: number;
  readonly hash: string;
  readonly archived: number;
  /** When its first line was written; undefined where there is none. */
  readonly since?: number;
}

/** Everything older than these instants has run out. */
export interface Terms {
  readonly forms: number;
  readonly questions: number;
  readonly jobs: number;
  readonly log: number;
  /** Of people who have left: their names and mail addresses. Their training records stay. */
  readonly leavers: number;
}

/** An open form that nobody has touched for a while. */
export interface IdleForm {
  readonly address: Address;
  readonly person: string;
  readonly lang: Lang;
  readonly form: OpenForm;
  readonly touched: number;
}

/** Reading the log. Handlers may use it; it writes nothing. */
export interface LogReader {
  accesses(query: AccessQuery): Promise<readonly LoggedAccess[]>;
  tally(since: number, until: number): Promise<readonly Tally[]>;
  /**
   * When each person, or each of these, was last seen in the log before that.
   * @param old who of them is looked for in the archive too, three years back: it is read page by page
   */
  lastSeen(before?: number, who?: readonly string[], old?: readonly string[]): Promise<ReadonlyMap<string, number>>;
  logHead(): Promise<LogHead>;
  /** True where something has run out and is still there. */
  overdue(terms: Terms): Promise<boolean>;
  /** The forms that nobody has touched since then; oldest first. */
  idleForms(before: number): Promise<readonly IdleForm[]>;
}

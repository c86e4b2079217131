/** What the desk asks of the store to keep its own records by the annex (6.8, 7): logs, terms, keys, copies, erasure. */
import type { Access, Address, Lang, OpenForm } from '../types.ts';

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

/** How often somebody did something, by hour of the day in Japan. */
export interface Tally {
  readonly by: string;
  readonly act: Access['act'];
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
}

/** An open form that nobody has touched for a while. */
export interface IdleForm {
  readonly address: Address;
  readonly person: string;
  readonly lang: Lang;
  readonly form: OpenForm;
  readonly touched: number;
}

/** What was removed, by kind. */
export type Removed = Readonly<Record<string, number>>;

/** One line of a copy: a table's row. */
export interface CopyRow {
  readonly table: string;
  readonly row: Readonly<Record<string, string | number | null>>;
}

/** Reading the log. Handlers may use it; it writes nothing. */
export interface LogReader {
  accesses(query: AccessQuery): Promise<readonly LoggedAccess[]>;
  tally(since: number, until: number): Promise<readonly Tally[]>;
  /** When each person was last seen in the log. */
  lastSeen(): Promise<ReadonlyMap<string, number>>;
  logHead(): Promise<LogHead>;
  /** The forms that nobody has touched since then; oldest first. */
  idleForms(before: number): Promise<readonly IdleForm[]>;
}

export interface Keeping extends LogReader {
  /** The hash of a line of the log, archived or not; undefined where there is none. */
  hashAt(line: number): Promise<string | undefined>;
  /** All lines of a time, archived ones too, oldest first, in pages. */
  logPages(since: number, until: number): AsyncIterable<readonly LoggedAccess[]>;
  /** Removes what has run out, a page of each kind; none left where all counts are 0. */
  expire(terms: Terms, now: number): Promise<Removed>;
  /** Seals a page of rows with the key that seals now; 0 where all are. Safe to cut off, and while others write. */
  reseal(): Promise<number>;
  /** How many fields are sealed with each key. */
  sealedWith(): Promise<ReadonlyMap<string, number>>;
  /** Lets a key go that seals nothing any more. @throws TokkiError `key` where something needs it */
  forgetKey(id: string): Promise<void>;
  /** Opens every sealed field. @returns how many @throws TokkiError `sealed` */
  openAll(): Promise<number>;
  /** Every row as it stood at one instant, while others go on writing. */
  copy(): AsyncIterable<CopyRow>;
  /** Takes over the rows of a copy. @throws TokkiError `input` where the store is not empty, `newer` */
  load(rows: AsyncIterable<CopyRow>): Promise<void>;
  /** How many rows each table has. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** What an erasure of the contract would remove. */
  contractSizes(contract: string): Promise<Removed>;
  /** Erases what the contract's reports, questions and conversations hold. The log stays. */
  eraseContract(contract: string, now: number): Promise<Removed>;
  /** Leaves no trace of removed rows in free pages and in the write-ahead log, as far as the database can. */
  scrub(): Promise<void>;
}

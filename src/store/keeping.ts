/** What the desk asks of the store to keep its own records by the annex (6.8, 7): logs, terms, keys, copies, erasure. */
import type { Access, LoggedAccess, LogReader, Report, Terms } from '../types.ts';

/** What was removed, by kind. */
export type Removed = Readonly<Record<string, number>>;

/** The erasure of a contract. */
export interface Ending {
  readonly contract: string;
  /** The reports that were given back, as they stood then. */
  readonly given: readonly Pick<Report, 'number' | 'version'>[];
  readonly now: number;
}

/** One line of a copy: a table's row. */
export interface CopyRow {
  readonly table: string;
  readonly row: Readonly<Record<string, string | number | null>>;
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
  /**
   * Lets a key go. @param destroy and with it what it seals @returns how many fields were lost
   * @throws TokkiError `key` where it seals now, or something needs it that is not to be destroyed
   */
  forgetKey(id: string, destroy: boolean): Promise<number>;
  /** Opens every sealed field. @returns how many @throws TokkiError `sealed` */
  openAll(): Promise<number>;
  /** Every row as it stood at one instant, while others go on writing. */
  copy(): AsyncIterable<CopyRow>;
  /** Takes over the rows of a copy. @throws TokkiError `input` where the store is not empty, `newer` */
  load(rows: AsyncIterable<CopyRow>): Promise<void>;
  /** How many rows each table has. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** The numbers of its reports, and of those that can only be of it. */
  contractReports(contract: string): Promise<readonly string[]>;
  /** What an erasure of the contract would remove. */
  contractSizes(contract: string): Promise<Removed>;
  /**
   * Erases what the contract's reports, questions and conversations hold. The log stays, and in the same transaction gets
   * the lines that say so. @throws TokkiError `outdated` where a report would go that was not given back as it stands
   */
  eraseContract(ending: Ending, linesOf: (removed: Removed) => readonly Access[]): Promise<Removed>;
  /**
   * Leaves no trace of removed rows in free pages, the write-ahead log and statistics, as far as the database can.
   * @throws TokkiError `conflict` where somebody else does not let go of the database
   */
  scrub(): Promise<void>;
}

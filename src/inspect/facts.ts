/** What was found in this installation, for the readiness report. */
import type { Request } from '../guard/approvals.ts';
import type { Place } from '../regions.ts';
import type { LogHead, Role } from '../types.ts';

/** What a timeline can tell of the duties of Art. 16. */
export type CaseLine = 'contained' | 'persons' | 'cause' | 'prevented' | 'published';

interface Done {
  readonly count: number;
  readonly last?: number;
}

export interface Facts {
  readonly now: number;
  readonly log: LogHead & { readonly broken?: number };
  readonly keepDays: { readonly log: number; readonly questions: number };
  readonly lastDigest?: string;
  readonly backups: number;
  readonly lastBackup?: number;
  readonly lastRehearsal?: number;
  readonly places: readonly Place[];
  readonly roles: Readonly<Partial<Record<Role, number>>>;
  readonly contracts: readonly string[];
  /** Contracts for which nobody is responsible. */
  readonly orphans: readonly string[];
  /** The names of those who are responsible (Art. 9). */
  readonly responsible: readonly string[];
  /** Dispatched workers (Art. 10), and those of them who have a course open. */
  readonly dispatched: { readonly all: number; readonly open: number };
  /** Of all reports: those that are open, those that 甲 was told of, those that are open for a day and 甲 was not told of; and so on. */
  readonly reports: Readonly<Record<'all' | 'open' | 'reported' | 'late' | CaseLine, number>>;
  /** Questions kept now. */
  readonly questions: number;
  /** Of the people who have a course, those who have taken all; undefined where there is no training to measure. */
  readonly trained?: { readonly done: number; readonly all: number };
  readonly keys: number;
  /** How many fields the key in use has sealed, and how many older ones still have. */
  readonly sealed: { readonly now: number; readonly before: number };
  /** When the keys were changed last. */
  readonly rotated?: number;
  readonly rules: number;
  /** Alerts to unusual access, and refusals, in the last 365 days. */
  readonly alerts: number;
  readonly refusals: number;
  /** Messages of the last 365 days in which personal data was masked. */
  readonly masked: number;
  /** Exports and copies in the last 365 days. */
  readonly exports: number;
  readonly handled: number;
  readonly requests: readonly Request[];
  readonly erasures: number;
  readonly lastErasure?: number;
  /** What has run out and was erased by the desk, in the last 365 days. */
  readonly expired: number;
  /** How often the list of people was taken over, and this report made. */
  readonly imports: Done;
  readonly inspections: Done;
  /** When each item of the checklist was settled. */
  readonly settled: ReadonlyMap<string, number>;
  readonly software: { readonly components: number; readonly unverified: number; readonly node: string };
  /** The files of the data folder, and those that others than its owner can read. */
  readonly files: { readonly all: number; readonly open: number };
  /** The header of the proxy that says who is at the page, and the platforms that verify their people. */
  readonly login: { readonly header?: string; readonly slack: boolean; readonly teams: boolean };
  readonly annex: { readonly edition: string; readonly provisions: number; readonly verified: boolean };
}

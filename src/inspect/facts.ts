/** What was found in this installation, for the readiness report. */
import type { Request } from '../guard/approvals.ts';
import type { Place } from '../regions.ts';
import type { LogHead, Role } from '../types.ts';

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
  readonly agencies: number;
  readonly reports: { readonly open: number; readonly all: number };
  /** Questions kept now. */
  readonly questions: number;
  /** Share of the people who are trained, 0 to 1; undefined where there is no training to measure. */
  readonly trained?: { readonly done: number; readonly all: number };
  readonly keys: number;
  /** How many fields the key in use has sealed, and how many older ones still have. */
  readonly sealed: { readonly now: number; readonly before: number };
  readonly rules: number;
  /** Exports and copies in the last 365 days. */
  readonly exports: number;
  readonly handled: number;
  readonly requests: readonly Request[];
  readonly erasures: number;
  /** The ids of the checklist that are settled. */
  readonly settled: ReadonlySet<string>;
  readonly software: { readonly components: number; readonly unverified: number; readonly node: string };
  /** The files of the data folder that others than its owner can read. */
  readonly openFiles: number;
  readonly login: boolean;
  readonly annex: { readonly edition: string; readonly provisions: number; readonly verified: boolean };
}

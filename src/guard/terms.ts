/** How long things are kept. Pure. */
import type { Terms } from '../types.ts';

const day = 86_400_000;

export interface KeepDays {
  readonly log: number;
  readonly questions: number;
}

/** Days after which an open form is dropped, and its person warned. */
export const formDays = 7;
export const warnDays = 5;
/** Days after which a job that is over loses its text. */
const jobDays = 30;
/** Days for which the name of somebody who has left is kept: three years of training records can be shown with names. */
const leaverDays = 3 * 366;

export function termsAt(now: number, keep: KeepDays): Terms {
  const before = (days: number) => now - days * day;
  return {
    forms: before(formDays),
    questions: before(keep.questions),
    jobs: before(jobDays),
    log: before(keep.log),
    leavers: before(leaverDays),
  };
}

export function daysAfter(at: number, days: number): number {
  return at + days * day;
}

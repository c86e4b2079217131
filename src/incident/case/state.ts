/** What follows from a case's status and timeline. */
import type { Report, ReportEvent } from '../../types.ts';

interface Told {
  readonly events: readonly ReportEvent[];
}

export function isOpen({ status }: Pick<Report, 'status'>): boolean {
  return status !== 'closed' && status !== 'near_miss';
}

export function linesOf({ events }: Told, ...acts: readonly string[]): readonly ReportEvent[] {
  return events.filter(({ act }) => acts.includes(act));
}

/** The number of the next report to 甲: what was told by phone is written down with the same number. */
export function nextReport(told: Told): number {
  return linesOf(told, 'reported').filter(({ detail }) => detail?.channel?.value !== 'phone').length + 1;
}

/** Who has seen the alert or taken the case, first one first. */
export function seenBy(told: Told): readonly string[] {
  return linesOf(told, 'acknowledged', 'taken').map(({ by }) => by);
}

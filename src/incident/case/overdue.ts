/** What waits too long: a case with a task that was due, or with a clock of ours that has run out. */
import type { Desk, Report, ReportEvent, ReportQuery } from '../../types.ts';
import { type Clock, clocksOf } from './clocks.ts';
import type { CaseDeps } from './deps.ts';

/** So many cases are looked through at a time. */
const pageSize = 100;

/** The clocks that have run out and that a report to 甲 would have met; what 甲 has to do itself is not ours. */
export function overrun(deps: CaseDeps, report: Report, events: readonly ReportEvent[], now: number): readonly Clock[] {
  return clocksOf(deps.deadlines, report, events, deps.companyDays).filter(
    ({ applies, met, rule, due }) => applies && rule.met !== undefined && met === undefined && due <= now,
  );
}

/** The open cases of a query that wait too long, newest first. Tasks are found by the store, clocks are computed. */
export async function overdueReports(
  deps: CaseDeps,
  desk: Desk,
  query: ReportQuery,
  now: number,
): Promise<readonly Report[]> {
  const { limit = pageSize, offset = 0, ...scope } = query;
  const wanted = offset + limit;
  const late = await desk.reports({ ...scope, overdue: now, limit: wanted });
  const numbers = new Set(late.map(({ number }) => number));
  const found: Report[] = [];
  for (let at = 0, isLast = false; !isLast && found.length < wanted; at += pageSize) {
    const page = await desk.reports({ ...scope, open: true, offset: at, limit: pageSize });
    for (const report of page) {
      if (numbers.has(report.number) || (await isOverrun(deps, desk, report, now))) found.push(report);
    }
    isLast = page.length < pageSize;
  }
  return found.slice(offset, wanted);
}

/** The timeline is read only where something would have run out without it: not in the first two hours of a case. */
async function isOverrun(deps: CaseDeps, desk: Desk, report: Report, now: number): Promise<boolean> {
  if (overrun(deps, report, [], now).length === 0) return false;
  return overrun(deps, report, await desk.events(report.number), now).length > 0;
}

/** What waits too long: a case with a task that was due, or with a clock of ours that has run out. */
import type { Desk, Report, ReportEvent, ReportQuery } from '../../types.ts';
import { type Clock, clocksOf } from './clocks.ts';
import type { CaseDeps } from './deps.ts';

/** So many cases are looked through at a time. */
const pageSize = 100;

/** The clocks that have run out and that a report to 甲 would have met; what 甲 has to do itself is not ours. */
function overrun(deps: CaseDeps, report: Report, events: readonly ReportEvent[], now: number): readonly Clock[] {
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
  for await (const report of openReports(desk, scope)) {
    if (numbers.has(report.number) || (await overrunOf(deps, desk, report, now)).length > 0) found.push(report);
    if (found.length >= wanted) break;
  }
  return found.slice(offset, wanted);
}

/** The clocks that have run out in the open cases of a query, the longest overdue first. */
export async function overdueClocks(
  deps: CaseDeps,
  desk: Desk,
  { limit, ...scope }: ReportQuery,
  now: number,
): Promise<readonly { readonly report: string; readonly clock: Clock }[]> {
  const found: { report: string; clock: Clock }[] = [];
  for await (const report of openReports(desk, scope))
    for (const clock of await overrunOf(deps, desk, report, now)) found.push({ report: report.number, clock });
  return found.sort((a, b) => a.clock.due - b.clock.due).slice(0, limit);
}

async function* openReports(desk: Desk, scope: ReportQuery): AsyncGenerator<Report> {
  for (let offset = 0, isLast = false; !isLast; offset += pageSize) {
    const page = await desk.reports({ ...scope, open: true, offset, limit: pageSize });
    yield* page;
    isLast = page.length < pageSize;
  }
}

/** The timeline is read only where something would have run out without it: not in the first two hours of a case. */
async function overrunOf(deps: CaseDeps, desk: Desk, report: Report, now: number): Promise<readonly Clock[]> {
  if (overrun(deps, report, [], now).length === 0) return [];
  return overrun(deps, report, await desk.events(report.number), now);
}

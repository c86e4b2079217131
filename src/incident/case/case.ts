/** A case: a report with its timeline, whom it concerns, and what a change of it commits. */
import type { Desk, Person, Records, Report, ReportEvent, Task } from '../../types.ts';
import { ids } from '../acts.ts';
import { mayManage, mayRead } from '../people.ts';
import { clockTimers, nextReminder, taskTimer, taskTimers } from './arm.ts';
import type { CaseDeps } from './deps.ts';
import { isOpen } from './state.ts';
import { idsIn, type Who, whoAre } from './who.ts';

export interface Case extends Who {
  readonly report: Report;
  readonly events: readonly ReportEvent[];
}

/** True for the number of a report; anything else is not looked up. */
export function isNumber(number: string): boolean {
  return /^\d{4}-\d{4,8}$/u.test(number);
}

export async function findCase(desk: Desk, number: string): Promise<Case | undefined> {
  const report = isNumber(number) ? await desk.report(number) : undefined;
  if (!report) return undefined;
  const events = await desk.events(number);
  return { report, events, ...(await whoAre(desk, idsIn(report, events))) };
}

/** The case, where the person may read it; a refusal and a number that does not exist are the same. */
export async function readableCase(desk: Desk, number: string, person: Person): Promise<Case | undefined> {
  const found = await findCase(desk, number);
  return found && mayRead(person, found.report, found.people) ? found : undefined;
}

export function manages(person: Person, { report, people }: Case): boolean {
  return mayManage(person, report, people);
}

/** Who may do something about a case. */
export function managersOf({ report, people }: Pick<Case, 'report' | 'people'>): readonly Person[] {
  return people.filter((person) => mayManage(person, report, people));
}

/** What is decided about a case. */
export interface Change {
  readonly report?: Partial<Report>;
  readonly events?: readonly Pick<ReportEvent, 'act' | 'detail' | 'before'>[];
  readonly tasks?: readonly Task[];
  readonly posts?: Records['posts'];
  readonly timers?: Records['timers'];
}

/**
 * The change as it is committed: the next version of the report, its lines, and the timers of what falls due after it.
 * @param by the person's id; empty where Tokki does it by itself
 */
export function changed(deps: CaseDeps, { report, events }: Case, by: string, now: number, change: Change): Records {
  const after: Report = { ...report, ...change.report, version: report.version + 1 };
  const lines = (change.events ?? []).map((event) => ({ report: report.number, at: now, by, ...event }));
  const { posts = [], tasks = [], timers = [] } = change;
  return {
    report: after,
    events: lines,
    tasks,
    posts,
    timers: [
      ...timers,
      ...clockTimers(deps, after, [...events, ...lines]),
      ...taskTimers(tasks),
      ...(isOpen(after) && !isOpen(report) ? [taskTimer(nextReminder(now, deps.escalation.tasks_at))] : []),
    ],
    access: [{ at: now, by: by || 'tokki', act: 'write', subject: ids.report(report.number) }],
  };
}

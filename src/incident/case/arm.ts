/** The timers of a case. Their keys say what they are for, so that one that is armed twice rings once. */
import type { Report, ReportEvent, Task, Timer } from '../../types.ts';
import { clocksOf, neededBy } from './clocks.ts';
import type { CaseDeps } from './deps.ts';
import { isOpen, linesOf } from './state.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const jst = 9 * hour;

/** @param step 1 is the first that comes after the alert itself; undefined after the last one */
export function escalationTimer({ escalation }: CaseDeps, { number, filed }: Report, step: number): readonly Timer[] {
  const { after, every, until } = escalation;
  const minutes = after + (step - 1) * every;
  if (minutes > until) return [];
  return [
    { key: `escalate:${number}:${step}`, name: 'incident:escalate', subject: number, due: filed + minutes * minute },
  ];
}

/** The last step that has come by now, at least the one that rings: after downtime the ones before it say nothing more. */
export function lastStepBy(deps: CaseDeps, report: Report, step: number, now: number): number {
  const [next] = escalationTimer(deps, report, step + 1);
  return next && next.due <= now ? lastStepBy(deps, report, step + 1, now) : step;
}

/**
 * The reminders of every clock that runs. A clock that moves has other keys, and the old ones find nothing to say; so has
 * one of a case that was opened again, as what rang meanwhile was not heard.
 */
export function clockTimers(deps: CaseDeps, report: Report, events: readonly ReportEvent[]): readonly Timer[] {
  if (!isOpen(report)) return [];
  const round = linesOf({ events }, 'promoted', 'reopen').length;
  return clocksOf(deps.deadlines, report, events, deps.companyDays)
    .filter(({ met, applies }) => met === undefined && applies)
    .flatMap((clock) =>
      clock.rule.remind.map((hours) => ({
        key: `clock:${report.number}:${clock.rule.id}:${clock.due}:${hours}:${round}`,
        name: 'incident:clock',
        subject: `${report.number} ${clock.rule.id} ${clock.due}`,
        due: neededBy(clock) - hours * hour,
      })),
    );
}

/** One timer for all tasks that fall due within the same hour. */
export function taskTimers(tasks: readonly Task[]): readonly Timer[] {
  const slots = new Set(tasks.filter(({ state }) => state === 'open').map(({ due }) => Math.ceil(due / hour) * hour));
  return [...slots].map(taskTimer);
}

export function taskTimer(due: number): Timer {
  return { key: `tasks:${due}`, name: 'incident:tasks', subject: String(due), due };
}

/** The next time at which overdue tasks are brought to mind. @param at the hour in Japan */
export function nextReminder(now: number, at: number): number {
  const today = Math.floor((now + jst) / day) * day - jst + at * hour;
  return today > now ? today : today + day;
}

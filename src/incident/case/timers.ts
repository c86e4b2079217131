/** What the incident desk does when a Timer falls due. What it decides follows from the records, not from the timer. */
import { caseWords as words } from '../../strings/case.ts';
import { say } from '../../strings/say.ts';
import type { Desk, Post, Records, Report, Task, Timer } from '../../types.ts';
import type { IncidentDeps } from '../scene.ts';
import { nextReminder, taskTimer } from './arm.ts';
import { findCase, managersOf } from './case.ts';
import { type Clock, clocksOf } from './clocks.ts';
import { escalate, replace } from './escalate.ts';
import { clockFact, taskFact } from './show.ts';
import { isOpen } from './state.ts';
import { ownersOf } from './tasks.ts';
import { backButton } from './view.ts';
import { type Who, whoAre } from './who.ts';

type Rung = (deps: IncidentDeps, timer: Timer, desk: Desk, now: number) => Promise<Records>;

const timers: Readonly<Record<string, Rung>> = {
  'incident:escalate': escalate,
  'incident:clock': remindOfClock,
  'incident:tasks': remindOfTasks,
  undelivered: replace,
};

export async function ringIncident(deps: IncidentDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  return (await timers[timer.name]?.(deps, timer, desk, now)) ?? {};
}

/** A clock that runs out soon; nothing where it was met, has moved, or does not apply any more. */
async function remindOfClock(deps: IncidentDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const [number = '', id, due] = timer.subject.split(' ');
  const kase = await findCase(desk, number);
  if (!kase || !isOpen(kase.report)) return {};
  const { report, events, people } = kase;
  const clock = clocksOf(deps.deadlines, report, events, deps.companyDays).find(({ rule }) => rule.id === id);
  if (!clock || clock.due !== Number(due) || clock.met !== undefined || !clock.applies) return {};
  if (isOvertaken(clock, timer, now)) return {};
  const owner = people.filter((person) => person.id === report.owner);
  const told = owner.length > 0 ? owner : managersOf(kase);
  return {
    posts: told.map(({ id: to, lang }) => {
      const { label, value } = clockFact(clock, now, lang);
      const title = say(words.clockTitle, lang, { number, label });
      const text = say(words.clockText, lang, { when: value });
      const buttons = [backButton(number, lang)];
      const note = clock.rule.source[lang];
      return { key: `${timer.key}:${to}`, to, reply: { kind: 'notice', lang, title, text, buttons, note } };
    }),
  };
}

/** A later reminder of the same clock is due as well, after downtime or for what was known long before: it says enough. */
function isOvertaken({ rule, due }: Clock, timer: Timer, now: number): boolean {
  return rule.remind.map((hours) => due - hours * hour).some((at) => at > timer.due && at <= now);
}

const hour = 3_600_000;
/** So many tasks are named; the rest is counted. */
const named = 10;

/**
 * One message for each person with all tasks that are overdue; once more every day while some are. Between the daily times
 * only who has something new hears of it, so the old ones are read only where there is something new.
 */
async function remindOfTasks(deps: IncidentDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const isDaily = nextReminder(timer.due - 1, deps.escalation.tasks_at) === timer.due;
  const since = isDaily ? Number.NEGATIVE_INFINITY : timer.due - hour;
  if (!isDaily && (await desk.tasks({ open: true, after: since, due: now, limit: 1 })).length === 0) return {};
  const overdue = await desk.tasks({ open: true, due: now });
  if (overdue.length === 0) return {};
  const reports = await reportsOf(desk, overdue);
  const owners = overdue.flatMap((task) => task.owner ?? reports.get(task.report)?.owner ?? []);
  const who = await whoAre(desk, owners);
  const byPerson = new Map<string, Task[]>();
  for (const task of overdue) {
    const report = reports.get(task.report);
    for (const { id } of report ? ownersOf(task, report, who.people) : []) {
      const tasks = byPerson.get(id) ?? [];
      tasks.push(task);
      byPerson.set(id, tasks);
    }
  }
  const posts = [...byPerson]
    .filter(([, tasks]) => tasks.some(({ due }) => due > since))
    .map(([id, tasks]) => taskPost(timer, id, tasks, reports, who, now));
  return {
    posts: posts.flatMap((post) => post ?? []),
    timers: [taskTimer(nextReminder(now, deps.escalation.tasks_at))],
  };
}

async function reportsOf(desk: Desk, tasks: readonly Task[]): Promise<ReadonlyMap<string, Report>> {
  const reports = new Map<string, Report>();
  for (const number of new Set(tasks.map(({ report }) => report))) {
    const report = await desk.report(number);
    if (report) reports.set(number, report);
  }
  return reports;
}

function taskPost(
  timer: Timer,
  id: string,
  tasks: readonly Task[],
  reports: ReadonlyMap<string, Report>,
  who: Who,
  now: number,
): Post | undefined {
  const person = who.people.find((one) => one.id === id);
  if (!person) return undefined;
  const { lang } = person;
  const numbers = [...new Set(tasks.map(({ report }) => report))].slice(0, 5);
  const facts = tasks.slice(0, named).flatMap((task) => {
    const report = reports.get(task.report);
    if (!report) return [];
    const { label, value } = taskFact(task, report, who, now, lang);
    return [{ label: `${task.report} ${label}`, value }];
  });
  return {
    key: `${timer.key}:${id}`,
    to: id,
    reply: {
      kind: 'notice',
      lang,
      title: say(words.tasksTitle, lang, { count: tasks.length }),
      text: words.tasksText[lang],
      facts,
      buttons: numbers.map((number) => backButton(number, lang)),
    },
  };
}

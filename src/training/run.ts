/** What is done when a timer of this room falls due: the daily run, in pages so that the chat never waits for it. */
import { reachableAt } from '../calendar/working.ts';
import { instantOf, japan, localOf } from '../calendar/zone.ts';
import { momentOf } from '../forms/calendar.ts';
import type { Desk, Records, Timer, Trainee } from '../types.ts';
import { type DayScene, decide, isRunDay } from './decide.ts';
import { newDuties, type Occasion } from './duty.ts';
import { all } from './pages.ts';
import { hashOf } from './quiz.ts';
import { type Charge, ownReminder, soon } from './remind.ts';
import type { TrainingDeps } from './scene.ts';

/** So many people at a time: few enough that reading, deciding and writing each take some milliseconds. */
const pageSize = 100;
const dayLength = 86_400_000;
/** Incidents are remembered for so long by courses that follow an incident. */
const memory = 90;

/** The timers that make the daily run go on by itself in each zone; armed twice they are the same. */
export function armed(
  { reminders }: Pick<TrainingDeps, 'reminders'>,
  zones: readonly string[],
  now: number,
): readonly Timer[] {
  return [...new Set(['', ...zones])].map((zone) => {
    const there = localOf(now, zone || japan);
    const day = there.minute < reminders.hours.from ? there.day : there.day + 1;
    return runTimer(zone, day, day - 1, instantOf(day, reminders.hours.from, zone || japan));
  });
}

function runTimer(zone: string, day: number, lastRun: number, due: number): Timer {
  return { key: `training:run:${zone}:${day}`, name: 'training:run', subject: [zone, lastRun].join(' '), due };
}

/** A page of a day's run. `silent`: courses are assigned, nobody is told. */
interface Page {
  readonly zone: string;
  readonly lastRun: number;
  readonly after: string;
  readonly silent: boolean;
}

function pageTimer(page: Page, mark: string | number, due: number): Timer {
  const { zone, lastRun, after, silent } = page;
  const name = silent ? 'training:assign' : 'training:page';
  return { key: `${name}:${zone}:${mark}:${after}`, name, subject: [zone, lastRun, after, mark].join(' '), due };
}

/** Assigns what people have to take right now instead of in the morning; once for the same people, courses and day. */
export function assigning(
  { courses }: Pick<TrainingDeps, 'courses'>,
  zones: readonly string[],
  now: number,
  occasion: string | number = '',
): readonly Timer[] {
  const mark = hashOf(`${courses.map(({ material }) => material).join()} ${momentOf(now).day} ${occasion}`).toString(
    36,
  );
  return zones.map((zone) => pageTimer({ zone, lastRun: 0, after: '', silent: true }, mark, now));
}

export async function onTimer(deps: TrainingDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  if (timer.name === 'training:run') return run(deps, timer, desk, now);
  if (timer.name === 'training:page' || timer.name === 'training:assign') return nextPage(deps, timer, desk, now);
  if (timer.name === 'training:again') return again(deps, timer, desk, now);
  return {};
}

/** Begins the day of a zone, and arms the next one. After days of downtime it begins only the present day. */
async function run(deps: TrainingDeps, { subject }: Timer, desk: Desk, now: number): Promise<Records> {
  const [zone = '', before = ''] = subject.split(' ');
  const there = localOf(now, zone || japan);
  const lastRun = Math.min(Number(before), there.day - 1);
  const { from, to } = deps.reminders.hours;
  if (there.minute < from || there.minute >= to) {
    const day = there.minute < from ? there.day : there.day + 1;
    return { timers: [runTimer(zone, day, lastRun, instantOf(day, from, zone || japan))] };
  }
  const others = armed(deps, await desk.zones(), now).filter(({ subject: other }) => !other.startsWith(`${zone} `));
  const tomorrow = there.day + 1;
  const next = runTimer(
    zone,
    tomorrow,
    isRunDay(deps.calendarOf, there.day) ? there.day : lastRun,
    instantOf(tomorrow, from, zone || japan),
  );
  return { timers: [pageTimer({ zone, lastRun, after: '', silent: false }, there.day, now), next, ...others] };
}

/** Decides about a page of people, and goes on behind the last of them. */
async function nextPage(deps: TrainingDeps, { name, subject }: Timer, desk: Desk, now: number): Promise<Records> {
  const [zone = '', before = '', after = '', mark = ''] = subject.split(' ');
  const silent = name === 'training:assign';
  const { day, minute } = localOf(now, zone || japan);
  const page: Page = { zone, lastRun: Math.min(Number(before), day - 1), after, silent };
  const { from, to } = deps.reminders.hours;
  if (!silent && (minute < from || minute >= to)) {
    const morning = minute < from ? day : day + 1;
    return { timers: [pageTimer(page, morning, instantOf(morning, from, zone || japan))] };
  }
  const trainees = await desk.trainees({ zone, after, limit: pageSize });
  const charges = silent ? new Map<string, Charge>() : await chargesOf(deps, desk, trainees, day, now);
  const occasions = await occasionsOf(deps, desk, now);
  const decided = trainees.map((trainee) => {
    const calendar = deps.calendarOf(trainee.person);
    const scene: DayScene = { ...deps, calendar, day, now, lastRun: page.lastRun, occasions };
    return silent ? { assignments: newDuties(trainee, scene) } : decide(trainee, charges.get(trainee.person.id), scene);
  });
  const last = trainees.at(-1);
  return {
    assignments: decided.flatMap(({ assignments }) => assignments),
    reminders: decided.flatMap(({ change }) => change ?? []),
    posts: decided.flatMap(({ post }) => post ?? []),
    timers:
      last && trainees.length === pageSize
        ? [pageTimer({ ...page, after: last.person.id }, silent ? mark : day, now)]
        : [],
  };
}

/** Of these people, whom those who lead answer for, as far as something is due there. */
async function chargesOf(
  deps: TrainingDeps,
  desk: Desk,
  trainees: readonly Trainee[],
  day: number,
  now: number,
): Promise<ReadonlyMap<string, Charge>> {
  const due = { until: day + soon, since: now - 7 * dayLength };
  const ids = trainees.map(({ person }) => person.id);
  const teams = Map.groupBy(await all(desk, { managers: ids, due }), ({ person }) => person.manager ?? '');
  const charges = new Map<string, Charge>();
  for (const [manager, team] of teams) charges.set(manager, { team, long: [] });
  for (const { person } of trainees) {
    const { id, role, contracts } = person;
    if (role !== 'responsible' && role !== 'admin') continue;
    const team = charges.get(id)?.team ?? [];
    const others = role === 'responsible' ? await all(desk, { unmanaged: contracts, due }) : [];
    const overdue = { until: day - deps.reminders.admins, since: now };
    const long = role === 'admin' ? await all(desk, { due: overdue }) : [];
    charges.set(id, { team: [...team, ...others.filter((one) => one.person.id !== id)], long });
  }
  return charges;
}

/** The incidents of late, where a course asks for training after one. */
async function occasionsOf({ courses }: TrainingDeps, desk: Desk, now: number): Promise<readonly Occasion[]> {
  if (!courses.some(({ validity }) => validity.afterIncident)) return [];
  const reports = await desk.reports({ since: now - memory * dayLength });
  return reports.map(({ reporter, contract, filed }) => ({ reporter, contract, day: momentOf(filed).day }));
}

/** The reminder that the person has put off for an hour, where there is still a reason for it. */
async function again(deps: TrainingDeps, { key, subject }: Timer, desk: Desk, now: number): Promise<Records> {
  const [trainee] = await desk.trainees({ ids: [subject], limit: 1 });
  if (!trainee?.assignments.some(({ closed }) => closed === undefined)) return {};
  const calendar = deps.calendarOf(trainee.person);
  const at = reachableAt(calendar, deps.reminders, now);
  if (at > now) return { timers: [{ key: `${key}>`, name: 'training:again', subject, due: at }] };
  const { day } = localOf(now, calendar.zone);
  const post = { key, to: subject, reply: ownReminder(deps, trainee, day) };
  return { posts: [post], reminders: [{ person: subject, reminded: day, snoozed: null }] };
}

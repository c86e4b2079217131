/** What is done when a timer of this room falls due: the daily run, in pages so that the chat never waits for it. */
import { reachableAt } from '../calendar/working.ts';
import { instantOf, japan, localOf } from '../calendar/zone.ts';
import { momentOf } from '../forms/calendar.ts';
import type { Desk, Records, Timer, Trainee } from '../types.ts';
import { chargesOf } from './charges.ts';
import { type DayScene, type Decided, decide, isRunDay } from './decide.ts';
import type { Charge } from './digest.ts';
import { newDuties } from './duty.ts';
import { occasionsOf } from './occasions.ts';
import { hashOf } from './quiz.ts';
import { ownReminder } from './remind.ts';
import { tellOfResting } from './resting.ts';
import { type TrainingDeps, withoutResting } from './scene.ts';

/**
 * How many people are read at a time: few at first, for on a day on which all have to be told so many lines are written
 * as one commit may take some milliseconds for; then more, where there is little to write.
 */
const fewest = 100;
const most = 400;
const mostWrites = 200;
/** A timer must be done long before its lease ends. */
const mostPeople = 4_000;
/** Reminders leave at this pace, so that the answers to those who chat at the same time do not queue behind them. */
const perSecond = 20;

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

/** How far a day's run has come. */
interface Page {
  readonly zone: string;
  readonly lastRun: number;
  /** The last person who was looked at, and how many have been told so far. */
  readonly after: string;
  readonly told: number;
}

/** `assign`: courses are assigned, nobody is told. */
function pageTimer(
  name: 'page' | 'assign',
  { zone, lastRun, after, told }: Page,
  mark: string | number,
  due: number,
): Timer {
  const subject = [zone, lastRun, after, told, mark].join(' ');
  return { key: `training:${name}:${zone}:${mark}:${after}`, name: `training:${name}`, subject, due };
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
  return zones.map((zone) => pageTimer('assign', { zone, lastRun: 0, after: '', told: 0 }, mark, now));
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
  const posts = zone === '' && isRunDay(deps.calendarOf, there.day) ? await tellOfResting(deps, desk) : [];
  return { posts, timers: [pageTimer('page', { zone, lastRun, after: '', told: 0 }, there.day, now), next, ...others] };
}

/** Decides about the next people, and goes on behind the last of them. */
async function nextPage(deps: TrainingDeps, { name, subject }: Timer, desk: Desk, now: number): Promise<Records> {
  const [zone = '', before = '', after = '', told = '', mark = ''] = subject.split(' ');
  const silent = name === 'training:assign';
  const { day, minute } = localOf(now, zone || japan);
  const page: Page = { zone, lastRun: Math.min(Number(before), day - 1), after, told: Number(told) };
  const { from, to } = deps.reminders.hours;
  if (!silent && (minute < from || minute >= to)) {
    const morning = minute < from ? day : day + 1;
    return { timers: [pageTimer('page', page, morning, instantOf(morning, from, zone || japan))] };
  }
  const occasions = await occasionsOf(deps, desk, now);
  const decided: Decided[] = [];
  let last: string | undefined = after;
  let size = fewest;
  for (let seen = 0; last !== undefined && seen < mostPeople && writesOf(decided) < mostWrites; seen += size) {
    size = Math.min(seen === 0 ? fewest : size * 2, most);
    const trainees: readonly Trainee[] = await desk.trainees({ zone, after: last, limit: size });
    decided.push(...(await decideAll(deps, desk, trainees, { ...page, day, now, occasions, silent })));
    last = trainees.length === size ? trainees.at(-1)?.person.id : undefined;
  }
  const posts = decided.flatMap(({ post }) => post ?? []);
  const next = { ...page, after: last ?? '', told: page.told + posts.length };
  return {
    assignments: decided.flatMap(({ assignments }) => assignments),
    reminders: decided.flatMap(({ change }) => change ?? []),
    posts: posts.map((post, n) => ({ ...post, due: now + Math.floor((page.told + n) / perSecond) * 1_000 })),
    timers: last === undefined ? [] : [pageTimer(silent ? 'assign' : 'page', next, silent ? mark : day, now)],
  };
}

function writesOf(decided: readonly Decided[]): number {
  return decided.reduce((sum, { assignments, post }) => sum + assignments.length + (post ? 2 : 0), 0);
}

interface Round extends Pick<DayScene, 'day' | 'now' | 'lastRun' | 'occasions'> {
  readonly silent: boolean;
}

async function decideAll(
  deps: TrainingDeps,
  desk: Desk,
  trainees: readonly Trainee[],
  { day, now, lastRun, occasions, silent }: Round,
): Promise<readonly Decided[]> {
  const charges = silent ? new Map<string, Charge>() : await chargesOf(deps, desk, trainees, day, now);
  return trainees.map((trainee) => {
    const scene: DayScene = { ...deps, calendar: deps.calendarOf(trainee.person), day, now, lastRun, occasions };
    return silent ? { assignments: newDuties(trainee, scene) } : decide(trainee, charges.get(trainee.person.id), scene);
  });
}

/** The reminder that the person has put off for an hour, where there is still a reason for it. */
async function again(deps: TrainingDeps, { key, subject }: Timer, desk: Desk, now: number): Promise<Records> {
  const [found] = await desk.trainees({ ids: [subject], limit: 1 });
  const trainee = found && withoutResting(deps, found);
  if (!trainee?.assignments.some(({ closed }) => closed === undefined)) return {};
  const calendar = deps.calendarOf(trainee.person);
  const at = reachableAt(calendar, deps.reminders, now);
  if (at > now) return { timers: [{ key: `${key}>`, name: 'training:again', subject, due: at }] };
  const { day } = localOf(now, calendar.zone);
  const post = { key, to: subject, reply: ownReminder(deps, trainee, day) };
  return { posts: [post], reminders: [{ person: subject, reminded: day, snoozed: null }] };
}

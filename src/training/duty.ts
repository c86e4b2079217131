/** Which courses a person has to take until when. Pure: the same records and the same day give the same assignments. */
import { monthsLater, type WorkCalendar, workingDay } from '../calendar/working.ts';
import { localOf } from '../calendar/zone.ts';
import type { Course } from '../knowledge/types.ts';
import { mayEver } from '../rights.ts';
import type { Assignment, Person, Trainee } from '../types.ts';

/** An incident that asks for training: who reported it, under which contract, on which day it was filed. */
export interface Occasion {
  readonly reporter: string;
  readonly contract: string;
  readonly day: number;
}

export interface DutyScene {
  readonly courses: readonly Course[];
  readonly calendar: WorkCalendar;
  /** The day there. */
  readonly day: number;
  readonly now: number;
  readonly occasions: readonly Occasion[];
}

/** How long before a validity ends the next taking is assigned. */
const lead = 30;

/** True where the course is meant for this person. */
export function concerns({ audience }: Course, person: Person): boolean {
  const { role, contracts, agency } = person;
  if (!mayEver(person, 'training.take') || !audience.roles.some((one) => one === role)) return false;
  if (audience.dispatched !== undefined && audience.dispatched !== (agency !== undefined)) return false;
  return !audience.contracts || audience.contracts.some((name) => contracts.includes(name));
}

/** The assignments that are new or change on that day: what begins, and what falls away. */
export function newDuties({ person, joined, assignments }: Trainee, scene: DutyScene): readonly Assignment[] {
  const { courses } = scene;
  const latestOf = (id: string) => assignments.findLast(({ course }) => course === id);
  const begun = courses.flatMap((course) => begin(course, person, joined, latestOf(course.id), scene) ?? []);
  const known = (id: string) => courses.find((course) => course.id === id);
  const lapsed = assignments.filter((one) => one.closed === undefined && isLapsed(one, person, known(one.course)));
  const closed = lapsed.map((one) => ({ ...one, edition: one.edition + 1, closed: scene.now }));
  return [...begun, ...closed];
}

/** The course is gone, or no longer meant for the person; what somebody has ordered stays. */
function isLapsed({ reason }: Assignment, person: Person, course: Course | undefined): boolean {
  return course === undefined || (reason !== 'order' && !concerns(course, person));
}

function begin(
  course: Course,
  person: Person,
  joined: number,
  latest: Assignment | undefined,
  scene: DutyScene,
): Assignment | undefined {
  if (course.resting || (latest && latest.closed === undefined)) return undefined;
  if (!concerns(course, person)) return undefined;
  const wanted =
    startOf(course, joined, latest, scene) ??
    renewalOf(course, latest, scene) ??
    afterOf(course, person, latest, scene);
  if (!wanted || wanted.since === latest?.since) return undefined;
  return { person: person.id, course: course.id, edition: 1, ...wanted };
}

type Wanted = Pick<Assignment, 'since' | 'due' | 'reason'>;

/** At the start of the work, and again for who has come back. */
function startOf(
  { validity }: Course,
  joined: number,
  latest: Assignment | undefined,
  scene: DutyScene,
): Wanted | undefined {
  // Joining is a day in Japan, which abroad may be the day after that of the assignment.
  const isBegun = latest && latest.since >= joined - 1 && latest.record !== undefined;
  if (!validity.onStart || isBegun) return undefined;
  const { day, calendar } = scene;
  return { since: day, due: workingDay(calendar, day + validity.onStart.days, 1), reason: 'start' };
}

/** The due day is the last working day on which the course is still valid. */
function renewalOf({ validity }: Course, latest: Assignment | undefined, scene: DutyScene): Wanted | undefined {
  const done = doneDay(latest, scene.calendar);
  if (!validity.everyMonths || done === undefined) return undefined;
  const due = workingDay(scene.calendar, monthsLater(done, validity.everyMonths), -1);
  return scene.day >= due - lead ? { since: scene.day, due: Math.max(due, scene.day), reason: 'renewal' } : undefined;
}

function afterOf(course: Course, person: Person, latest: Assignment | undefined, scene: DutyScene): Wanted | undefined {
  const rule = course.validity.afterIncident;
  if (!rule) return undefined;
  const done = doneDay(latest, scene.calendar);
  const cause = scene.occasions.find(
    ({ reporter, contract, day }) =>
      (done === undefined || day > done) &&
      (reporter === person.id || (rule.who === 'contract' && person.contracts.includes(contract))),
  );
  if (!cause) return undefined;
  const due = Math.max(workingDay(scene.calendar, cause.day + rule.days, 1), scene.day);
  return { since: scene.day, due, reason: 'incident' };
}

/** The day on which it was done; nothing where it fell away. */
function doneDay(latest: Assignment | undefined, { zone }: WorkCalendar): number | undefined {
  if (latest?.closed === undefined || latest.record === undefined) return undefined;
  return localOf(latest.closed, zone).day;
}

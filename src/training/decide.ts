/** What a day brings for one person: courses that begin, and at most one message. Pure. */
import type { WorkCalendar } from '../calendar/working.ts';
import type { Assignment, Post, ReminderChange, Trainee } from '../types.ts';
import { type Charge, digest, escalates, isWorthTelling } from './digest.ts';
import { type DutyScene, newDuties, type Occasion } from './duty.ts';
import { ownReminder, ownSection, type RemindDeps } from './remind.ts';
import { type TrainingDeps, withoutResting } from './scene.ts';
import { isReminderDue, weeklyDay } from './schedule.ts';

export interface DayScene extends RemindDeps {
  readonly calendar: WorkCalendar;
  /** The day where the person is. */
  readonly day: number;
  readonly now: number;
  /** The last day on which everybody was looked at. */
  readonly lastRun: number;
  readonly occasions: readonly Occasion[];
}

export interface Decided {
  readonly assignments: readonly Assignment[];
  readonly change?: ReminderChange;
  readonly post?: Post;
}

/** The person as after these changes. */
export function withDuties(trainee: Trainee, changed: readonly Assignment[]): Trainee {
  if (changed.length === 0) return trainee;
  const courses = new Set(changed.map(({ course }) => course));
  const kept = trainee.assignments.filter(({ course }) => !courses.has(course));
  return { ...trainee, assignments: [...kept, ...changed] };
}

/** @param charge the people that this person answers for, with what is due; nobody without it */
export function decide(before: Trainee, charge: Charge | undefined, scene: DayScene): Decided {
  const duty: DutyScene = scene;
  const assignments = newDuties(before, duty);
  const trainee = withoutResting(scene, withDuties(before, assignments));
  if (scene.calendar.isFree(scene.day)) return { assignments };
  const own = isOwnDue(trainee, scene);
  const others = charge !== undefined && isDigestDue(trainee, charge, scene);
  if (!own && !others) return { assignments };
  const { person } = trainee;
  const section = own ? ownSection(scene, trainee, scene.day) : undefined;
  const reply = others ? digest(scene, person, charge, scene.day, section) : ownReminder(scene, trainee, scene.day);
  const change: ReminderChange = {
    person: person.id,
    ...(own && { reminded: scene.day, snoozed: null }),
    ...(others && { digested: scene.day }),
  };
  return { assignments, change, post: { key: `training:${person.id}:${scene.day}`, to: person.id, reply } };
}

function isOwnDue({ assignments, state }: Trainee, { reminders, calendar, day }: DayScene): boolean {
  const { snoozed, reminded } = state;
  if (reminded === day) return false;
  if (snoozed !== undefined && snoozed > day) return false;
  const isOpen = assignments.some(({ closed }) => closed === undefined);
  if (snoozed !== undefined && isOpen) return true;
  return assignments.some((one) => isReminderDue(reminders, one, calendar, day, reminded));
}

/** Once a week, and whenever somebody's delay has reached the next point since this person was told last. */
function isDigestDue({ state }: Trainee, charge: Charge, scene: DayScene): boolean {
  const { calendar, day, lastRun } = scene;
  const since = Math.max(lastRun, state.digested ?? lastRun);
  if (!isWorthTelling(scene, charge, day)) return false;
  return weeklyDay(calendar, day) > since || escalates(scene, charge, calendar, day, since);
}

/** True for a day on which everybody works somewhere: what falls on another one is told afterwards. */
export function isRunDay(calendarOf: TrainingDeps['calendarOf'], day: number): boolean {
  return [{}, { calendar: 'weekdays' as const }].every((kind) => !calendarOf(kind).isFree(day));
}

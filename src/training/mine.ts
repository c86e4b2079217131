/** A person's own courses: which are open, which are done, and putting a reminder off. */
import { reachableAt, workingDay } from '../calendar/working.ts';
import { localOf } from '../calendar/zone.ts';
import { two } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { reasons, training as words } from '../strings/training.ts';
import type { Assignment, Button, Fact, Outcome, Section, Timer, Trainee } from '../types.ts';
import { ids, type Snooze } from './acts.ts';
import { longDay, shortDay } from './dates.ts';
import { nameOf, stateOf } from './remind.ts';
import { courseOf, notice, outcome, type Scene, traineeOf, withoutResting } from './scene.ts';
import { leads } from './team.ts';

export async function showMine(scene: Scene): Promise<Outcome> {
  const { turn, lang } = scene;
  const trainee = await traineeOf(scene, turn.person.id);
  if (!trainee) return outcome(scene, scene.open, [notice(scene, words.guest)]);
  const { text, facts, buttons = [] } = mySection(scene, trainee);
  const title = words.title[lang];
  const team: readonly Button[] = (await leads(scene.desk, turn.person))
    ? [{ id: ids.team(0), label: words.team[lang] }]
    : [];
  const rest = { kind: 'list', title, ...(facts && { facts }), buttons: [...buttons, ...team] } as const;
  return outcome(scene, scene.open, [
    { ...notice(scene, words.mineText, {}, rest), text: text ?? words.mineText[lang] },
  ]);
}

/** This room's part of the person's overview. */
export function mySection(scene: Scene, trainee: Trainee): Section {
  const { lang, deps, open } = scene;
  const known = trainee.assignments.filter(({ course }) => courseOf(deps, course));
  const going = known.filter(({ closed }) => closed === undefined).toSorted((a, b) => a.due - b.due);
  const facts = [...going, ...known.filter(({ record }) => record !== undefined)].map((one): Fact => {
    return { label: nameOf(deps, one.course, lang), value: lineOf(scene, trainee, one) };
  });
  const opened = open && courseOf(deps, open.course);
  const running = opened?.resting ? undefined : opened;
  const others = going
    .filter(({ course }) => course !== running?.id)
    .flatMap(({ course }) => courseOf(deps, course) ?? [])
    .filter(({ resting }) => !resting);
  const buttons = [
    ...(running
      ? [{ id: ids.plain('resume'), label: say(words.goOnNamed, lang, { course: running.title[lang] }) }]
      : []),
    ...others.map((course) => ({ id: ids.course('start', course.id), label: beginLabel(scene, course) })),
  ].map((button, n): Button => (n === 0 ? { ...button, style: 'primary' } : button));
  const again = going.length === 0 && !running ? doneCourses(scene, trainee) : [];
  return {
    title: words.title[lang],
    ...(going.length === 0 && { text: words.nothing[lang] }),
    ...(facts.length > 0 && { facts }),
    ...(buttons.length + again.length > 0 && { buttons: [...buttons, ...again] }),
  };
}

function lineOf({ deps, lang, today }: Scene, { person }: Trainee, one: Assignment): string {
  if (one.closed === undefined) {
    if (courseOf(deps, one.course)?.resting) return words.restsNow[lang];
    return say(words.openReason, lang, { state: stateOf(one, today, lang), reason: reasons[one.reason][lang] });
  }
  const { day } = localOf(one.closed, deps.calendarOf(person).zone);
  return say(words.openDone, lang, { date: longDay(day, lang) });
}

/** What was done may be looked at again at any time. */
function doneCourses({ deps, lang }: Scene, { assignments }: Trainee): readonly Button[] {
  return assignments
    .flatMap(({ course }) => courseOf(deps, course) ?? [])
    .filter(({ resting }) => !resting)
    .map((course) => ({
      id: ids.course('start', course.id),
      label: say(words.again, lang, { course: course.title[lang] }),
      style: 'quiet',
    }));
}

function beginLabel({ lang }: Scene, course: Course): string {
  return say(words.beginNamed, lang, { course: course.title[lang] });
}

/** Puts the next reminder off, as often as the rules allow since the last course was done. */
export async function snooze(scene: Scene, how: Snooze): Promise<Outcome> {
  const { turn, deps, lang, today } = scene;
  const found = await traineeOf(scene, turn.person.id);
  const trainee = found && withoutResting(deps, found);
  if (!trainee?.assignments.some(({ closed }) => closed === undefined)) {
    return outcome(scene, scene.open, [notice(scene, words.snoozeNothing)]);
  }
  const used = trainee.state.snoozes ?? 0;
  if (used >= deps.reminders.snoozes) return outcome(scene, scene.open, [notice(scene, words.snoozeLimit)]);
  const calendar = deps.calendarOf(turn.person);
  const hour = reachableAt(calendar, deps.reminders, turn.now + 3_600_000);
  const isToday = how === 'hour' && localOf(hour, calendar.zone).day === today;
  const until =
    how === 'hour' ? localOf(hour, calendar.zone).day : workingDay(calendar, today + (how === 'tomorrow' ? 1 : 3), 1);
  const key = `training:again:${turn.person.id}:${turn.message.key}`;
  const timer: Timer = { key, name: 'training:again', subject: turn.person.id, due: hour };
  const { minute } = localOf(hour, calendar.zone);
  const time = `${Math.floor(minute / 60)}:${two(minute % 60)}`;
  const done = isToday
    ? say(words.snoozedHour, lang, { time })
    : say(words.snoozed, lang, { date: shortDay(until, today, lang) });
  const left = deps.reminders.snoozes - used - 1;
  const hint = left > 0 ? [say(words.snoozeLeft, lang, { count: left })] : [];
  const change = { person: turn.person.id, snoozes: used + 1, snoozed: until };
  return outcome(scene, scene.open, [{ kind: 'notice', lang, text: [done, ...hint].join('\n') }], {
    reminders: [change],
    ...(isToday && { timers: [timer] }),
  });
}

/** The end of a course: the record, what it fulfils, the certificate. */
import { monthsLater } from '../calendar/working.ts';
import { isoOf } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Assignment, Fact, OpenCourse, Outcome, Records, Reply, TrainingRecord } from '../types.ts';
import { ids } from './acts.ts';
import { longDay } from './dates.ts';
import { hashOf, missed, standingOf } from './quiz.ts';
import { outcome, type Scene, traineeOf } from './scene.ts';

/** A line about a quiz that was answered to its end. */
export function attemptOf({ turn }: Scene, course: Course, open: OpenCourse) {
  const wrong = missed(course, open).map(({ id }) => id);
  const detail = `${course.quiz.ask - wrong.length}/${course.quiz.ask}${wrong.length > 0 ? ` (${wrong.join(', ')})` : ''}`;
  return {
    key: `attempt ${turn.message.key}`,
    at: turn.now,
    by: turn.person.id,
    act: 'attempt',
    course: course.id,
    person: turn.person.id,
    detail,
  } as const;
}

/** Ends a course with its record and the certificate. @param before what is to be said first */
export async function finish(
  scene: Scene,
  course: Course,
  open: OpenCourse,
  before: readonly Reply[],
): Promise<Outcome> {
  const { turn, lang, today } = scene;
  const { person } = turn;
  const standing = standingOf(course, open);
  const quiz =
    standing.at === 'end' && standing.asked > 0 ? { score: standing.score, asked: standing.asked } : undefined;
  const record: TrainingRecord = {
    id: `T${isoOf({ day: today }).replaceAll('-', '')}-${hashOf(`${person.id} ${course.id} ${open.key}`).toString(36)}`,
    person: person.id,
    course: course.id,
    version: course.version,
    material: course.material,
    at: turn.now,
    means: quiz ? 'chat' : 'read',
    minutes: Math.max(1, Math.round(open.active / 60_000)),
    lang,
    ...quiz,
    ...(open.read !== undefined && { read: open.read }),
  };
  const records: Records = {
    ...(await fulfil(scene, record)),
    ...(quiz && { trainingEvents: [attemptOf(scene, course, open)] }),
  };
  return outcome(scene, undefined, [...before, certificate(scene, course, record)], records);
}

/** What a record does besides: the assignment is closed, and putting off begins anew. */
export async function fulfil({ desk, today }: Pick<Scene, 'desk' | 'today'>, record: TrainingRecord): Promise<Records> {
  const { person, course, at, id } = record;
  const trainee = await traineeOf({ desk }, person);
  const latest = trainee?.assignments.find((one) => one.course === course);
  const assignments: readonly Assignment[] =
    latest && latest.closed === undefined
      ? [{ ...latest, edition: latest.edition + 1, closed: at, record: id }]
      : latest?.since === today
        ? []
        : [{ person, course, since: today, edition: 1, due: today, reason: 'order', closed: at, record: id }];
  return { trainings: [record], assignments, reminders: [{ person, snoozed: null, snoozes: 0 }] };
}

function certificate({ lang, turn, today }: Scene, course: Course, record: TrainingRecord): Reply {
  const { id, score, asked, minutes } = record;
  const values = {
    name: turn.person.name,
    date: longDay(today, lang),
    course: course.title[lang],
    version: course.version,
    id,
  };
  const months = course.validity.everyMonths;
  const facts: readonly Fact[] = [
    ...(score === undefined || asked === undefined
      ? []
      : [{ label: words.scoreLabel[lang], value: say(words.score, lang, { score, asked }) }]),
    { label: words.minutesLabel[lang], value: say(words.minutes, lang, { minutes }) },
    ...(months ? [{ label: words.validLabel[lang], value: longDay(monthsLater(today, months), lang) }] : []),
  ];
  return {
    kind: 'summary',
    lang,
    title: words.passedTitle[lang],
    text: [say(words.certificate, lang, values), words.passed[lang]].join('\n'),
    facts,
    buttons: [{ id: ids.plain('mine'), label: words.title[lang] }],
  };
}

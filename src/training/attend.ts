/** A classroom session that a manager records: a form, its checks, and a record for each attendee. */
import { instantOf, japan, localOf } from '../calendar/zone.ts';
import { momentOf, readIso } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Access, FormView, Input, Records, Text, Trainee, TrainingRecord, TrainingSession } from '../types.ts';
import type { Fields } from './acts.ts';
import { ids } from './acts.ts';
import { fulfil } from './finish.ts';
import { hashOf } from './quiz.ts';
import { notice, outcome, refused, type Scene } from './scene.ts';
import { chargeOf } from './team.ts';

/** Longer lists are no help; further attendees are written by their staff numbers. */
const listed = 50;
const longestMinutes = 600;
const oldest = 731;

export async function attendForm(scene: Scene, fields: Fields = {}): Promise<FormView> {
  const { lang, deps, desk, turn } = scene;
  const team = await chargeOf(desk, turn.person);
  const open = (one: Trainee) => (one.assignments.some(({ closed }) => closed === undefined) ? 0 : 1);
  const shown = team.toSorted((a, b) => open(a) - open(b)).slice(0, listed);
  const input = (id: string, kind: Input['kind'], label: Text, more: Partial<Input> = {}): Input => {
    const values = fields[id];
    return { id, kind, label: label[lang], ...(values && { values }), ...more };
  };
  const courses = deps.courses.map(({ id, title }) => ({ value: id, label: title[lang] }));
  const people = shown.map(({ person: { id, name, agency } }) => ({
    value: id,
    label: agency ? `${name}（${agency}）` : name,
  }));
  return {
    id: ids.plain('attend'),
    title: words.attendTitle[lang],
    submit: words.save[lang],
    inputs: [
      input('course', 'choice', words.attendCourse, {
        options: courses,
        values: fields.course ?? courses.slice(0, 1).map(({ value }) => value),
      }),
      input('at', 'datetime', words.attendAt),
      input('minutes', 'number', words.attendMinutes, { max: longestMinutes }),
      input('place', 'text', words.attendPlace, { max: 200 }),
      input('theme', 'text', words.attendTheme, { max: 200 }),
      input('trainer', 'text', words.attendTrainer, { max: 100 }),
      ...(people.length > 0 ? [input('who', 'choices', words.attendWho, { options: people })] : []),
      input('ids', 'text', words.attendIds, { hint: words.attendIdsHint[lang], max: 1500 }),
    ],
  };
}

export interface Attendance {
  readonly course: Course;
  readonly at: number;
  readonly minutes: number;
  readonly place: string;
  readonly theme: string;
  readonly trainer: string;
  readonly people: readonly Trainee[];
}

/** Reads the form; by field what is wrong with it. @param charge the people who may be named */
export function readAttendance(
  courses: readonly Course[],
  fields: Fields,
  charge: readonly Trainee[],
  now: number,
): Attendance | { readonly problems: Readonly<Record<string, Text>> } {
  const value = (id: string) => (fields[id] ?? []).join('\n').trim();
  const known = new Map(charge.map((one) => [one.person.id, one]));
  const named = value('ids')
    .split(/[\s,、;；]+/u)
    .filter(Boolean);
  const unknown = named.filter((id) => !known.has(id));
  const people = [...new Set([...(fields.who ?? []), ...named])].flatMap((id) => known.get(id) ?? []);
  const course = courses.find(({ id }) => id === value('course'));
  const at = heldAt(value('at'));
  const minutes = /^\d{1,3}$/u.test(value('minutes').normalize('NFKC'))
    ? Number(value('minutes').normalize('NFKC'))
    : 0;
  const problems: Record<string, Text> = {
    ...(!course && { course: words.badChoice }),
    ...timeProblem(at, now),
    ...((minutes < 1 || minutes > longestMinutes) && { minutes: words.badMinutes }),
    ...(value('place') === '' && { place: words.neededField }),
    ...(value('theme') === '' && { theme: words.neededField }),
    ...(value('trainer') === '' && { trainer: words.neededField }),
    ...(people.length === 0 && unknown.length === 0 && { [charge.length > 0 ? 'who' : 'ids']: words.nobodyAttended }),
    ...(unknown.length > 0 && { ids: unknownText(unknown) }),
  };
  if (Object.keys(problems).length > 0 || !course || at === undefined) return { problems };
  return { course, at, minutes, place: value('place'), theme: value('theme'), trainer: value('trainer'), people };
}

function unknownText(unknown: readonly string[]): Text {
  const values = { ids: unknown.slice(0, 5).join(', ') };
  return { ja: say(words.badIds, 'ja', values), en: say(words.badIds, 'en', values) };
}

/** Times are entered in Japan time, as everywhere. */
function heldAt(text: string): number | undefined {
  const moment = readIso(text);
  return moment && instantOf(moment.day, moment.minute ?? 9 * 60, japan);
}

function timeProblem(at: number | undefined, now: number): { at?: Text } {
  if (at === undefined) return { at: words.badTime };
  if (at > now) return { at: words.futureTime };
  return momentOf(now).day - momentOf(at).day > oldest ? { at: words.oldTime } : {};
}

/** The session with a record for each attendee, who need no longer take the course themselves. */
export async function attendanceRecords(
  scene: Pick<Scene, 'desk' | 'deps'>,
  held: Attendance,
  by: { readonly id: string; readonly key: string; readonly now: number },
): Promise<{ readonly session: TrainingSession; readonly records: Records }> {
  const { course, at, minutes, place, theme, trainer, people } = held;
  const id = `S${isoDay(at)}-${hashOf(`${by.id} ${by.key}`).toString(36)}`;
  const session: TrainingSession = { id, course: course.id, at, minutes, place, theme, trainer, by: by.id };
  const done: Records[] = [];
  for (const { person } of people) {
    const today = localOf(by.now, scene.deps.calendarOf(person).zone).day;
    const { version, material } = course;
    const taught = {
      course: course.id,
      version,
      material,
      at,
      means: 'classroom',
      minutes,
      lang: person.lang,
    } as const;
    const record: TrainingRecord = { id: `${id}-${person.id}`, person: person.id, ...taught, session: id };
    done.push(await fulfil({ desk: scene.desk, today }, record));
  }
  const access: Access = { at: by.now, by: by.id, act: 'write', subject: `training:${id}` };
  const records: Records = {
    sessions: [session],
    trainings: done.flatMap(({ trainings = [] }) => trainings),
    assignments: done.flatMap(({ assignments = [] }) => assignments),
    reminders: done.flatMap(({ reminders = [] }) => reminders),
    access: [access],
  };
  return { session, records };
}

function isoDay(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Records the session, or shows the form again with what is wrong. */
export async function attend(scene: Scene, fields: Fields | undefined) {
  const { lang, turn, deps, desk } = scene;
  const charge = await chargeOf(desk, turn.person);
  if (charge.length === 0) return refused(scene, words.notLeader, 'training:attend');
  const read = fields && readAttendance(deps.courses, fields, charge, turn.now);
  if (!read || 'problems' in read) {
    const form = await attendForm(scene, fields);
    const wrong = Object.entries(read?.problems ?? {}).map(([id, problem]) => {
      const label = form.inputs.find((input) => input.id === id)?.label ?? id;
      return lang === 'ja' ? `${label}：${problem[lang]}` : `${label}: ${problem[lang]}`;
    });
    const text = [...wrong, words.attendText[lang]].join('\n');
    return outcome(scene, scene.open, [{ kind: 'form', lang, title: form.title, text, form }]);
  }
  const by = { id: turn.person.id, key: turn.message.key, now: turn.now };
  const { session, records } = await attendanceRecords(scene, read, by);
  const said = notice(scene, words.attended, { count: read.people.length, id: session.id });
  return outcome(scene, scene.open, [said], records);
}

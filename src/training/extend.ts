/** "Grant an extension": a new last day with a reason, which the evidence shows. */
import { reachableAt } from '../calendar/working.ts';
import { localOf } from '../calendar/zone.ts';
import { isoOf, readIso } from '../forms/calendar.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Assignment, FormView, Outcome, Post, Text, Trainee, TrainingEvent } from '../types.ts';
import { type Fields, ids } from './acts.ts';
import { shortDay } from './dates.ts';
import { nameOf } from './remind.ts';
import { accessTo, outcome, refused, type Scene, traceOf, traineeOf } from './scene.ts';
import { mayLead } from './team.ts';

const longest = 366;

export interface Wish {
  readonly person: string;
  readonly course: string;
  readonly fields?: Fields;
}

interface Subject {
  readonly trainee: Trainee;
  readonly assignment: Assignment;
}

/** Whom it is about, where the course is open and the person in the charge of who asks. */
async function subjectOf(scene: Scene, { person, course }: Wish): Promise<Subject | undefined> {
  const trainee = await traineeOf(scene, person);
  const assignment = trainee?.assignments.find((one) => one.course === course && one.closed === undefined);
  if (!trainee || !assignment || !mayLead(scene.turn.person, trainee.person)) return undefined;
  return { trainee, assignment };
}

export async function extendForm(scene: Scene, wish: Wish): Promise<FormView | undefined> {
  const subject = await subjectOf(scene, wish);
  return subject && formOf(scene, subject, wish.fields);
}

function formOf({ lang, deps }: Scene, { trainee, assignment }: Subject, fields: Fields = {}): FormView {
  const until = fields.until ?? [isoOf({ day: assignment.due, minute: 18 * 60 })];
  const reason = fields.reason;
  return {
    id: ids.extend(trainee.person.id, assignment.course),
    title: words.extend[lang],
    submit: words.save[lang],
    inputs: [
      {
        id: 'until',
        kind: 'datetime',
        label: words.extendUntil[lang],
        values: until,
        hint: `${trainee.person.name}　${nameOf(deps, assignment.course, lang)}`,
      },
      {
        id: 'reason',
        kind: 'text',
        label: words.extendReason[lang],
        hint: words.extendHint[lang],
        max: 300,
        ...(reason && { values: reason }),
      },
    ],
  };
}

/** What is wrong with the fields, by input id. */
function checkExtension(
  fields: Fields,
  { assignment }: Pick<Subject, 'assignment'>,
  today: number,
): Readonly<Record<string, Text>> {
  const day = readIso(fields.until?.[0] ?? '')?.day;
  const isLater = day !== undefined && day > Math.max(today, assignment.due) && day <= today + longest;
  const hasReason = (fields.reason ?? []).join('').trim() !== '';
  return { ...(!isLater && { until: words.badUntil }), ...(!hasReason && { reason: words.neededField }) };
}

export async function checkFields(scene: Scene, wish: Wish): Promise<Readonly<Record<string, Text>>> {
  const subject = await subjectOf(scene, wish);
  return subject ? checkExtension(wish.fields ?? {}, subject, scene.today) : {};
}

export async function extend(scene: Scene, wish: Wish): Promise<Outcome> {
  const { lang, turn, today } = scene;
  const subject = await subjectOf(scene, wish);
  if (!subject) {
    return refused(scene, words.noSuchPerson, await traceOf(scene, wish.person));
  }
  const { fields } = wish;
  const problems = fields ? Object.values(checkExtension(fields, subject, today)).map((text) => text[lang]) : [];
  if (!fields || problems.length > 0) {
    const form = formOf(scene, subject, fields);
    const text = problems.length > 0 ? problems.join('\n') : (form.inputs[0]?.hint ?? '');
    return outcome(scene, scene.open, [{ kind: 'form', lang, title: form.title, text, form }]);
  }
  const due = readIso(fields.until?.[0] ?? '')?.day ?? subject.assignment.due;
  const { event, post, assignment } = extension(scene, subject, due, (fields.reason ?? []).join('\n').trim());
  const course = nameOf(scene.deps, assignment.course, lang);
  const values = { name: subject.trainee.person.name, course, due: shortDay(due, today, lang) };
  const said = [say(words.extended, lang, values), words.extendedNote[lang]].join('\n');
  return outcome(scene, scene.open, [{ kind: 'notice', lang, text: said }], {
    assignments: [assignment],
    trainingEvents: [event],
    posts: [post],
    access: [accessTo(scene, 'write', `training:${turn.person.id}`)],
  });
}

function extension({ turn, deps }: Scene, { trainee, assignment: before }: Subject, due: number, reason: string) {
  const { person } = trainee;
  const assignment: Assignment = { ...before, edition: before.edition + 1, due };
  const detail = JSON.stringify({ from: isoOf({ day: before.due }), to: isoOf({ day: due }), reason });
  const course = before.course;
  const event: TrainingEvent = {
    key: `extended ${turn.message.key}`,
    at: turn.now,
    by: turn.person.id,
    act: 'extended',
    course,
    person: person.id,
    detail,
  };
  const calendar = deps.calendarOf(person);
  const { day } = localOf(turn.now, calendar.zone);
  const text = say(words.extendedOwn, person.lang, {
    course: nameOf(deps, course, person.lang),
    due: shortDay(due, day, person.lang),
  });
  const title = words.extendedTitle[person.lang];
  const key = `training:extended:${person.id}:${course}:${assignment.since}:${assignment.edition}`;
  const at = reachableAt(calendar, deps.reminders, turn.now);
  const post: Post = { key, to: person.id, due: at, reply: { kind: 'notice', lang: person.lang, title, text } };
  return { assignment, event, post };
}

/** What an event of an extension says: days as `2026-11-30`. */
export function readExtension(
  detail: string | undefined,
): { readonly to: string; readonly reason: string } | undefined {
  const read: unknown = detail === undefined ? undefined : JSON.parse(detail);
  if (typeof read !== 'object' || read === null || !('to' in read) || !('reason' in read)) return undefined;
  return { to: String(read.to), reason: String(read.reason) };
}

import { instantOf, japan } from '../calendar/zone.ts';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { isoOf, momentOf, readIso } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import { openStore, openTraining } from '../open.ts';
import { attendanceRecords } from '../training/attend.ts';
import { all } from '../training/pages.ts';
import type { TrainingDeps } from '../training/scene.ts';
import type { Assignment, Trainee, TrainingEvent } from '../types.ts';
import { print, readArgs, table } from './args.ts';
import { logged, operator, trace } from './desk.ts';
import { exportRecords } from './training-export.ts';
import { preview } from './training-preview.ts';
import { type Command, courseOf, dayOf, peopleOf, type Tools } from './training-tools.ts';

/** `tokki training status | assign | record | export | preview`. Each one stands in the access log (6.8.3.b). */
export async function training(args: readonly string[]): Promise<number> {
  const [action = '', ...rest] = args;
  const known = Object.hasOwn(commands, action) ? commands[action] : undefined;
  if (!known) throw new TokkiError('usage', `training: say ${Object.keys(commands).join(', ')}`);
  const config = readConfig();
  const { store } = await openStore(config);
  try {
    const deps = await openTraining(config);
    const now = Date.now();
    return await known({ store, deps, now, today: momentOf(now).day }, rest);
  } finally {
    await store.close();
  }
}

const commands: Readonly<Record<string, Command>> = { status, assign, record, export: exportRecords, preview };

async function status({ store, deps, today }: Tools, args: readonly string[]): Promise<number> {
  const { values } = readArgs('training status', args, { json: { type: 'boolean' } });
  await logged(store, 'read', 'training:status');
  const rows = (await all(store, {})).flatMap((trainee) => statusRows(deps, trainee, today));
  if (values.json) await print(JSON.stringify(rows, null, 2));
  else {
    const head = ['person', 'name', 'course', 'state', 'due', 'done', 'reason'];
    await print(
      table([head, ...rows.map((row) => [row.person, row.name, row.course, row.state, row.due, row.done, row.reason])]),
    );
    const open = rows.filter(({ state }) => state !== 'done').length;
    const over = rows.filter(({ state }) => state === 'overdue').length;
    await print(
      `\n${rows.length} courses of ${new Set(rows.map(({ person }) => person)).size} people: ${open} open, ${over} overdue`,
    );
  }
  return 0;
}

function statusRows({ courses }: TrainingDeps, { person, assignments }: Trainee, today: number) {
  const known = new Set(courses.map(({ id }) => id));
  const resting = new Set(courses.flatMap(({ id, resting: rests }) => (rests ? [id] : [])));
  return assignments
    .filter(({ course, closed, record: done }) => known.has(course) && (closed === undefined || done !== undefined))
    .map(({ course, due, closed, reason }) => ({
      person: person.id,
      name: person.name,
      course,
      state: closed !== undefined ? 'done' : resting.has(course) ? 'resting' : due < today ? 'overdue' : 'open',
      due: isoOf({ day: due }),
      done: closed === undefined ? '' : isoOf({ day: momentOf(closed).day }),
      reason,
    }));
}

/** Orders a course for people until a day; where it is open already, the day is moved. */
async function assign({ store, deps, now, today }: Tools, args: readonly string[]): Promise<number> {
  const options = { due: { type: 'string' }, all: { type: 'boolean' } } as const;
  const { values, positionals } = readArgs('training assign', args, options, Number.POSITIVE_INFINITY);
  const [name, ...ids] = positionals;
  const course = courseOf(deps, name, 'training assign');
  const due = dayOf(values.due, 'training assign', '--due');
  if (course.resting)
    throw new TokkiError(
      'input',
      `${course.id} quotes words that are not in force: correct its file first (tokki doctor)`,
    );
  if (due < today) throw new TokkiError('usage', 'training assign: --due lies in the past');
  if (ids.length > 0 === (values.all === true))
    throw new TokkiError('usage', 'training assign: name people, or say --all');
  const people = await peopleOf(store, values.all ? undefined : ids);
  const assignments = people.map((trainee) => ordered(trainee, course, due, today));
  const trainingEvents = people.map(({ person }): TrainingEvent => {
    return {
      key: `assigned cli ${now} ${person.id}`,
      at: now,
      by: operator(),
      act: 'assigned',
      course: course.id,
      person: person.id,
      detail: isoOf({ day: due }),
    };
  });
  await store.commit({ now, assignments, trainingEvents, ...trace(now, 'write', `training:assign:${course.id}`) });
  await print(`${assignments.length} people have to take ${course.id} until ${isoOf({ day: due })}`);
  return 0;
}

function ordered({ person, assignments }: Trainee, course: Course, due: number, today: number): Assignment {
  const latest = assignments.find((one) => one.course === course.id);
  if (latest && latest.closed === undefined) return { ...latest, edition: latest.edition + 1, due, reason: 'order' };
  if (latest?.since === today) throw new TokkiError('input', `${person.id} was assigned ${course.id} today already`);
  return { person: person.id, course: course.id, since: today, edition: 1, due, reason: 'order' };
}

/** A classroom session with its attendees. */
async function record({ store, deps, now }: Tools, args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { at: text, minutes: text, place: text, theme: text, trainer: text, by: text };
  const { values, positionals } = readArgs('training record', args, options, Number.POSITIVE_INFINITY);
  const [name, ...ids] = positionals;
  const course = courseOf(deps, name, 'training record');
  const missing = Object.keys(options).filter((option) => !values[option as keyof typeof options]?.trim());
  if (missing.length > 0) throw new TokkiError('usage', `training record: say --${missing.join(', --')}`);
  const { at = '', minutes = '', place = '', theme = '', trainer = '', by = '' } = values;
  const moment = readIso(at);
  const held = moment && instantOf(moment.day, moment.minute ?? 9 * 60, japan);
  if (held === undefined || held > now)
    throw new TokkiError('usage', 'training record: --at is a past day such as 2026-11-20 or 2026-11-20T10:00');
  if (!/^[1-9]\d{0,2}$/u.test(minutes))
    throw new TokkiError('usage', 'training record: --minutes is a number from 1 to 999');
  if (ids.length === 0) throw new TokkiError('usage', 'training record: name the attendees');
  if (!(await store.person(by))) throw new TokkiError('input', `training record: nobody is called ${by}`);
  const people = await peopleOf(store, ids);
  const details = { course, at: held, minutes: Number(minutes), place, theme, trainer, people };
  const { session, records } = await attendanceRecords({ desk: store, deps }, details, {
    id: by,
    key: `cli ${now}`,
    now,
  });
  // The session names who led it; the log names who has entered it here.
  await store.commit({ now, ...records, ...trace(now, 'write', `training:${session.id}`) });
  await print(`${people.length} attendees recorded: ${session.id}`);
  return 0;
}

/** What everything in this room works with. */
import type { WorkCalendar } from '../calendar/working.ts';
import { localOf } from '../calendar/zone.ts';
import type { Course, Reminders } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import type {
  Access,
  Desk,
  Lang,
  OpenCourse,
  Outcome,
  Person,
  Quote,
  Records,
  Reply,
  Text,
  Trainee,
  Turn,
} from '../types.ts';

export interface TrainingDeps {
  readonly courses: readonly Course[];
  readonly reminders: Reminders;
  readonly calendarOf: (person: Pick<Person, 'zone' | 'calendar'>) => WorkCalendar;
  /** The quotes of provisions, verified against the source. */
  readonly quotes: (ids: readonly string[], lang: Lang) => readonly Quote[];
}

/** One Turn, in the language in which it is answered, on the day where the person is. */
export interface Scene {
  readonly deps: TrainingDeps;
  readonly turn: Turn;
  readonly desk: Desk;
  readonly lang: Lang;
  readonly today: number;
  readonly open: OpenCourse | undefined;
}

export function sceneOf(deps: TrainingDeps, turn: Turn, desk: Desk, lang: Lang): Scene {
  const { zone } = deps.calendarOf(turn.person);
  return { deps, turn, desk, lang, today: localOf(turn.now, zone).day, open: turn.conversation.course };
}

export function courseOf({ courses }: Pick<TrainingDeps, 'courses'>, id: string | undefined): Course | undefined {
  return courses.find((course) => course.id === id);
}

/** The person without what is open of courses that rest: nobody is reminded of what cannot be taken. */
export function withoutResting({ courses }: Pick<TrainingDeps, 'courses'>, trainee: Trainee): Trainee {
  if (!courses.some(({ resting }) => resting)) return trainee;
  const resting = new Set(courses.flatMap(({ id, resting: rests }) => (rests ? [id] : [])));
  const isLeft = ({ course, closed }: Trainee['assignments'][number]) => closed !== undefined || !resting.has(course);
  return { ...trainee, assignments: trainee.assignments.filter(isLeft) };
}

/** The Outcome that leaves the conversation with this open course, or with none. */
export function outcome(
  { turn, lang }: Scene,
  open: OpenCourse | undefined,
  replies: readonly Reply[],
  records: Records = {},
): Outcome {
  const { course: _, ...conversation } = turn.conversation;
  return { conversation: { ...conversation, lang, ...(open && { course: open }) }, replies, ...records };
}

/** A short notice in the language of the scene. */
export function notice(
  { lang }: Pick<Scene, 'lang'>,
  text: Text,
  values: Readonly<Record<string, string | number>> = {},
  rest: Omit<Partial<Reply>, 'lang' | 'text'> = {},
): Reply {
  return { kind: 'notice', lang, text: say(text, lang, values), ...rest };
}

/** The person with the courses that have to be taken; undefined for who is not in people.csv. */
export async function traineeOf({ desk }: Pick<Scene, 'desk'>, id: string): Promise<Trainee | undefined> {
  return (await desk.trainees({ ids: [id], limit: 1 }))[0];
}

/** What was asked for, as an id: what was made up does not get into the log, where nobody can erase it. */
export async function traceOf({ desk }: Scene, person: string): Promise<string> {
  return `training:${(await desk.names([person])).has(person) ? person : '?'}`;
}

/** A refusal is logged (6.8.3.b). @param subject what was asked for */
export function refused(scene: Scene, text: Text, subject: string): Outcome {
  return outcome(scene, scene.open, [notice(scene, text)], { access: [accessTo(scene, 'refuse', subject)] });
}

export function accessTo({ turn }: Pick<Scene, 'turn'>, act: Access['act'], subject: string): Access {
  return { at: turn.now, by: turn.person.id, act, subject };
}

/**
 * The training desk (Art. 11): courses step by step, reminders, what managers see, the evidence. Pure: it decides, the Bot
 * commits and sends.
 */
import { languageOf } from '../forms/lang.ts';
import { clean } from '../forms/text.ts';
import { mayEver } from '../rights.ts';
import { training as words } from '../strings/training.ts';
import type {
  Desk,
  Handler,
  Lang,
  OpenedForm,
  Outcome,
  Paper,
  Person,
  Reply,
  Section,
  TextFile,
  Timer,
  TimerHandler,
  Turn,
} from '../types.ts';
import { type Act, isTrainingChoice, readChoice } from './acts.ts';
import { attend, attendForm, readAttendance } from './attend.ts';
import { checkFields, extend, extendForm } from './extend.ts';
import { mySection, showMine, snooze } from './mine.ts';
import { confirm, recordFile, showRecords } from './records.ts';
import { armed, assigning, onTimer } from './run.ts';
import {
  accessTo,
  courseOf,
  notice,
  outcome,
  refused,
  type Scene,
  sceneOf,
  type TrainingDeps,
  traceOf,
  traineeOf,
  withoutResting,
} from './scene.ts';
import { reminder } from './show.ts';
import { go, pause, resume, start } from './take.ts';
import { chargeOf, homeTeam, leads, remindEverybody, remindOne, showTeam } from './team.ts';
import { readCommand, readStep } from './words.ts';

export interface TrainingHandler {
  /** Takes what belongs to this room: its buttons and commands, and what is said to an open course. */
  readonly handle: Handler;
  /** True for a button or command of this room. */
  readonly takesCommand: (turn: Turn) => boolean;
  /** True where the text is an answer to the open course: "next", an option; a question is not. */
  readonly takesAnswer: (turn: Turn) => boolean;
  /** The step that waits, to be repeated after a side question; undefined where none does. */
  readonly pending: (turn: Turn, lang: Lang) => Reply | undefined;
  /** The form that the Turn's button opens. It shows names, so it is a reading; and who may not see it is refused. */
  readonly form: (turn: Turn, desk: Desk) => Promise<OpenedForm>;
  readonly check: (turn: Turn, desk: Desk) => Promise<Readonly<Record<string, string>>>;
  /** This room's part of the person's overview. */
  readonly home: (turn: Turn, desk: Desk) => Promise<readonly Section[]>;
  readonly onTimer: TimerHandler;
  /** The timers of the daily run; to be stored at each start, where it changes nothing if they are there. */
  readonly armed: (zones: readonly string[], now: number) => readonly Timer[];
  /** The timers that assign courses at once, after a start or an import; `occasion` tells one import from another. */
  readonly assigning: (zones: readonly string[], now: number, occasion?: number) => readonly Timer[];
  readonly file: (id: string, person: Person, desk: Desk, now: number) => Promise<Paper | TextFile | undefined>;
}

export function createTrainingHandler(deps: TrainingDeps): TrainingHandler {
  const sceneFor = (turn: Turn, desk: Desk) => sceneOf(deps, turn, desk, languageFor(turn));
  const waiting = ({ conversation: { course: open } }: Turn) => {
    const course = courseOf(deps, open?.course);
    return open && !open.paused && course && !course.resting ? { open, course } : undefined;
  };
  const readAnswer = (turn: Turn) => {
    const at = waiting(turn);
    return at && readStep(at.course, at.open, clean(turn.message.text ?? ''));
  };
  const actOf = ({ message }: Turn) =>
    message.choice ? readChoice(message.choice) : readCommand(clean(message.text ?? ''));

  return {
    async handle(turn, desk) {
      const scene = sceneFor(turn, desk);
      if (!turn.message.private) return outcome(scene, scene.open, [notice(scene, words.privateOnly)]);
      const act = actOf(turn);
      if (act === 'begin') return beginFirst(scene);
      if (act) return perform(scene, act);
      const said = readAnswer(turn);
      if (said === 'pause') return pause(scene);
      return said ? go(scene, said) : showMine(scene);
    },
    takesCommand: (turn) => {
      const { choice, text = '' } = turn.message;
      return choice ? isTrainingChoice(choice) : readCommand(clean(text)) !== undefined;
    },
    takesAnswer: (turn) => readAnswer(turn) !== undefined,
    pending: (turn, lang) => {
      const at = waiting(turn);
      return at && reminder({ deps, lang }, at.course, at.open);
    },
    form: async (turn, desk) => open(sceneFor(turn, desk), actOf(turn)),
    async check(turn, desk) {
      const act = actOf(turn);
      const scene = sceneFor(turn, desk);
      const problems = act === undefined || act === 'begin' ? {} : await problemsOf(scene, act);
      return Object.fromEntries(Object.entries(problems).map(([id, problem]) => [id, problem[scene.lang]]));
    },
    async home(turn, desk) {
      const scene = sceneOf(deps, turn, desk, turn.conversation.lang);
      const trainee = await traineeOf(scene, turn.person.id);
      return [...(trainee ? [mySection(scene, trainee)] : []), ...(await teamSection(scene))];
    },
    onTimer: (timer, desk, now) => onTimer(deps, timer, desk, now),
    armed: (zones, now) => armed(deps, zones, now),
    assigning: (zones, now, occasion) => assigning(deps, zones, now, occasion),
    file: (id, person, desk, now) => recordFile(deps, desk, id, person, now),
  };
}

async function open(scene: Scene, act: Act | 'begin' | undefined): Promise<OpenedForm> {
  if (act === undefined || act === 'begin' || (act.do !== 'extend' && act.do !== 'attend')) return { access: [] };
  const mayAttend = act.do === 'attend' && (await leads(scene.desk, scene.turn.person));
  const form = act.do === 'extend' ? await extendForm(scene, act) : mayAttend ? await attendForm(scene) : undefined;
  const subject = act.do === 'extend' ? await traceOf(scene, act.person) : 'training:attend';
  return { ...(form && { form }), access: [accessTo(scene, form ? 'read' : 'refuse', subject)] };
}

async function perform(scene: Scene, act: Act): Promise<Outcome> {
  const { deps, open } = scene;
  switch (act.do) {
    case 'mine':
      return showMine(scene);
    case 'start': {
      const course = courseOf(deps, act.course);
      if (course && !mayEver(scene.turn.person, 'training.take'))
        return refused(scene, words.guest, `training:${course.id}`);
      return course ? start(scene, course) : outcome(scene, open, [notice(scene, words.stale)]);
    }
    case 'resume':
      return open ? resume(scene) : beginFirst(scene);
    case 'pause':
      return pause(scene);
    case 'snooze':
      return snooze(scene, act.how);
    case 'team':
      return showTeam(scene, act.offset);
    case 'remindAll':
      return remindEverybody(scene);
    case 'remind':
      return remindOne(scene, act.person);
    case 'extend':
      return extend(scene, act);
    case 'attend':
      return attend(scene, act.fields);
    case 'evidence':
      return showRecords(scene, 0);
    case 'records':
      return showRecords(scene, act.year);
    case 'confirm':
      return confirm(scene, act.course, act.year);
    case 'stale':
      return outcome(scene, open, [notice(scene, words.stale)]);
    default:
      return open?.key === act.key ? go(scene, act) : outcome(scene, open, [notice(scene, words.stale)]);
  }
}

/** Begins the course that is due first; where none is open, shows how things stand. */
async function beginFirst(scene: Scene): Promise<Outcome> {
  if (scene.open) return resume(scene);
  const found = await traineeOf(scene, scene.turn.person.id);
  const trainee = found && withoutResting(scene.deps, found);
  const first = trainee?.assignments.filter(({ closed }) => closed === undefined).toSorted((a, b) => a.due - b.due)[0];
  const course = courseOf(scene.deps, first?.course);
  return course ? start(scene, course) : showMine(scene);
}

async function problemsOf(scene: Scene, act: Act) {
  if (act.do === 'extend') return checkFields(scene, act);
  if (act.do !== 'attend' || !act.fields) return {};
  const charge = await chargeOf(scene.desk, scene.turn.person);
  const read = readAttendance(scene.deps.courses, act.fields, charge, scene.turn.now);
  return 'problems' in read ? read.problems : {};
}

async function teamSection(scene: Scene): Promise<readonly Section[]> {
  return (await leads(scene.desk, scene.turn.person)) ? homeTeam(scene) : [];
}

/** The language of what was written; a button leaves it as it is. */
function languageFor({ message, conversation }: Turn): Lang {
  const { choice, text } = message;
  if (choice || text === undefined || /^[\p{L}\p{N}]{1,2}$/u.test(text.trim())) return conversation.lang;
  return languageOf(text, conversation.lang);
}

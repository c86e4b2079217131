/** A person takes a course: section by section, the confirmation, the quiz. */
import type { Course } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { OpenCourse, Outcome } from '../types.ts';
import { ids } from './acts.ts';
import { attemptOf, finish } from './finish.ts';
import { drawn, hashOf, needed, standingOf } from './quiz.ts';
import { courseOf, notice, outcome, type Scene } from './scene.ts';
import { feedback, step } from './show.ts';

/** A break that is longer than this is no reading. */
const longestStep = 5 * 60_000;

export async function start(scene: Scene, course: Course): Promise<Outcome> {
  if (course.resting) return rests(scene, course);
  const { turn, lang } = scene;
  if (scene.open?.course === course.id && scene.open.version === course.version) return resume(scene);
  const { at, key } = turn.message;
  const open: OpenCourse = {
    course: course.id,
    key: hashOf(`${turn.person.id} ${key}`).toString(36),
    version: course.version,
    started: at,
    last: at,
    active: 0,
    section: 0,
    attempt: 0,
    answers: {},
  };
  const about = {
    intro: course.intro[lang],
    sections: course.sections.length,
    asked: course.quiz.ask,
    minutes: course.minutes,
  };
  const lead = say(course.quiz.ask > 0 ? words.started : words.startedNoQuiz, lang, about);
  return outcome(scene, open, [
    { kind: 'notice', lang, title: course.title[lang], text: lead },
    step(scene, course, open),
  ]);
}

export async function resume(scene: Scene): Promise<Outcome> {
  const { open, deps } = scene;
  const course = courseOf(deps, open?.course);
  if (!open || !course) return outcome(scene, undefined, [notice(scene, words.stale)]);
  if (course.resting) return rests(scene, course);
  const { paused: _, ...going } = open;
  return show(scene, course, { ...going, last: scene.turn.message.at }, [words.resumed[scene.lang]]);
}

/** Nothing is taught with words that are not in force. Another course that is under way stays open. */
function rests(scene: Scene, { id, title }: Course): Outcome {
  const open = scene.open?.course === id ? undefined : scene.open;
  return outcome(scene, open, [notice(scene, words.resting, { course: title[scene.lang] })]);
}

export function pause(scene: Scene): Outcome {
  const { open, lang } = scene;
  if (!open) return outcome(scene, undefined, [notice(scene, words.stale)]);
  const button = { id: ids.plain('resume'), label: words.goOn[lang], style: 'primary' } as const;
  return outcome(scene, { ...timed(scene, open), paused: true }, [
    notice(scene, words.paused, {}, { buttons: [button] }),
  ]);
}

/** A step of the course that is open, by its button or in words. */
export type Step =
  | { readonly do: 'next' | 'back' | 'read' | 'retry' | 'reread'; readonly section: number }
  | { readonly do: 'answer'; readonly attempt: number; readonly question: string; readonly option: string };

export async function go(scene: Scene, given: Step): Promise<Outcome> {
  const course = courseOf(scene.deps, scene.open?.course);
  if (!scene.open || !course) return outcome(scene, undefined, [notice(scene, words.stale)]);
  if (course.resting) return rests(scene, course);
  const { paused: _, ...going } = timed(scene, scene.open);
  if (going.version !== course.version) return restart(scene, course);
  if (given.do === 'answer') return answer(scene, course, going, given);
  return show(scene, course, moved(course, going, given, scene.turn.message.at));
}

/** Buttons of steps that are past lead to where the person is, not back in time. */
function moved(
  course: Course,
  open: OpenCourse,
  { do: act, section }: Exclude<Step, { do: 'answer' }>,
  at: number,
): OpenCourse {
  const standing = standingOf(course, open);
  if (act === 'reread') {
    const { read: __, ...again } = open;
    return { ...again, section: 0, answers: {} };
  }
  if (act === 'retry') return standing.at === 'end' && section === open.attempt ? newQuiz(open) : open;
  if (open.read !== undefined) return open;
  if (act === 'read') return standing.at === 'confirm' ? newQuiz({ ...open, read: at }) : open;
  if (section !== open.section) return open;
  return {
    ...open,
    section: act === 'next' ? Math.min(section + 1, course.sections.length) : Math.max(section - 1, 0),
  };
}

function newQuiz(open: OpenCourse): OpenCourse {
  return { ...open, attempt: open.attempt + 1, answers: {} };
}

/** What waits now; at the end of a quiz the result. */
async function show(scene: Scene, course: Course, open: OpenCourse, lead: readonly string[] = []): Promise<Outcome> {
  if (open.version !== course.version) return restart(scene, course);
  const standing = standingOf(course, open);
  if (standing.at === 'end' && standing.passed) return finish(scene, course, open, []);
  const begins = standing.at === 'question' && standing.number === 1 && scene.open?.attempt !== open.attempt;
  const start = begins ? [say(words.quizStart, scene.lang, { asked: course.quiz.ask, needed: needed(course) })] : [];
  return outcome(scene, open, [step(scene, course, open, [...lead, ...start])]);
}

async function restart(scene: Scene, course: Course): Promise<Outcome> {
  const { course: _, ...conversation } = scene.turn.conversation;
  const begun = await start({ ...scene, open: undefined, turn: { ...scene.turn, conversation } }, course);
  return { ...begun, replies: [notice(scene, words.restarted), ...begun.replies] };
}

async function answer(
  scene: Scene,
  course: Course,
  open: OpenCourse,
  { attempt, question: id, option }: Extract<Step, { do: 'answer' }>,
): Promise<Outcome> {
  const standing = standingOf(course, open);
  const question = drawn(course, open).find((one) => one.id === id);
  const isOffered = question?.options.some((one) => one.id === option);
  if (
    standing.at !== 'question' ||
    attempt !== open.attempt ||
    standing.question.id !== id ||
    !question ||
    !isOffered
  ) {
    return show(scene, course, open);
  }
  const after: OpenCourse = { ...open, answers: { ...open.answers, [id]: option } };
  const said = feedback(scene, course, question, option);
  const then = standingOf(course, after);
  if (then.at !== 'end') return outcome(scene, after, [said, step(scene, course, after)]);
  if (then.passed) return finish(scene, course, after, [said]);
  return outcome(scene, after, [said, step(scene, course, after)], {
    trainingEvents: [attemptOf(scene, course, after)],
  });
}

function timed({ turn }: Scene, open: OpenCourse): OpenCourse {
  const { at } = turn.message;
  const gap = open.paused ? 0 : Math.min(Math.max(0, at - open.last), longestStep);
  return { ...open, last: at, active: open.active + gap };
}

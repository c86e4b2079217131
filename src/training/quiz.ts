/** Which questions are drawn, and where somebody stands in a course. Pure: the same key draws the same questions. */
import type { Course, CourseQuestion } from '../knowledge/types.ts';
import type { OpenCourse } from '../types.ts';

type Drawing = Pick<OpenCourse, 'key' | 'attempt'>;

/** The questions of an attempt, in order. */
export function drawn({ questions, quiz }: Course, { key, attempt }: Drawing): readonly CourseQuestion[] {
  return shuffled(questions, `${key} ${attempt}`).slice(0, quiz.ask);
}

/** The options of a question in the order in which this attempt shows them. */
export function optionsFor({ id, options }: CourseQuestion, { key, attempt }: Drawing): CourseQuestion['options'] {
  return shuffled(options, `${key} ${attempt} ${id}`);
}

/** How many right answers pass. */
export function needed({ quiz }: Course): number {
  return Math.ceil((quiz.ask * quiz.pass) / 100);
}

export type Standing =
  | { readonly at: 'section'; readonly index: number }
  | { readonly at: 'confirm' }
  | { readonly at: 'question'; readonly question: CourseQuestion; readonly number: number }
  | { readonly at: 'end'; readonly score: number; readonly asked: number; readonly passed: boolean };

export function standingOf(course: Course, open: OpenCourse): Standing {
  if (open.read === undefined) {
    return open.section < course.sections.length ? { at: 'section', index: open.section } : { at: 'confirm' };
  }
  const questions = drawn(course, open);
  const next = questions.findIndex(({ id }) => open.answers[id] === undefined);
  const question = questions[next];
  if (question) return { at: 'question', question, number: next + 1 };
  const score = questions.filter(({ id, right }) => open.answers[id] === right).length;
  return { at: 'end', score, asked: questions.length, passed: score >= needed(course) };
}

/** The questions of the attempt that were answered wrongly. */
export function missed(course: Course, open: OpenCourse): readonly CourseQuestion[] {
  return drawn(course, open).filter(({ id, right }) => open.answers[id] !== undefined && open.answers[id] !== right);
}

/** Fisher–Yates, with numbers that follow from the seed. */
function shuffled<T>(all: readonly T[], seed: string): readonly T[] {
  const mixed = [...all];
  let state = hashOf(seed);
  for (let i = mixed.length - 1; i > 0; i--) {
    state = scramble(state + 0x6d2b79f5);
    const j = state % (i + 1);
    const [a, b] = [mixed[i], mixed[j]];
    if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
  }
  return mixed;
}

/** The last step of MurmurHash3: each bit of the input changes about half of the bits. */
function scramble(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

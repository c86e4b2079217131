/** The course of this repository, and what a person would answer to what is shown. */
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Course } from '../../src/knowledge/types.ts';
import type { Lang } from '../../src/types.ts';

const folder = fileURLToPath(new URL('../../knowledge', import.meta.url));

export async function annexCourse(): Promise<Course> {
  const course = (await loadKnowledge(folder)).courses.find(({ id }) => id === 'annex-basics');
  if (!course) throw new Error('there is no course on the annex');
  return course;
}

/** What goes on from here: the right answer of the question whose words are shown, "next", or "I have read it all". */
export function nextStep(course: Course, shown: string, lang: Lang): string | undefined {
  const last = (words: string) => shown.lastIndexOf(words);
  const asked = course.questions
    .filter(({ question }) => last(question[lang]) >= 0)
    .sort((a, b) => last(b.question[lang]) - last(a.question[lang]))[0];
  const right = asked?.options.find(({ id }) => id === asked.right)?.text[lang];
  if (right !== undefined) return right;
  const read = lang === 'ja' ? 'すべて読みました' : 'I have read it all';
  if (shown.includes(read)) return read;
  return /\d+\/13/u.test(shown) ? (lang === 'ja' ? '次へ' : 'Next') : undefined;
}

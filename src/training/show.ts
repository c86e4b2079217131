/** A course as people see it: sections, questions, what was right, the result. */
import type { Course, CourseQuestion, CourseSection } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Button, Lang, OpenCourse, Quote, Reply } from '../types.ts';
import { ids } from './acts.ts';
import { missed, needed, optionsFor, standingOf } from './quiz.ts';
import type { TrainingDeps } from './scene.ts';

interface ShowScene {
  readonly deps: Pick<TrainingDeps, 'quotes'>;
  readonly lang: Lang;
}

/** The step that waits, after something else came in between: a section is named, not told again. */
export function reminder(scene: ShowScene, course: Course, open: OpenCourse): Reply {
  const { text: _, quotes: __, ...shown } = step(scene, course, open);
  if (standingOf(course, open).at === 'question') return step(scene, course, open);
  return { ...shown, text: words.backTo[scene.lang] };
}

/** What waits in an open course. @param lead what there is to say before */
export function step(scene: ShowScene, course: Course, open: OpenCourse, lead: readonly string[] = []): Reply {
  const standing = standingOf(course, open);
  if (standing.at === 'section') return sectionOf(scene, course, open, standing.index, lead);
  if (standing.at === 'confirm') return confirmation(scene, open, lead);
  if (standing.at === 'question') return questionOf(scene, course, open, standing.question, standing.number, lead);
  return failure(scene, course, open, lead);
}

function sectionOf(scene: ShowScene, course: Course, open: OpenCourse, index: number, lead: readonly string[]): Reply {
  const { lang } = scene;
  const section = course.sections[index];
  const of = course.sections.length;
  return {
    kind: 'notice',
    lang,
    title: say(words.sectionTitle, lang, { at: index + 1, of, title: section?.title[lang] ?? '' }),
    text: [...lead, section?.text[lang] ?? '', ...lawLines(course, section?.laws ?? [], lang)].join('\n'),
    quotes: section ? quotesOf(scene, section) : [],
    buttons: [
      { id: ids.step(open, 'next', index), label: words.next[lang], style: 'primary' },
      ...(index > 0 ? [{ id: ids.step(open, 'back', index), label: words.back[lang], style: 'quiet' } as const] : []),
      pauseButton(lang),
    ],
  };
}

function confirmation({ lang }: ShowScene, open: OpenCourse, lead: readonly string[]): Reply {
  return {
    kind: 'notice',
    lang,
    title: words.readTitle[lang],
    text: [...lead, words.readText[lang]].join('\n'),
    buttons: [
      { id: ids.step(open, 'read'), label: words.readAll[lang], style: 'primary' },
      { id: ids.step(open, 'back', open.section), label: words.back[lang], style: 'quiet' },
      pauseButton(lang),
    ],
  };
}

function questionOf(
  { lang }: ShowScene,
  course: Course,
  open: OpenCourse,
  question: CourseQuestion,
  number: number,
  lead: readonly string[],
): Reply {
  const text = question.question[lang];
  return {
    kind: 'question',
    lang,
    title: say(words.questionTitle, lang, { at: number, of: course.quiz.ask }),
    text: [...lead, text].join('\n'),
    input: {
      id: ids.answer(open, question.id),
      kind: 'choice',
      label: text,
      options: optionsFor(question, open).map((option) => ({ value: option.id, label: option.text[lang] })),
    },
    buttons: [pauseButton(lang)],
  };
}

/** What is said to an answer. A wrong one is explained with its provision. */
export function feedback(scene: ShowScene, course: Course, question: CourseQuestion, option: string): Reply {
  const { lang, deps } = scene;
  const explain = question.explain[lang];
  const law = lawLines(course, question.laws, lang);
  if (option === question.right) return { kind: 'notice', lang, text: say(words.right, lang, { explain }) };
  const right = question.options.find(({ id }) => id === question.right)?.text[lang] ?? '';
  return {
    kind: 'notice',
    lang,
    text: [say(words.wrong, lang, { right, explain }), ...law].join('\n'),
    quotes: deps.quotes(question.cites, lang),
  };
}

function failure({ deps, lang }: ShowScene, course: Course, open: OpenCourse, lead: readonly string[]): Reply {
  const wrong = missed(course, open);
  const asked = course.quiz.ask;
  const values = { asked, score: asked - wrong.length, needed: needed(course) };
  return {
    kind: 'summary',
    lang,
    title: words.failedTitle[lang],
    text: [...lead, say(words.failed, lang, values)].join('\n'),
    steps: wrong.map((question) => question.explain[lang]),
    quotes: deps.quotes([...new Set(wrong.flatMap(({ cites }) => cites))], lang),
    buttons: [
      { id: ids.step(open, 'retry', open.attempt), label: words.retry[lang], style: 'primary' },
      { id: ids.step(open, 'reread'), label: words.reread[lang] },
      pauseButton(lang),
    ],
  };
}

function pauseButton(lang: Lang): Button {
  return { id: ids.plain('pause'), label: words.pause[lang], style: 'quiet' };
}

function lawLines({ laws }: Course, named: readonly string[], lang: Lang): readonly string[] {
  return laws
    .filter(({ id }) => named.includes(id))
    .map(({ label, says }) => say(words.lawLine, lang, { label: label[lang], says: says[lang] }));
}

/** The words that the section picks; a provision of which it picks none is quoted whole. */
function quotesOf({ deps, lang }: ShowScene, { cites, quotes }: CourseSection): readonly Quote[] {
  return deps.quotes(cites, lang).flatMap((quote): readonly Quote[] => {
    const picked = quotes.filter(({ id }) => id === quote.id);
    return picked.length > 0 ? [{ ...quote, text: picked.map(({ words: said }) => said).join('…') }] : [quote];
  });
}

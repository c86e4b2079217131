/** Reads the courses (knowledge/courses) and when people are reminded of them (knowledge/reminders.yaml). */
import { z } from 'zod';
import { placeIn, placeOf, readText, sha256 } from './read.ts';
import type { Course, Document, Problem, Reminders } from './types.ts';
import { verifyQuote } from './verify.ts';
import { loadEach, type YamlReader } from './yaml.ts';

const filled = z.string().trim().min(1, 'must not be empty');
const text = z.strictObject({ ja: filled, en: filled });
const id = z.string().regex(/^[a-z][a-z0-9-]*$/u, 'must be a short name in lower case, such as `carry-out`');
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+$/u, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

const audience = z.strictObject({
  roles: z.array(z.enum(['staff', 'responsible', 'admin'])).min(1),
  contracts: z.array(filled).min(1).exactOptional(),
  dispatched: flag.exactOptional(),
});

const validity = z.strictObject({
  onStart: z.strictObject({ days: whole(1, 365) }).exactOptional(),
  everyMonths: whole(1, 60).exactOptional(),
  afterIncident: z.strictObject({ days: whole(1, 365), who: z.enum(['reporter', 'contract']) }).exactOptional(),
});

const cites = { cites: z.array(filled).default([]), laws: z.array(id).default([]) };
const quote = z.strictObject({ id: filled, words: filled });
const section = z.strictObject({ id, title: text, text, ...cites, quotes: z.array(quote).default([]) });
const question = z.strictObject({
  id,
  question: text,
  options: z.array(z.strictObject({ id, text })).min(2).max(5),
  right: id,
  explain: text,
  ...cites,
});

const course = z.strictObject({
  id,
  version: whole(1, 10_000),
  title: text,
  intro: text,
  minutes: whole(1, 600),
  audience,
  validity,
  quiz: z.strictObject({ ask: whole(0, 50), pass: whole(0, 100) }),
  laws: z.array(z.strictObject({ id, label: text, says: text })).default([]),
  sections: z.array(section).min(1),
  questions: z.array(question).default([]),
});

type Draft = z.output<typeof course>;

/** The course with what only the documents can tell: a citation that leads nowhere is an error at its line. */
function courseSchema(file: string, documents: ReadonlyMap<string, Document>) {
  return course.superRefine((draft, context) => {
    const wrong = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    if (draft.id !== file) wrong(['id'], `must be ${file}, like the file`);
    if (draft.quiz.ask > draft.questions.length) {
      wrong(
        ['quiz', 'ask'],
        `asks ${draft.quiz.ask} of ${draft.questions.length} questions: add questions or ask fewer`,
      );
    }
    for (const list of ['laws', 'sections', 'questions'] as const) checkIds(list, draft[list], wrong);
    for (const [n, one] of draft.questions.entries()) checkOptions(one, ['questions', n], wrong);
    checkCitations(draft, documents, wrong);
  });
}

type Wrong = (path: readonly (string | number)[], message: string) => void;

function checkIds(list: string, all: readonly { readonly id: string }[], wrong: Wrong): void {
  const seen = new Set<string>();
  for (const [n, one] of all.entries()) {
    if (seen.has(one.id)) wrong([list, n, 'id'], `the id ${JSON.stringify(one.id)} is used twice`);
    seen.add(one.id);
  }
}

function checkOptions({ options, right }: Draft['questions'][number], at: readonly (string | number)[], wrong: Wrong) {
  checkIds('options', options, (path, message) => wrong([...at, ...path], message));
  if (!options.some((option) => option.id === right)) wrong([...at, 'right'], `no option is called ${right}`);
}

function checkCitations(draft: Draft, documents: ReadonlyMap<string, Document>, wrong: Wrong): void {
  const home = homesOf(documents);
  const laws = new Set(draft.laws.map((law) => law.id));
  for (const list of ['sections', 'questions'] as const) {
    for (const [n, one] of draft[list].entries()) {
      checkGrounds(one, home, laws, (path, message) => wrong([list, n, ...path], message));
    }
  }
  for (const [n, { quotes }] of draft.sections.entries()) {
    for (const [i, { id: cited }] of quotes.entries()) {
      if (!home.has(cited)) wrong(['sections', n, 'quotes', i, 'id'], `there is no provision ${cited}: ${advice}`);
    }
  }
}

const advice = '`npm run tokki -- parse` lists those that can be cited';

interface Grounds {
  readonly cites: readonly string[];
  readonly laws: readonly string[];
}

function checkGrounds(
  { cites: provisions, laws: articles }: Grounds,
  home: ReadonlyMap<string, Document>,
  known: ReadonlySet<string>,
  wrong: Wrong,
): void {
  for (const [i, cite] of provisions.entries()) {
    if (!home.has(cite)) wrong(['cites', i], `there is no provision ${cite}: ${advice}`);
  }
  for (const [i, law] of articles.entries()) {
    if (!known.has(law)) wrong(['laws', i], `laws does not list ${law}: add it there with its article`);
  }
  if (provisions.length + articles.length === 0) wrong([], 'cites nothing: name a provision or a law');
}

function homesOf(documents: ReadonlyMap<string, Document>): ReadonlyMap<string, Document> {
  return new Map([...documents.values()].flatMap((document) => document.provisions.map((one) => [one.id, document])));
}

/** The sections that quote words which the provision does not have, or not any more. */
function misquoting({ sections }: Draft, documents: ReadonlyMap<string, Document>): readonly string[] {
  const home = homesOf(documents);
  const stands = (id: string, words: string) => {
    const document = home.get(id);
    const label = document?.provisions.find((one) => one.id === id)?.label ?? '';
    return document !== undefined && verifyQuote(document, { id, label, text: words });
  };
  return sections.flatMap(({ id: section, quotes }) =>
    quotes.flatMap(({ id, words }) => (stands(id, words) ? [] : [`${id} in section ${section}`])),
  );
}

/**
 * A citation that leads nowhere is a mistake of whoever wrote the course, and stops the start. Words that do not stand in
 * the text are what an amendment of the annex leaves behind: it must not stop the desk on that day, so the course rests.
 * @throws TokkiError `knowledge` with file and line: a wrong field, an unknown citation
 */
export async function loadCourses(
  folder: string,
  yaml: YamlReader,
  documents: ReadonlyMap<string, Document>,
  problems: Problem[],
): Promise<readonly Course[]> {
  const place = placeOf(folder, 'courses');
  const files = await loadEach(place, async (file): Promise<Course> => {
    const name = file.shown.replace(/^.*\/|\.yaml$/gu, '');
    const read = await yaml.read(file, courseSchema(name, documents));
    const material = sha256(await readText(placeIn(place, `${name}.yaml`)));
    const wrong = misquoting(read, documents);
    if (wrong.length === 0) return { ...read, material };
    problems.push({
      rule: 'changed',
      file: file.shown,
      finding: `quotes words that are not there: ${wrong.join(', ')}; the course is not taught`,
      advice: 'Read the provisions, correct the sections, raise `version` and start again.',
    });
    return { ...read, material, resting: true };
  });
  return [...files.values()];
}

const clock = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 09:00')
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
const span = z.strictObject({ from: clock, to: clock });

const reminders = z.strictObject({
  before: z.array(whole(-90, 0)).min(1),
  after: whole(1, 90),
  weekly: whole(1, 90),
  admins: whole(1, 365),
  hours: span,
  quiet: z.array(span),
  snoozes: whole(0, 20),
});

/** @throws TokkiError `knowledge` */
export async function loadReminders(folder: string, yaml: YamlReader): Promise<Reminders> {
  return yaml.read(placeOf(folder, 'reminders.yaml'), reminders);
}

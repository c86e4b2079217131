/** Courses, calendars and people to try the training room with. */
import { createCalendars } from '../../src/calendar/working.ts';
import type { Course, CourseQuestion, Reminders } from '../../src/knowledge/types.ts';
import type { TrainingDeps } from '../../src/training/scene.ts';
import type { Assignment, Person, Quote, Trainee } from '../../src/types.ts';

const text = (words: string) => ({ ja: words, en: `${words} (en)` });

function question(n: number): CourseQuestion {
  return {
    id: `q${n}`,
    question: text(`問い${n}`),
    options: ['a', 'b', 'c'].map((id) => ({ id, text: text(`答え${n}${id}`) })),
    right: 'b',
    explain: text(`説明${n}`),
    cites: ['6.5'],
    laws: [],
  };
}

export function course(id: string, over: Partial<Course> = {}): Course {
  return {
    id,
    version: 1,
    material: `hash-of-${id}`,
    title: text(`研修${id}`),
    intro: text('始めます。'),
    minutes: 10,
    audience: { roles: ['staff', 'responsible'] },
    validity: { onStart: { days: 14 }, everyMonths: 12 },
    quiz: { ask: 3, pass: 60 },
    laws: [{ id: 'law', label: text('法第1条'), says: text('罰則です。') }],
    sections: [1, 2].map((n) => ({
      id: `s${n}`,
      title: text(`節${n}`),
      text: text(`本文${n}`),
      cites: ['6.5'],
      laws: n === 2 ? ['law'] : [],
      quotes: [],
    })),
    questions: [1, 2, 3, 4, 5].map(question),
    ...over,
  };
}

export const reminders: Reminders = {
  before: [-14, -3, 0],
  after: 3,
  weekly: 7,
  admins: 14,
  hours: { from: 540, to: 1080 },
  quiet: [{ from: 720, to: 780 }],
  snoozes: 3,
};

const quotes = (ids: readonly string[]): readonly Quote[] =>
  ids.map((id) => ({ id, label: `第${id}`, text: `「${id}」` }));

export function deps(courses: readonly Course[] = [course('a')], companyDays: readonly string[] = []): TrainingDeps {
  return { courses, reminders, calendarOf: createCalendars(new Set(companyDays)), quotes };
}

export function person(id: string, over: Partial<Person> = {}): Person {
  return { id, name: `社員${id}`, mail: `${id}@example.jp`, role: 'staff', lang: 'ja', contracts: ['K1'], ...over };
}

export function trainee(id: string, over: Partial<Trainee> & { readonly as?: Partial<Person> } = {}): Trainee {
  const { as = {}, ...rest } = over;
  return { person: person(id, as), joined: 0, assignments: [], state: {}, ...rest };
}

export function assignment(over: Partial<Assignment> = {}): Assignment {
  return { person: 'a', course: 'a', since: 0, edition: 1, due: 14, reason: 'start', ...over };
}

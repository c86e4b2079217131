/** What people are told of their own courses. Pure. */
import type { Course, Reminders } from '../knowledge/types.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Assignment, Button, Lang, Reply, Section, Trainee } from '../types.ts';
import { ids, snoozes } from './acts.ts';
import { shortDay } from './dates.ts';

export interface RemindDeps {
  readonly courses: readonly Course[];
  readonly reminders: Reminders;
}

/** What falls due within so many days is worth a word. */
export const soon = 14;

const snoozeLabels = { hour: words.snoozeHour, tomorrow: words.snoozeTomorrow, days: words.snoozeDays };

/** The open courses of a person that are overdue or due soon; all of them where none is. */
function pressing({ assignments }: Trainee, day: number): readonly Assignment[] {
  const open = assignments.filter(({ closed }) => closed === undefined).toSorted((a, b) => a.due - b.due);
  const near = open.filter(({ due }) => due <= day + soon);
  return near.length > 0 ? near : open;
}

/** The one message about a person's own courses, however many they are. */
export function ownReminder(deps: RemindDeps, trainee: Trainee, day: number, from?: string): Reply {
  const { lang } = trainee.person;
  const { title, text, facts, buttons } = ownSection(deps, trainee, day, from);
  const { snoozes: used = 0 } = trainee.state;
  const left = deps.reminders.snoozes - used;
  const later =
    left > 0
      ? snoozes.map((how): Button => ({ id: ids.snooze(how), label: snoozeLabels[how][lang], style: 'quiet' }))
      : [];
  return { kind: 'notice', lang, title, text: text ?? '', facts: facts ?? [], buttons: [...(buttons ?? []), ...later] };
}

/** @param from who asked for it */
export function ownSection(deps: RemindDeps, trainee: Trainee, day: number, from?: string): Section {
  const { lang } = trainee.person;
  const open = pressing(trainee, day);
  const minutes = open.reduce((sum, { course }) => sum + (titleOf(deps, course)?.minutes ?? 0), 0);
  const isOver = open.some(({ due }) => due < day);
  const lead = from === undefined ? [] : [say(words.askedBy, lang, { name: from })];
  return {
    title: (isOver ? words.overTitle : words.soonTitle)[lang],
    text: [...lead, say(isOver ? words.over : words.soon, lang, { minutes })].join('\n'),
    facts: open.map((one) => ({ label: nameOf(deps, one.course, lang), value: stateOf(one, day, lang) })),
    buttons: open.slice(0, 3).map(({ course }, n) => startButton(deps, course, open.length, n, lang)),
  };
}

function startButton(deps: RemindDeps, course: string, of: number, n: number, lang: Lang): Button {
  const label = of === 1 ? words.begin[lang] : say(words.beginNamed, lang, { course: nameOf(deps, course, lang) });
  return { id: ids.course('start', course), label, ...(n === 0 && { style: 'primary' as const }) };
}

/** `期限 11月20日（金）` */
export function stateOf({ due }: Pick<Assignment, 'due'>, day: number, lang: Lang): string {
  if (due === day) return words.openToday[lang];
  const shown = shortDay(due, day, lang);
  if (due > day) return say(words.open, lang, { due: shown });
  return say(day - due === 1 ? words.openOverOne : words.openOver, lang, { due: shown, days: day - due });
}

export function nameOf(deps: Pick<RemindDeps, 'courses'>, course: string, lang: Lang): string {
  return titleOf(deps, course)?.title[lang] ?? course;
}

function titleOf({ courses }: Pick<RemindDeps, 'courses'>, id: string): Course | undefined {
  return courses.find((course) => course.id === id);
}

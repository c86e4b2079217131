/** What people are told of their own courses, and managers of those of others. Pure. */
import type { WorkCalendar } from '../calendar/working.ts';
import type { Course, Reminders } from '../knowledge/types.ts';
import { listed, say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Assignment, Button, Fact, Lang, Person, Reply, Section, Trainee } from '../types.ts';
import { ids, snoozes } from './acts.ts';
import { shortDay } from './dates.ts';
import { hasEscalated } from './schedule.ts';

export interface RemindDeps {
  readonly courses: readonly Course[];
  readonly reminders: Reminders;
}

/** Somebody's open course. */
export interface Entry {
  readonly person: Person;
  readonly assignment: Assignment;
}

/** How many people a message names. */
const named = 8;
const week = 7;
/** What falls due within so many days is worth a word. */
export const soon = 14;

const snoozeLabels = { hour: words.snoozeHour, tomorrow: words.snoozeTomorrow, days: words.snoozeDays };

/** The open courses of a person that are overdue or due soon; all of them where none is. */
export function pressing({ assignments }: Trainee, day: number): readonly Assignment[] {
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

/** The people in somebody's charge, and those whose long delay administrators are told of. */
export interface Charge {
  readonly team: readonly Trainee[];
  readonly long: readonly Trainee[];
}

/** True where others have reached a point of which this person has to be told, since a day. */
export function escalates(
  { reminders }: RemindDeps,
  { team, long }: Charge,
  calendar: WorkCalendar,
  day: number,
  since: number,
): boolean {
  const reached = (days: number, people: readonly Trainee[]) =>
    people.some(({ assignments }) => assignments.some((one) => hasEscalated(days, one, calendar, day, since)));
  return reached(reminders.after, team) || reached(reminders.admins, long);
}

/** True where there is something to tell: somebody is overdue or due soon. */
export function isWorthTelling({ reminders }: RemindDeps, { team, long }: Charge, day: number): boolean {
  return (
    entriesOf(team, (due) => due <= day + soon).length +
      entriesOf(long, (due) => due <= day - reminders.admins).length >
    0
  );
}

/** The one message to somebody who answers for others. @param own the person's own courses, where they are due too */
export function digest(
  deps: RemindDeps,
  { lang }: Pick<Person, 'lang'>,
  { team, long }: Charge,
  day: number,
  own: Section | undefined,
): Reply {
  const longOver = entriesOf(long, (due) => due <= day - deps.reminders.admins);
  const sections: readonly Section[] = [
    ...(own ? [{ ...own, title: words.digestOwn[lang] }] : []),
    ...(team.length > 0 ? [teamSection(deps, team, day, lang)] : []),
    ...(longOver.length > 0
      ? [
          {
            title: say(words.digestLong, lang, { days: deps.reminders.admins }),
            text: say(words.digestLongText, lang, { over: longOver.length }),
            facts: entryFacts(deps, longOver, day, lang),
          },
        ]
      : []),
  ];
  const buttons: readonly Button[] = [
    { id: ids.plain('remindAll'), label: words.remindAll[lang], style: 'primary' },
    { id: ids.team(0), label: words.team[lang] },
    { id: ids.plain('attend'), label: words.attend[lang], form: true },
  ];
  return { kind: 'list', lang, title: words.digestTitle[lang], text: '', sections, buttons };
}

function teamSection(deps: RemindDeps, team: readonly Trainee[], day: number, lang: Lang): Section {
  const over = entriesOf(team, (due) => due < day);
  const due = entriesOf(team, (last) => last >= day && last <= day + soon);
  const weekAgo = (day - week) * 86_400_000;
  const countOf = (test: (one: Assignment) => boolean) =>
    team.filter(({ assignments }) => assignments.some(test)).length;
  // A week ago: what was past its last day then, and was not closed yet.
  const before = countOf((one) => one.due < day - week && (one.closed === undefined || one.closed > weekAgo));
  const done = countOf(({ closed, record }) => record !== undefined && closed !== undefined && closed > weekAgo);
  const values = { over: people(over), before, due: people(due), done };
  return {
    title: words.digestTeam[lang],
    text: say(words.digestText, lang, values),
    facts: entryFacts(deps, [...over, ...due], day, lang),
  };
}

function people(entries: readonly Entry[]): number {
  return new Set(entries.map(({ person }) => person.id)).size;
}

/** The open courses of these people that fall due then, the oldest first. */
export function entriesOf(team: readonly Trainee[], when: (due: number) => boolean): readonly Entry[] {
  return team
    .flatMap(({ person, assignments }) => assignments.map((assignment) => ({ person, assignment })))
    .filter(({ assignment: { closed, due } }) => closed === undefined && when(due))
    .toSorted((a, b) => a.assignment.due - b.assignment.due || (a.person.id < b.person.id ? -1 : 1));
}

/** One line for each person, with all that is open. */
export function entryFacts(deps: RemindDeps, entries: readonly Entry[], day: number, lang: Lang): readonly Fact[] {
  const persons = [...Map.groupBy(entries, ({ person }) => person.id).values()];
  const facts = persons.slice(0, named).map((own): Fact => {
    const lines = own.map(({ assignment }) => entryLine(deps, assignment, day, lang));
    return { label: own[0]?.person.name ?? '', value: listed(lines, lang) };
  });
  const rest = persons.length - facts.length;
  return rest > 0 ? [...facts, { label: '…', value: say(words.more, lang, { count: rest }) }] : facts;
}

/** `特記事項の基本　12日超過` */
export function entryLine(
  deps: Pick<RemindDeps, 'courses'>,
  { course: id, due }: Assignment,
  day: number,
  lang: Lang,
): string {
  const course = nameOf(deps, id, lang);
  if (due === day) return say(words.entryToday, lang, { course });
  return due < day
    ? say(words.entryOver, lang, { course, days: day - due })
    : say(words.entryDue, lang, { course, due: shortDay(due, day, lang) });
}

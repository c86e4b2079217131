/** What those are told who answer for others. Pure. */
import type { WorkCalendar } from '../calendar/working.ts';
import { listed, say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Assignment, Button, Fact, Lang, Person, Reply, Section, Trainee } from '../types.ts';
import { ids } from './acts.ts';
import { shortDay } from './dates.ts';
import { nameOf, type RemindDeps, soon } from './remind.ts';
import { hasEscalated } from './schedule.ts';

/** Somebody's open course. */
interface Entry {
  readonly person: Person;
  readonly assignment: Assignment;
}

/** How many people a message names. */
const named = 8;
const week = 7;

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

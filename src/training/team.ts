/** What managers see and do: who has what open, "remind now", one or all. Each look is logged (6.8.3.b). */
import { reachableAt } from '../calendar/working.ts';
import { localOf } from '../calendar/zone.ts';
import { may, scopeOf } from '../rights.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Button, Desk, Outcome, Person, Post, ReminderChange, Section, Trainee, TraineeQuery } from '../types.ts';
import { ids } from './acts.ts';
import { entriesOf, entryFacts, entryLine } from './digest.ts';
import { all } from './pages.ts';
import { ownReminder, soon } from './remind.ts';
import { accessTo, notice, outcome, refused, type Scene, traceOf, traineeOf, withoutResting } from './scene.ts';

const pageSize = 8;
/** So many are told with one press, the longest overdue first; the next press tells the next ones. */
const atOnce = 200;

/** True for who answers for others: by the role, or as somebody's manager. */
export async function leads(desk: Desk, person: Person): Promise<boolean> {
  const scope = scopeOf(person, 'training.lead');
  if (scope !== 'own') return scope !== 'none';
  return (await desk.trainees({ managers: [person.id], limit: 1 })).length > 0;
}

/** Who answers for a person: the manager, the responsible people of the person's contracts (Art. 9), administrators. */
export function mayLead(leader: Person, { id, manager, contracts }: Person): boolean {
  const isSelf = leader.id === id && scopeOf(leader, 'training.lead') !== 'all';
  return !isSelf && may(leader, 'training.lead', { owner: manager ?? '', contracts });
}

/** All the people in somebody's charge, in the order of their ids; no more than so many can be handled in a chat. */
export async function chargeOf(desk: Desk, leader: Person, due?: TraineeQuery['due']): Promise<readonly Trainee[]> {
  const within = due ? { due } : {};
  const scope = scopeOf(leader, 'training.lead');
  if (scope === 'none') return [];
  if (scope === 'all') return all(desk, within);
  const managed = await all(desk, { ...within, managers: [leader.id] });
  const ofContracts = scope === 'contract' ? await all(desk, { ...within, contracts: leader.contracts }) : [];
  const found = new Map([...managed, ...ofContracts].map((one) => [one.person.id, one]));
  found.delete(leader.id);
  return [...found.values()].toSorted((a, b) => (a.person.id < b.person.id ? -1 : 1));
}

/** The people in somebody's charge, with what they can take now. */
async function learnersOf({ deps, desk, turn }: Scene, due?: TraineeQuery['due']): Promise<readonly Trainee[]> {
  return (await chargeOf(desk, turn.person, due)).map((one) => withoutResting(deps, one));
}

/** The overview of a team, and who has something open, the longest overdue first. */
export async function showTeam(scene: Scene, offset: number): Promise<Outcome> {
  const { lang, today } = scene;
  const team = await learnersOf(scene);
  if (team.length === 0) return refused(scene, words.notLeader, 'training:team');
  const persons = [
    ...Map.groupBy(
      entriesOf(team, () => true),
      ({ person }) => person.id,
    ).values(),
  ];
  const shown = persons.slice(offset, offset + pageSize);
  const sections = shown.map((own): Section => {
    const [first] = own;
    const id = first?.person.id ?? '';
    return {
      title: first?.person.name ?? '',
      text: own.map(({ assignment }) => entryLine(scene.deps, assignment, today, lang)).join('\n'),
      buttons: [
        { id: ids.remind(id), label: words.remindOne[lang] },
        { id: ids.extend(id, first?.assignment.course ?? ''), label: words.extend[lang], form: true },
      ],
    };
  });
  const older: Button = { id: ids.team(offset + pageSize), label: words.older[lang] };
  const reply = notice(scene, words.teamText, figures(team, today), {
    kind: 'list',
    title: words.teamTitle[lang],
    sections,
    buttons: [
      ...(persons.length > 0 ? [remindAll(scene)] : []),
      ...tools(scene),
      ...(persons.length > offset + pageSize ? [older] : []),
    ],
    ...(persons.length === 0 && { note: words.teamClear[lang] }),
  });
  return outcome(scene, scene.open, [reply], { access: [accessTo(scene, 'read', 'training:team')] });
}

function remindAll({ lang }: Scene): Button {
  return { id: ids.plain('remindAll'), label: words.remindAll[lang], style: 'primary' };
}

function tools({ lang }: Pick<Scene, 'lang'>): readonly Button[] {
  return [
    { id: ids.plain('attend'), label: words.attend[lang], form: true },
    { id: ids.plain('evidence'), label: words.evidence[lang] },
  ];
}

/** How many of these people have to learn something, and how many have done it all. */
function figures(team: readonly Trainee[], day: number) {
  const learning = team.filter(({ assignments }) => assignments.length > 0);
  const done = learning.filter(({ assignments }) => assignments.every(({ closed }) => closed !== undefined)).length;
  const over = new Set(entriesOf(team, (due) => due < day).map(({ person }) => person.id)).size;
  const rate = learning.length === 0 ? 100 : Math.floor((done * 100) / learning.length);
  return { people: learning.length, done, rate, over };
}

/** Reminds everybody in somebody's charge who is overdue or due soon. */
export async function remindEverybody(scene: Scene): Promise<Outcome> {
  const due = { until: scene.today + soon, since: scene.turn.now };
  return remind(scene, await learnersOf(scene, due));
}

export async function remindOne(scene: Scene, id: string): Promise<Outcome> {
  const trainee = await traineeOf(scene, id);
  if (!trainee || !mayLead(scene.turn.person, trainee.person)) {
    return refused(scene, words.noSuchPerson, await traceOf(scene, id));
  }
  return remind(scene, [withoutResting(scene.deps, trainee)]);
}

/** Nobody is told twice on a day, and nobody outside working hours: those are told when they begin. */
function remind(scene: Scene, team: readonly Trainee[]): Outcome {
  const { deps, turn } = scene;
  const posts: Post[] = [];
  const changes: ReminderChange[] = [];
  let already = 0;
  for (const trainee of openOf(team)) {
    const { id } = trainee.person;
    const calendar = deps.calendarOf(trainee.person);
    const { day } = localOf(turn.now, calendar.zone);
    const at = reachableAt(calendar, deps.reminders, turn.now);
    if (trainee.state.reminded === day) already++;
    else if (changes.length === atOnce) break;
    else if (at > turn.now) changes.push({ person: id, snoozed: localOf(at, calendar.zone).day });
    else {
      const reply = ownReminder(deps, trainee, day, turn.person.name);
      posts.push({ key: `training:now:${id}:${day}`, to: id, reply });
      changes.push({ person: id, reminded: day, snoozed: null });
    }
  }
  const lines = toldLines(scene, posts.length, already, changes.length - posts.length);
  const reply = { kind: 'notice', lang: scene.lang, text: lines.join('\n') } as const;
  return outcome(scene, scene.open, [reply], { posts, reminders: changes });
}

/** Those with something open, the longest overdue first. */
function openOf(team: readonly Trainee[]): readonly Trainee[] {
  const known = new Map(team.map((one) => [one.person.id, one]));
  const order = new Set(entriesOf(team, () => true).map(({ person }) => person.id));
  return [...order].flatMap((id) => known.get(id) ?? []);
}

function toldLines({ lang }: Scene, count: number, already: number, later: number): readonly string[] {
  if (count + already + later === 0) return [words.remindNone[lang]];
  const said = already > 0 ? say(words.remindedSome, lang, { count, already }) : say(words.reminded, lang, { count });
  return [
    ...(count + already > 0 ? [said] : []),
    ...(later > 0 ? [say(words.remindLater, lang, { count: later })] : []),
  ];
}

/** The team's part of the overview: who is overdue or due soon. */
export async function homeTeam(scene: Scene): Promise<readonly Section[]> {
  const { turn, lang, today, deps } = scene;
  const due = { until: today + soon, since: turn.now };
  const entries = entriesOf(await learnersOf(scene, due), (last) => last <= today + soon);
  const facts = entryFacts(deps, entries, today, lang);
  return [
    {
      title: words.teamTitle[lang],
      ...(facts.length > 0 ? { facts } : { text: words.teamClear[lang] }),
      buttons: [{ id: ids.team(0), label: words.team[lang] }, ...tools({ lang })],
    },
  ];
}

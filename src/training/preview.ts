/** Every message that a time would bring if nobody took a course meanwhile. Pure: the same rules as the daily run. */
import { reachableAt } from '../calendar/working.ts';
import { instantOf } from '../calendar/zone.ts';
import { scopeOf } from '../rights.ts';
import type { Post, Trainee } from '../types.ts';
import { type Decided, decide, isRunDay, withDuties } from './decide.ts';
import type { Charge } from './digest.ts';
import type { Occasion } from './duty.ts';
import { occasionsOn } from './occasions.ts';
import { soon } from './remind.ts';
import { type TrainingDeps, withoutResting } from './scene.ts';

/** A message on a day. */
export interface Foreseen {
  readonly day: number;
  readonly at: number;
  readonly post: Post;
}

/**
 * @param from the first day
 * @param to the last day
 * @param known incidents that are known by now; nobody foresees the next one
 */
export function* foresee(
  deps: TrainingDeps,
  people: readonly Trainee[],
  from: number,
  to: number,
  known: readonly Occasion[] = [],
): Generator<Foreseen> {
  const now = new Map(people.map((one) => [one.person.id, one]));
  let lastRun = from - 1;
  for (let day = from; day <= to; day++) {
    const occasions = occasionsOn(known, day);
    const charges = chargesOf(deps, [...now.values()], day);
    for (const trainee of [...now.values()]) {
      const { id } = trainee.person;
      const calendar = deps.calendarOf(trainee.person);
      const at = instantOf(day, deps.reminders.hours.from, calendar.zone);
      const scene = { ...deps, calendar, day, now: at, lastRun, occasions };
      const decided = decide(trainee, charges.get(id), scene);
      now.set(id, after(trainee, decided));
      if (decided.post) yield { day, at: reachableAt(calendar, deps.reminders, at), post: decided.post };
    }
    if (isRunDay(deps.calendarOf, day)) lastRun = day;
  }
}

function after(trainee: Trainee, { assignments, change }: Decided): Trainee {
  const next = withDuties(trainee, assignments);
  if (!change) return next;
  const { reminded, digested } = change;
  const { snoozed: _, ...state } = next.state;
  return {
    ...next,
    state: { ...state, ...(reminded !== undefined && { reminded }), ...(digested !== undefined && { digested }) },
  };
}

/** Of each person who leads, the people in charge with something overdue or due soon. */
function chargesOf(deps: TrainingDeps, people: readonly Trainee[], day: number): ReadonlyMap<string, Charge> {
  const { reminders } = deps;
  const isDue = (until: number) => (one: Trainee) =>
    one.assignments.some(({ closed, due }) => closed === undefined && due <= until);
  const pressing = people.map((one) => withoutResting(deps, one)).filter(isDue(day + soon));
  if (pressing.length === 0) return new Map();
  const managed = Map.groupBy(pressing, ({ person }) => person.manager ?? '');
  const free = managed.get('') ?? [];
  const long = pressing.filter(isDue(day - reminders.admins));
  const charges = new Map<string, Charge>();
  for (const { person } of people) {
    const { id, contracts } = person;
    const scope = scopeOf(person, 'training.lead');
    const shared = ({ person: other }: Trainee) =>
      other.id !== id && other.contracts.some((name) => contracts.includes(name));
    const unmanaged = scope === 'contract' ? free.filter(shared) : [];
    const team = [...(managed.get(id) ?? []), ...unmanaged];
    const late = scope === 'all' ? long : [];
    if (team.length + late.length > 0) charges.set(id, { team, long: late });
  }
  return charges;
}

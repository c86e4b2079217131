/** Whom people answer for, read for a page of the daily run. */
import { scopeOf } from '../rights.ts';
import type { Desk, Trainee } from '../types.ts';
import type { Charge } from './digest.ts';
import { all } from './pages.ts';
import { soon } from './remind.ts';
import { type TrainingDeps, withoutResting } from './scene.ts';

const week = 7 * 86_400_000;

/** Of these people, whom those who lead answer for, as far as something is due there. */
export async function chargesOf(
  deps: TrainingDeps,
  desk: Desk,
  trainees: readonly Trainee[],
  day: number,
  now: number,
): Promise<ReadonlyMap<string, Charge>> {
  const due = { until: day + soon, since: now - week };
  const taught = async (query: Parameters<typeof all>[1]) =>
    (await all(desk, query)).map((one) => withoutResting(deps, one));
  const ids = trainees.map(({ person }) => person.id);
  const teams = Map.groupBy(await taught({ managers: ids, due }), ({ person }) => person.manager ?? '');
  const charges = new Map<string, Charge>();
  for (const [manager, team] of teams) charges.set(manager, { team, long: [] });
  for (const { person } of trainees) {
    const { id, contracts } = person;
    const scope = scopeOf(person, 'training.lead');
    if (scope !== 'contract' && scope !== 'all') continue;
    const team = charges.get(id)?.team ?? [];
    const others = scope === 'contract' ? await taught({ unmanaged: contracts, due }) : [];
    const overdue = { until: day - deps.reminders.admins, since: now };
    const long = scope === 'all' ? await taught({ due: overdue }) : [];
    charges.set(id, { team: [...team, ...others.filter((one) => one.person.id !== id)], long });
  }
  return charges;
}

/** What the commands of training share. */
import { TokkiError } from '../errors.ts';
import { readIso } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import type { Store } from '../store/store.ts';
import { all } from '../training/pages.ts';
import type { TrainingDeps } from '../training/scene.ts';
import type { Trainee } from '../types.ts';

export interface Tools {
  readonly store: Store;
  readonly deps: TrainingDeps;
  readonly now: number;
  readonly today: number;
}

export type Command = (tools: Tools, args: readonly string[]) => Promise<number>;

export async function peopleOf(store: Store, ids: readonly string[] | undefined): Promise<readonly Trainee[]> {
  const found = await all(store, ids ? { ids } : {});
  const known = new Set(found.map(({ person }) => person.id));
  const unknown = (ids ?? []).filter((id) => !known.has(id));
  if (unknown.length > 0) throw new TokkiError('input', `nobody is called ${unknown.join(', ')}; nothing was written`);
  return found;
}

export function courseOf({ courses }: TrainingDeps, name: string | undefined, command: string): Course {
  const course = courses.find(({ id }) => id === name);
  if (!course) throw new TokkiError('usage', `${command}: name a course: ${courses.map(({ id }) => id).join(', ')}`);
  return course;
}

export function dayOf(text: string | undefined, command: string, option: string): number {
  const day = readIso(text ?? '')?.day;
  if (day === undefined) throw new TokkiError('usage', `${command}: ${option} is a day such as 2026-11-30`);
  return day;
}

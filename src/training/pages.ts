import type { Desk, Trainee, TraineeQuery } from '../types.ts';

/** All people that a query finds, page by page. */
export async function all(
  desk: Pick<Desk, 'trainees'>,
  query: Omit<TraineeQuery, 'limit' | 'after'>,
): Promise<readonly Trainee[]> {
  const size = 200;
  const found: Trainee[] = [];
  for (let after = ''; ; ) {
    const next = await desk.trainees({ ...query, after, limit: size });
    found.push(...next);
    const last = next.at(-1);
    if (!last || next.length < size) return found;
    after = last.person.id;
  }
}

/** People with all that decides about their courses and reminders, page by page. */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { momentOf } from '../forms/calendar.ts';
import type { Assignment, ReminderState, Trainee, TraineeQuery } from '../types.ts';
import { chunks, present } from './fields.ts';
import { personColumns, personOf } from './people.ts';
import type { Session } from './schema.ts';
import { newestAssignments } from './training.ts';

const noState: ReminderState = {};

export async function findTrainees(session: Session, query: TraineeQuery): Promise<readonly Trainee[]> {
  // SQLite works inside this process: between two pages messages get through.
  await setImmediate();
  const rows = await peopleOf(session, query);
  const ids = rows.map(({ id }) => id);
  const assignments = Map.groupBy(await newestAssignments(session, ids), ({ person }) => person);
  const states = await statesOf(session, ids);
  return rows.map(({ joined, left_at: left, ...row }): Trainee => {
    const own: readonly Assignment[] = assignments.get(row.id) ?? [];
    const state = states.get(row.id) ?? noState;
    const person = personOf(row);
    return {
      person,
      joined: momentOf(joined ?? 0).day,
      assignments: own,
      state,
      ...(left !== null && { left }),
    };
  });
}

async function peopleOf({ db }: Session, query: TraineeQuery) {
  const { after, limit, ids, zone, managers, unmanaged, contracts, due, leavers } = query;
  if ([ids, managers, unmanaged, contracts].some((list) => list?.length === 0)) return [];
  let people = db.selectFrom('person').select([...personColumns, 'joined', 'left_at']);
  if (!leavers) people = people.where('left_at', 'is', null);
  if (after !== undefined) people = people.where('id', '>', after);
  if (ids) people = people.where('id', 'in', ids);
  if (zone !== undefined) people = zone === '' ? people.where('zone', 'is', null) : people.where('zone', '=', zone);
  if (managers) people = people.where('manager', 'in', managers);
  if (unmanaged) people = people.where('manager', 'is', null).where(worksFor(unmanaged));
  if (contracts) people = people.where(worksFor(contracts));
  if (due) people = people.where(hasDue(due));
  return people.orderBy('id').limit(limit).execute();
}

/** The contracts are a JSON list; a name in its quotes is found in it where taking it out leaves less. */
function worksFor(contracts: readonly string[]) {
  const found = contracts.map((name) => sql<boolean>`replace(contracts, ${JSON.stringify(name)}, '') <> contracts`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

function hasDue({ until, since }: { readonly until: number; readonly since: number }) {
  return sql<boolean>`exists (select 1 from assignment where assignment.person = person.id
    and assignment.due <= ${until} and (assignment.closed is null or assignment.closed > ${since}))`;
}

async function statesOf({ db }: Session, ids: readonly string[]): Promise<ReadonlyMap<string, ReminderState>> {
  const states = new Map<string, ReminderState>();
  for (const part of chunks(ids)) {
    const rows = await db.selectFrom('reminder').selectAll().where('person', 'in', part).execute();
    for (const { person, ...state } of rows) states.set(person, present(state));
  }
  return states;
}

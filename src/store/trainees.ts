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
  const isNarrow = [query.ids, query.managers, query.unmanaged].some((list) => list !== undefined);
  const rows =
    query.due === undefined || isNarrow ? await peopleOf(session, query) : await pressingPeople(session, query);
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

type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number];

const candidatesAtOnce = 500;

/** Few of many people: looks at those first who have something due. */
async function pressingPeople(session: Session, query: TraineeQuery): Promise<readonly PersonRow[]> {
  const { limit } = query;
  const found: PersonRow[] = [];
  for (let after = query.after ?? ''; found.length < limit; await setImmediate()) {
    const ids = await candidates(session, query.due?.until ?? 0, after);
    found.push(...(await peopleOf(session, { ...query, ids, limit: candidatesAtOnce })));
    const last = ids.at(-1);
    if (last === undefined || ids.length < candidatesAtOnce) break;
    after = last;
  }
  return found.slice(0, limit);
}

/** The ids behind `after` of people with an open assignment that is due, in order. */
async function candidates({ db }: Session, until: number, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('person')
    .distinct()
    .where('closed', 'is', null)
    .where('due', '<=', until)
    .where('person', '>', after)
    .orderBy('person')
    .limit(candidatesAtOnce)
    .execute();
  return rows.map(({ person }) => person);
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

type Due = NonNullable<TraineeQuery['due']>;

/** The contracts are a JSON list; a name in its quotes is found in it where taking it out leaves less. */
function worksFor(contracts: readonly string[]) {
  const found = contracts.map((name) => sql<boolean>`replace(contracts, ${JSON.stringify(name)}, '') <> contracts`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

function hasDue({ until, since }: Due) {
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

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
  const rows =
    query.due === undefined ? await peopleOf(session, query) : await pressingPeople(session, query, query.due);
  const ids = rows.map(({ id }) => id);
  const [newest, states] = await Promise.all([newestAssignments(session, ids), statesOf(session, ids)]);
  const assignments = Map.groupBy(newest, ({ person }) => person);
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

const atOnce = 500;

/**
 * Few of many people, who have something due: of a team those for whom that holds; of everybody those first, and then
 * the rest of the conditions.
 */
async function pressingPeople(session: Session, query: TraineeQuery, due: Due): Promise<readonly PersonRow[]> {
  const { limit } = query;
  const ofTeam = [query.ids, query.managers, query.unmanaged].some((list) => list !== undefined);
  const found: PersonRow[] = [];
  for (let after: string | undefined = query.after ?? ''; after !== undefined && found.length < limit; ) {
    const known: readonly PersonRow[] = ofTeam ? await peopleOf(session, { ...query, after, limit: atOnce }) : [];
    const ids: readonly string[] = ofTeam ? known.map(({ id }) => id) : await openUntil(session, due.until, after);
    if (ofTeam) found.push(...(await withDue(session, known, due)));
    else found.push(...(await peopleOf(session, { ...query, ids, limit: atOnce })));
    after = ids.length === atOnce ? ids.at(-1) : undefined;
    await setImmediate();
  }
  return found.slice(0, limit);
}

/** The ids behind `after` of people with an open assignment that is due, in order. */
async function openUntil({ db }: Session, until: number, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('person')
    .distinct()
    .where('closed', 'is', null)
    .where('due', '<=', until)
    .where('person', '>', after)
    .orderBy('person')
    .limit(atOnce)
    .execute();
  return rows.map(({ person }) => person);
}

/** Those with an assignment that is due and open, or was closed of late. */
async function withDue({ db }: Session, people: readonly PersonRow[], { until, since }: Due) {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const rows = await db
    .selectFrom('assignment')
    .select('person')
    .distinct()
    .where('person', 'in', ids)
    .where('due', '<=', until)
    .where(({ eb, or }) => or([eb('closed', 'is', null), eb('closed', '>', since)]))
    .execute();
  const due = new Set(rows.map(({ person }) => person));
  return people.filter(({ id }) => due.has(id));
}

async function peopleOf({ db }: Session, query: TraineeQuery) {
  const { after, limit, ids, zone, managers, unmanaged, contracts, leavers } = query;
  if ([ids, managers, unmanaged, contracts].some((list) => list?.length === 0)) return [];
  let people = db.selectFrom('person').select([...personColumns, 'joined', 'left_at']);
  if (!leavers) people = people.where('left_at', 'is', null);
  if (after !== undefined) people = people.where('id', '>', after);
  if (ids) people = people.where('id', 'in', ids);
  if (zone !== undefined) people = zone === '' ? people.where('zone', 'is', null) : people.where('zone', '=', zone);
  if (managers) people = people.where('manager', 'in', managers);
  if (unmanaged) people = people.where('manager', 'is', null).where(worksFor(unmanaged));
  if (contracts) people = people.where(worksFor(contracts));
  return people.orderBy('id').limit(limit).execute();
}

type Due = NonNullable<TraineeQuery['due']>;

/** The contracts are a JSON list; a name in its quotes is found in it where taking it out leaves less. */
function worksFor(contracts: readonly string[]) {
  const found = contracts.map((name) => sql<boolean>`replace(contracts, ${JSON.stringify(name)}, '') <> contracts`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

async function statesOf({ db }: Session, ids: readonly string[]): Promise<ReadonlyMap<string, ReminderState>> {
  const states = new Map<string, ReminderState>();
  for (const part of chunks(ids)) {
    const rows = await db.selectFrom('reminder').selectAll().where('person', 'in', part).execute();
    for (const { person, ...state } of rows) states.set(person, present(state));
  }
  return states;
}

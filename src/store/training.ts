/** Training (Art. 11): assignments, the evidence, and when people were reminded. */
import { TokkiError } from '../errors.ts';
import type {
  Assignment,
  AssignmentQuery,
  RecordQuery,
  ReminderChange,
  TrainingEvent,
  TrainingRecord,
  TrainingSession,
} from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import type { Session } from './schema.ts';

/** @throws TokkiError `conflict` where a new one is there already, or a changed one was changed by somebody else */
export async function saveAssignments({ db }: Session, assignments: readonly Assignment[]): Promise<void> {
  const rows = assignments.map((one) => plain({ closed: null, record: null, ...one }));
  for (const part of chunks(rows.filter(({ edition }) => edition === 1))) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('assignment')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== BigInt(part.length)) throw new TokkiError('conflict', 'an assignment is there');
  }
  for (const row of rows.filter(({ edition }) => edition > 1)) {
    const { numUpdatedRows } = await db
      .updateTable('assignment')
      .set(row)
      .where('person', '=', row.person)
      .where('course', '=', row.course)
      .where('since', '=', row.since)
      .where('edition', '=', row.edition - 1)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new TokkiError('conflict', 'an assignment was changed by somebody else');
  }
}

/** A record with an id that is there already is left as it is. */
export async function saveTrainings({ db }: Session, trainings: readonly TrainingRecord[]): Promise<void> {
  const rows = trainings.map((one) => plain({ score: null, asked: null, read: null, session: null, ...one }));
  for (const part of chunks(rows, 200)) {
    await db
      .insertInto('training')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

type SessionDetail = Pick<TrainingSession, 'place' | 'theme' | 'trainer'>;

export async function saveSessions({ db, cipher }: Session, sessions: readonly TrainingSession[]): Promise<void> {
  for (const { id, course, at, minutes, by, ...detail } of sessions) {
    const sealed = cipher.seal(detail satisfies SessionDetail, ['training_session', 'detail', id]);
    await db
      .insertInto('training_session')
      .values({ ...plain({ id, course, at, minutes, actor: by }), detail: sealed })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** A line with a key that is there already is left as it is. */
export async function saveTrainingEvents({ db, cipher }: Session, events: readonly TrainingEvent[]): Promise<void> {
  for (const { key, at, by, act, course, person = null, detail } of events) {
    const sealed = detail === undefined ? null : cipher.seal(detail, ['training_event', 'detail', key]);
    await db
      .insertInto('training_event')
      .values({ ...plain({ id: key, at, actor: by, act, course, person }), detail: sealed })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Changes only what is named: who asks for a pause while the daily run is on keeps it. */
export async function saveReminders({ db }: Session, changes: readonly ReminderChange[]): Promise<void> {
  const kinds = Map.groupBy(changes, (change) => Object.keys(change).sort().join());
  for (const alike of kinds.values()) {
    const names = Object.keys(alike[0] ?? {}).filter((name) => name !== 'person') as Exclude<
      keyof ReminderChange,
      'person'
    >[];
    for (const part of chunks(alike)) {
      await db
        .insertInto('reminder')
        .values(part.map((change) => plain({ ...change })))
        .onConflict((conflict) =>
          conflict
            .column('person')
            .doUpdateSet(({ ref }) => Object.fromEntries(names.map((name) => [name, ref(`excluded.${name}`)]))),
        )
        .execute();
    }
  }
}

export async function findAssignments({ db }: Session, query: AssignmentQuery): Promise<readonly Assignment[]> {
  let rows = db.selectFrom('assignment').selectAll();
  if (query.course !== undefined) rows = rows.where('course', '=', query.course);
  if (query.person !== undefined) rows = rows.where('person', '=', query.person);
  if (query.from !== undefined) rows = rows.where('due', '>=', query.from);
  if (query.to !== undefined) rows = rows.where('due', '<=', query.to);
  return (await rows.orderBy('person').orderBy('course').orderBy('since').execute()).map((row) => present(row));
}

export async function findTrainings({ db }: Session, query: RecordQuery): Promise<readonly TrainingRecord[]> {
  let rows = db.selectFrom('training').selectAll();
  if (query.course !== undefined) rows = rows.where('course', '=', query.course);
  if (query.person !== undefined) rows = rows.where('person', '=', query.person);
  if (query.since !== undefined) rows = rows.where('at', '>=', query.since);
  if (query.until !== undefined) rows = rows.where('at', '<', query.until);
  return (await rows.orderBy('at').orderBy('id').execute()).map((row) => present(row));
}

export async function findSessions({ db, cipher }: Session, ids: readonly string[]) {
  const found: TrainingSession[] = [];
  for (const part of chunks(ids)) {
    const rows = await db.selectFrom('training_session').selectAll().where('id', 'in', part).orderBy('at').execute();
    for (const { actor: by, detail, ...row } of rows) {
      found.push({ ...row, by, ...(cipher.open(detail, ['training_session', 'detail', row.id]) as SessionDetail) });
    }
  }
  return found;
}

export async function findTrainingEvents({ db, cipher }: Session, query: RecordQuery) {
  let rows = db.selectFrom('training_event').selectAll();
  if (query.course !== undefined) rows = rows.where('course', '=', query.course);
  if (query.person !== undefined) rows = rows.where('person', '=', query.person);
  if (query.since !== undefined) rows = rows.where('at', '>=', query.since);
  if (query.until !== undefined) rows = rows.where('at', '<', query.until);
  return (await rows.orderBy('at').orderBy('id').execute()).map(
    ({ id: key, actor: by, person, detail: sealed, ...row }): TrainingEvent => ({
      ...row,
      key,
      by,
      ...(person !== null && { person }),
      ...(sealed !== null && { detail: cipher.open(sealed, ['training_event', 'detail', key]) as string }),
    }),
  );
}

/** The newest assignment of each course of these people. There are a few a person and year; SQL need not choose. */
export async function newestAssignments({ db }: Session, people: readonly string[]): Promise<readonly Assignment[]> {
  const newest = new Map<string, Assignment>();
  for (const part of chunks(people)) {
    const rows = await db.selectFrom('assignment').selectAll().where('person', 'in', part).orderBy('since').execute();
    for (const row of rows) newest.set(`${row.person} ${row.course}`, present(row));
  }
  return [...newest.values()].sort((a, b) => (a.course < b.course ? -1 : 1));
}

/** What has to be done about reports. */
import type { Task, TaskQuery } from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import { open, openTask } from './reports.ts';
import type { Session } from './schema.ts';

type Body = Pick<Task, 'title' | 'note'>;

/** Adds tasks, or replaces those with the same id. The commit of their report keeps two writers apart. */
export async function saveTasks({ db, cipher }: Session, tasks: readonly Task[]): Promise<void> {
  const rows = tasks.map(({ title, note, owner = null, ...columns }) => {
    const body: Body = { title, ...(note === undefined ? {} : { note }) };
    return { ...plain({ ...columns, owner }), body: cipher.seal(body, taskPlace(columns)) };
  });
  for (const part of chunks(rows)) {
    await db
      .insertInto('task')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['report', 'id']).doUpdateSet(({ ref }) => ({
          owner: ref('excluded.owner'),
          due: ref('excluded.due'),
          state: ref('excluded.state'),
          body: ref('excluded.body'),
        })),
      )
      .execute();
  }
}

function taskPlace({ report, id }: Pick<Task, 'report' | 'id'>) {
  return ['task', 'body', `${report}#${id}`] as const;
}

/** The tasks that meet all conditions given, those that are due first at the head. */
export async function findTasks({ db, cipher }: Session, query: TaskQuery): Promise<readonly Task[]> {
  const { report, id, contracts, owner, due, after, limit = Number.MAX_SAFE_INTEGER, offset = 0 } = query;
  if (contracts?.length === 0) return [];
  let tasks = db.selectFrom('task');
  if (report !== undefined) tasks = tasks.where('task.report', '=', report);
  if (id !== undefined) tasks = tasks.where('task.id', '=', id);
  if (owner !== undefined) tasks = tasks.where('task.owner', '=', owner);
  if (due !== undefined) tasks = tasks.where('task.due', '<=', due);
  if (after !== undefined) tasks = tasks.where('task.due', '>', after);
  if (query.settled) tasks = tasks.where('task.state', '!=', openTask);
  if (query.open) tasks = tasks.where('task.state', '=', openTask);
  if (query.open || contracts) {
    tasks = tasks.where(({ exists, selectFrom }) => {
      let of = selectFrom('report').select('report.number').whereRef('report.number', '=', 'task.report');
      if (query.open) of = of.where('report.open', '=', open);
      if (contracts) of = of.where('report.contract', 'in', contracts);
      return exists(of);
    });
  }
  const rows = await tasks
    .select(['report', 'id', 'area', 'source', 'owner', 'due', 'state', 'body'])
    .orderBy('task.due')
    .orderBy('task.report')
    .orderBy('task.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ body, ...columns }) => ({
    ...present(columns),
    ...(cipher.open(body, taskPlace(columns)) as Body),
  }));
}

/** The queue: jobs that wait, are leased, are done or dead (DESIGN §4). */
import { sql } from 'kysely';
import { TokkiError, tokkiError } from '../errors.ts';
import { chunks, plain } from './fields.ts';
import type { Session } from './schema.ts';
import type { Failure, Job, JobCount, NewJob, SendState, Work } from './store.ts';
import { takeTurns } from './turns.ts';

/** As a literal, not as a bound value: only then do both databases use the index on open jobs alone. */
const open = sql.lit('open' as const);

/** Adds the jobs whose key was never seen. Returns how many these were. */
export async function addJobs({ db, cipher }: Session, jobs: readonly NewJob[]): Promise<number> {
  const rows = jobs.map(({ key, group, address, due, urgent, work }) => ({
    ...plain({ key, grp: group, address, due, urgent: urgent ? 1 : 0 }),
    kind: work.kind,
    post: work.kind === 'send' ? (work.post?.key ?? null) : null,
    payload: cipher.seal(work, ['job', 'payload', key]),
  }));
  let added = 0;
  for (const part of chunks(rows)) {
    const fresh = await db
      .insertInto('job')
      .values(part)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('id')
      .execute();
    await readyHeads(db, fresh);
    added += fresh.length;
  }
  return added;
}

/** Of these new jobs, those that are the oldest open ones of their group can be claimed when they are due. */
async function readyHeads(db: Session['db'], jobs: readonly { readonly id: number }[]): Promise<void> {
  if (jobs.length === 0) return;
  await db
    .updateTable('job')
    .set(({ ref }) => ({ ready: ref('due') }))
    .where(
      'id',
      'in',
      jobs.map(({ id }) => id),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('job as older')
            .select('older.id')
            .where('older.state', '=', open)
            .whereRef('older.grp', '=', 'job.grp')
            .whereRef('older.id', '<', 'job.id'),
        ),
      ),
    )
    .execute();
}

/** Lets the oldest open job of a group be claimed, after the one before it is done or dead. */
export async function readyNext({ db }: Session, group: string): Promise<void> {
  await db
    .updateTable('job')
    .set(({ ref }) => ({ ready: ref('due') }))
    .where('ready', 'is', null)
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('job as next')
        .select(({ fn }) => fn.min('next.id').as('id'))
        .where('next.state', '=', open)
        .where('next.grp', '=', group),
    )
    .execute();
}

/** The jobs that can be claimed now or later, in that order: at most one of each group. */
export function readyJobs({ db }: Session, urgent: 0 | 1) {
  return db
    .selectFrom('job')
    .where('urgent', '=', urgent)
    .where('ready', 'is not', null)
    .orderBy('ready')
    .orderBy('id');
}

/** Leases ready jobs, urgent ones first. A job that cannot be opened is dead: it must not hold up the rest. */
export async function claimJobs(session: Session, now: number, lease: number, limit: number): Promise<readonly Job[]> {
  const urgent = await leaseJobs(session, 1, now, lease, limit);
  const others = await leaseJobs(session, 0, now, lease, limit - urgent.length);
  const jobs = [...urgent, ...others].map((row) => ({ row, work: openWork(session, row) }));
  for (const { row, work } of jobs) if (!work) await failJob(session, { ...row, now, reason: 'sealed' });
  return jobs.flatMap(({ row, work }) => (work ? jobOf(row, work) : []));
}

type JobRow = Awaited<ReturnType<typeof leaseJobs>>[number];

async function leaseJobs(session: Session, urgent: 0 | 1, now: number, lease: number, limit: number) {
  if (limit <= 0) return [];
  const ready = readyJobs(session, urgent).select('id').where('ready', '<=', now).limit(limit);
  const rows = await session.db
    // A subquery in the condition could run more than once and lease more than `limit`.
    .with('picked', () => (session.dialect === 'postgres' ? ready.forUpdate().skipLocked() : ready))
    .updateTable('job')
    .set(({ eb }) => ({ ready: now + lease, attempt: eb('attempt', '+', 1) }))
    .where('id', 'in', ({ selectFrom }) => selectFrom('picked').select('id'))
    .returning(['id', 'key', 'grp', 'address', 'due', 'urgent', 'attempt', 'payload'])
    .execute();
  return rows.sort((a, b) => a.due - b.due || a.id - b.id);
}

function openWork({ cipher }: Session, { key, payload }: JobRow): Work | undefined {
  try {
    return cipher.open(payload, ['job', 'payload', key]) as Work;
  } catch (error) {
    if (tokkiError(error)?.code === 'sealed') return undefined;
    throw error;
  }
}

function jobOf({ id, key, grp, address, due, urgent, attempt }: JobRow, work: Work): Job {
  return { id, key, group: grp, address, due, urgent: urgent === 1, attempt, work };
}

/** The group of a job, for `takeTurns`; none where there is no such job. */
export async function groupsOf({ db }: Session, id: number): Promise<readonly string[]> {
  const rows = await db.selectFrom('job').select('grp').where('id', '=', id).execute();
  return rows.map(({ grp }) => grp);
}

/** @throws TokkiError `fenced` where the job is no longer held under this attempt */
export async function finishJob({ db }: Session, { id, attempt }: Pick<Job, 'id' | 'attempt'>): Promise<void> {
  const row = await db
    .updateTable('job')
    .set({ state: 'done', ready: null })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', open)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new TokkiError('fenced', `job ${id} is not held under attempt ${attempt}`);
}

/** Lets jobs that were tried before be claimed now, whether they are leased or wait for another try. */
export async function recoverJobs({ db }: Session, now: number): Promise<void> {
  await db
    .updateTable('job')
    .set({ ready: now })
    .where('state', '=', open)
    .where('attempt', '>', 0)
    .where('ready', '>', now)
    .execute();
}

export async function failJob(session: Session, { id, attempt, retry, reason }: Failure): Promise<void> {
  await takeTurns(session, await groupsOf(session, id));
  const row = await session.db
    .updateTable('job')
    .set({ ...plain({ reason, ready: retry ?? null }), ...(retry === undefined ? { state: 'dead' } : {}) })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', open)
    .returning(['grp', 'state'])
    .executeTakeFirst();
  if (row?.state === 'dead') await readyNext(session, row.grp);
}

export async function nextDue(session: Session): Promise<number | undefined> {
  const urgent = await readyJobs(session, 1).select('ready').limit(1).executeTakeFirst();
  const other = await readyJobs(session, 0).select('ready').limit(1).executeTakeFirst();
  const times = [urgent?.ready, other?.ready].filter((time) => typeof time === 'number');
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** A Post has one send job for each address of the person. */
export async function statesOf({ db }: Session, post: string): Promise<readonly SendState[]> {
  return db.selectFrom('job').select(['address', 'state']).where('post', '=', post).execute();
}

export async function counts({ db }: Session): Promise<readonly JobCount[]> {
  const rows = await db
    .selectFrom('job')
    .select(({ fn }) => ['state', 'kind', fn.countAll<number>().as('count'), fn.min('due').as('oldest')])
    .groupBy(['state', 'kind'])
    .orderBy('state')
    .orderBy('kind')
    .execute();
  return rows.map((row) => ({ ...row }));
}

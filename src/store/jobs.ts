/** The queue: jobs that wait, are leased, are done or dead (DESIGN §4). */
import { type ExpressionBuilder, sql } from 'kysely';
import { TokkiError, tokkiError } from '../errors.ts';
import { chunks, plain } from './fields.ts';
import type { Session, Tables } from './schema.ts';
import type { DeadJob, Failure, Held, Job, JobCount, Lane, NewJob, SendState, Work } from './store.ts';
import { takeTurns } from './turns.ts';

/** As a literal, not as a bound value: only then do both databases use the index on open jobs alone. */
const open = sql.lit('open' as const);

/** Adds the jobs whose key was never seen. Returns the keys of these. */
export async function addJobs(session: Session, jobs: readonly NewJob[]): Promise<Set<string>> {
  const added = new Set<string>();
  for (const part of chunks(jobs)) {
    const fresh = await session.db
      .insertInto('job')
      .values(rowsOf(session, part))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['id', 'key'])
      .execute();
    // Where the first job of a group was known already, it is the next one whose turn it may be.
    if (fresh.length < part.length) await readyHeads(session.db, fresh);
    for (const { key } of fresh) added.add(key);
  }
  return added;
}

function rowsOf({ cipher }: Session, jobs: readonly NewJob[]) {
  const seen = new Set<string>();
  return jobs.map(({ key, group, address, due, urgent, work }) => {
    const isFirst = !seen.has(group);
    seen.add(group);
    return {
      ...plain({ key, grp: group, address, due, urgent: urgent ? 1 : 0 }),
      ready: dueIfHead(group, due, isFirst),
      kind: work.kind,
      post: work.kind === 'send' ? (work.post?.key ?? null) : null,
      payload: cipher.seal(work, ['job', 'payload', key]),
    };
  });
}

/**
 * When a new job can be claimed: when it is due, or not yet, where its group has an open one. All in values: the same
 * statement serves the same number of jobs.
 */
function dueIfHead(group: string, due: number, isFirst: boolean) {
  return sql<number | null>`case when cast(${isFirst ? 1 : 0} as integer) = 0
    or exists (select 1 from job as older where older.state = ${open} and older.grp = ${group})
    then null else cast(${due} as bigint) end`;
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

/**
 * Lets the oldest open job of each group be claimed, after the one before it is done or dead. It goes to the end of the
 * line: a conversation with a thousand jobs gets its turn as often as one with a single job.
 */
export async function readyNext({ db, dialect }: Session, groups: readonly string[], now: number): Promise<void> {
  if (groups.length === 0) return;
  const later = dialect === 'sqlite' ? sql<number>`max(due, ${now})` : sql<number>`greatest(due, ${now}::bigint)`;
  await db
    .updateTable('job')
    .set({ ready: later })
    .where('ready', 'is', null)
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('job as next')
        .select(({ fn }) => fn.min('next.id').as('id'))
        .where('next.state', '=', open)
        .where('next.grp', 'in', groups)
        .groupBy('next.grp'),
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

/** Leases ready jobs, urgent ones first, in one statement; `sealed` are those that cannot be opened. */
export async function claimJobs(
  session: Session,
  now: number,
  lease: number,
  limit: number,
  full: readonly Lane[] = [],
): Promise<{ jobs: readonly Job[]; sealed: readonly Held[] }> {
  const rows = limit > 0 ? await leaseJobs(session, now, lease, limit, full) : [];
  const taken = rows.map((row) => ({ row, work: openWork(session, row) }));
  return {
    jobs: taken.flatMap(({ row, work }) => (work ? jobOf(row, work) : [])),
    sealed: taken.flatMap(({ row, work }) => (work ? [] : [row])),
  };
}

type JobRow = Awaited<ReturnType<typeof leaseJobs>>[number];

async function leaseJobs(session: Session, now: number, lease: number, limit: number, full: readonly Lane[]) {
  const { db, dialect } = session;
  const due = (urgent: 0 | 1) => {
    let ready = readyJobs(session, urgent).select(['id', 'urgent', 'ready']).where('ready', '<=', now).limit(limit);
    for (const lane of full) if (lane.urgent === (urgent === 1)) ready = ready.where((eb) => outside(eb, lane));
    return dialect === 'postgres' ? ready.forUpdate().skipLocked() : ready;
  };
  const both = db
    .selectFrom(due(1).as('overtaking'))
    .selectAll()
    .unionAll(db.selectFrom(due(0).as('others')).selectAll())
    .as('both');
  const rows = await db
    // A subquery in the condition could run more than once and lease more than `limit`.
    .with('picked', () =>
      db.selectFrom(both).select('id').orderBy('urgent', 'desc').orderBy('ready').orderBy('id').limit(limit),
    )
    .updateTable('job')
    .set(({ eb }) => ({ ready: now + lease, attempt: eb('attempt', '+', 1) }))
    .where('id', 'in', ({ selectFrom }) => selectFrom('picked').select('id'))
    .returning(['id', 'key', 'grp', 'address', 'due', 'urgent', 'attempt', 'payload'])
    .execute();
  return rows.sort((a, b) => b.urgent - a.urgent || a.due - b.due || a.id - b.id);
}

function outside(eb: ExpressionBuilder<Tables, 'job'>, { kind, platform }: Lane) {
  const prefix = `${platform}:`;
  const start = sql<string>`substr(address, 1, ${sql.lit(prefix.length)})`;
  return eb.or([eb('kind', '<>', kind), eb(start, '<>', prefix)]);
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

/** The groups of jobs, for `takeTurns`; none for a job that is not there. */
export async function groupsOf({ db }: Session, ids: readonly number[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('job').select('grp').where('id', 'in', ids).execute();
  return rows.map(({ grp }) => grp);
}

/** @throws TokkiError `fenced` where one of the jobs is no longer held under its attempt; the transaction has to end then */
export async function finishJobs({ db }: Session, jobs: readonly Held[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = await db
    .updateTable('job')
    .set({ state: 'done', ready: null })
    .where(
      'id',
      'in',
      jobs.map(({ id }) => id),
    )
    .where('state', '=', open)
    .returning(['id', 'attempt'])
    .execute();
  const lost = jobs.find(({ id, attempt }) => !rows.some((row) => row.id === id && row.attempt === attempt));
  if (lost) throw new TokkiError('fenced', `job ${lost.id} is not held under attempt ${lost.attempt}`);
  if (rows.length < jobs.length) throw new TokkiError('fenced', 'a job is done once');
}

/** In the order of their ids, passing over jobs that are being finished just now: nobody waits for anybody. */
export async function holdJobs({ db, dialect }: Session, jobs: readonly Held[], until: number): Promise<void> {
  for (const part of chunks(jobs)) {
    const held = db
      .selectFrom('job')
      .select('id')
      .where('state', '=', open)
      .where((eb) => eb.or(part.map(({ id, attempt }) => eb.and([eb('id', '=', id), eb('attempt', '=', attempt)]))))
      .orderBy('id');
    await db
      .with('held', () => (dialect === 'postgres' ? held.forUpdate().skipLocked() : held))
      .updateTable('job')
      .set({ ready: until })
      .where('id', 'in', ({ selectFrom }) => selectFrom('held').select('id'))
      .execute();
  }
}

/** Counts no further than `most`: what it costs does not grow with the queue. */
export async function waitingJobs({ db }: Session, kind: Work['kind'], most: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      db.selectFrom('job').select('id').where('state', '=', open).where('kind', '=', kind).limit(most).as('waiting'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
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

export async function failJob(session: Session, { id, attempt, now, retry, reason }: Failure): Promise<void> {
  await takeTurns(session, await groupsOf(session, [id]));
  const row = await session.db
    .updateTable('job')
    .set({ ...plain({ reason, ready: retry ?? null }), ...(retry === undefined ? { state: 'dead' } : {}) })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', open)
    .returning(['grp', 'state'])
    .executeTakeFirst();
  if (row?.state === 'dead') await readyNext(session, [row.grp], now);
}

export async function nextDue(session: Session): Promise<number | undefined> {
  const row = await session.db
    .selectNoFrom([
      readyJobs(session, 1).select('ready').limit(1).as('urgent'),
      readyJobs(session, 0).select('ready').limit(1).as('other'),
    ])
    .executeTakeFirstOrThrow();
  const times = [row.urgent, row.other].filter((time) => time !== null);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** A Post has one send job for each address of the person. */
export async function statesOf({ db }: Session, post: string): Promise<readonly SendState[]> {
  return db.selectFrom('job').select(['address', 'state']).where('post', '=', post).execute();
}

/** Done jobs are many: counting them takes its time, and is left out unless they are asked for. */
export async function counts({ db }: Session, states: readonly JobCount['state'][]): Promise<readonly JobCount[]> {
  const rows = await db
    .selectFrom('job')
    .where('state', 'in', states)
    .select(({ fn }) => ['state', 'kind', fn.countAll<number>().as('count'), fn.min('due').as('oldest')])
    .groupBy(['state', 'kind'])
    .orderBy('state')
    .orderBy('kind')
    .execute();
  return rows.map((row) => ({ ...row }));
}

export async function deadJobs({ db }: Session, limit: number): Promise<readonly DeadJob[]> {
  const rows = await db
    .selectFrom('job')
    .select(['id', 'kind', 'address', 'due', 'reason'])
    .where('state', '=', 'dead')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ reason, ...row }) => ({ ...row, reason: reason ?? 'unknown' }));
}

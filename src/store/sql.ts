/** The Store over Kysely: one code path for both databases. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import { createInTurn } from '../in-turn.ts';
import type { Address, Person } from '../types.ts';
import { commitAll } from './commit.ts';
import { findContact, findContactByMail, findContacts } from './contacts.ts';
import { type ConversationRow, conversationOf, findRows } from './conversations.ts';
import type { Cipher } from './crypt.ts';
import { history } from './history.ts';
import { claimJobs, counts, deadJobs, failJob, holdJobs, nextDue, recoverJobs, statesOf, waitingJobs } from './jobs.ts';
import { createKeeping } from './keep.ts';
import { verifyLog } from './log.ts';
import type { Aim } from './migrations.ts';
import { findEach, findNames, findPeople, findPersonByMail, findPersons, findZones } from './people.ts';
import { proveKeys } from './proof.ts';
import { findQuestions } from './questions.ts';
import { findEvents, findReport, findReports, nextNumber } from './reports.ts';
import type { Dialect, Session, Tables } from './schema.ts';
import type { Store } from './store.ts';
import { findTasks } from './tasks.ts';
import { createTogether } from './together.ts';
import { findTrainees } from './trainees.ts';
import { findAssignments, findSessions, findTrainingEvents, findTrainings } from './training.ts';
import { lockedOn } from './turns.ts';

/** What a driver brings: the database, how it is brought to the schema of this code, and what its errors mean. */
export interface Engine {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Takes as long as it takes. @throws TokkiError `newer`, `unfinished`, or an error of the driver */
  readonly migrate: (aim?: Aim) => Promise<void>;
  /** The driver's own errors as TokkiErrors; any other error as it is. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * Migrates the database and opens the Store; closes the database again where that fails.
 * @throws TokkiError `storage`, `database`, `newer`, `key`
 */
export async function openStore({ db, dialect, migrate, explain }: Engine, cipher: Cipher): Promise<Store> {
  const session: Session = { db, dialect, cipher };
  const fail = (error: unknown): never => {
    throw explain(error);
  };
  try {
    await migrate();
    await proveKeys(session);
  } catch (error) {
    await db.destroy();
    fail(error);
  }

  /** Each reading and writing gets its own session: inside a transaction nothing can reach past it. */
  function read<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    return work(session).catch(fail);
  }
  function write<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    return db
      .transaction()
      .execute((transaction) => work({ ...session, db: transaction }))
      .catch(fail);
  }

  const personOf = createTogether<string, Person | undefined>((take) => read((session) => findEach(session, take())));
  const rowOf = createTogether<Address, ConversationRow | undefined>((take) =>
    read((session) => findRows(session, take())),
  );

  return {
    commit: createTogether((take, hurries) => write((session) => commitAll(session, take(), hurries))),
    inTurn: createInTurn(dialect === 'postgres' ? lockedOn(db) : undefined),
    async claim(now, lease, limit, full) {
      // One statement needs no transaction on PostgreSQL; on SQLite each writer waits for its turn.
      const run = dialect === 'postgres' ? read : write;
      const { jobs, sealed } = await run((session) => claimJobs(session, now, lease, limit, full));
      // A job that cannot be opened must not hold up the rest.
      for (const job of sealed) await write((session) => failJob(session, { ...job, now, reason: 'sealed' }));
      return jobs;
    },
    hold: (jobs, until) => write((session) => holdJobs(session, jobs, until)),
    recover: (now) => write((session) => recoverJobs(session, now)),
    fail: (failure) => write((session) => failJob(session, failure)),
    nextDue: () => read((session) => nextDue(session)),
    conversation: async (address) => conversationOf(cipher, await rowOf(address)),
    history: (address, limit, after) => read((session) => history(session, address, limit, after)),
    nextNumber: (now) => read((session) => nextNumber(session, now)),
    report: (number) => read((session) => findReport(session, number)),
    events: (number) => read((session) => findEvents(session, number)),
    reports: (query) => read((session) => findReports(session, query)),
    tasks: (query) => read((session) => findTasks(session, query)),
    people: () => read((session) => findPeople(session)),
    persons: (ids) => read((session) => findPersons(session, ids)),
    names: (ids) => read((session) => findNames(session, ids)),
    zones: () => read((session) => findZones(session)),
    trainees: (query) => read((session) => findTrainees(session, query)),
    assignments: (query) => read((session) => findAssignments(session, query)),
    trainings: (query) => read((session) => findTrainings(session, query)),
    sessions: (ids) => read((session) => findSessions(session, ids)),
    trainingEvents: (query) => read((session) => findTrainingEvents(session, query)),
    questions: (query) => read((session) => findQuestions(session, query)),
    person: personOf,
    personByMail: (mail) => read((session) => findPersonByMail(session, mail)),
    contact: (address) => read((session) => findContact(session, address)),
    contactByMail: (platform, mail) => read((session) => findContactByMail(session, platform, mail)),
    contacts: () => read((session) => findContacts(session)),
    statesOf: (post) => read((session) => statesOf(session, post)),
    counts: (states = ['open', 'done', 'dead']) => read((session) => counts(session, states)),
    waiting: (kind, most) => read((session) => waitingJobs(session, kind, most)),
    dead: (limit) => read((session) => deadJobs(session, limit)),
    clock: () => read(clock),
    verifyLog: () => read((session) => verifyLog(session)),
    keep: createKeeping({ session, read, write }),
    async check() {
      const id = randomUUID();
      await write((session) => session.db.insertInto('probe').values({ id }).execute());
      const found = await read(({ db }) => db.selectFrom('probe').select('id').where('id', '=', id).execute());
      await write((session) => session.db.deleteFrom('probe').where('id', '=', id).execute());
      const code = dialect === 'sqlite' ? 'storage' : 'database';
      if (found.length !== 1) throw new TokkiError(code, 'a line that was written could not be read');
    },
    close: () => db.destroy(),
  };
}

async function clock({ db, dialect }: Session): Promise<number> {
  const now = dialect === 'sqlite' ? sql`unixepoch('subsec')` : sql`extract(epoch from clock_timestamp())::float8`;
  const { rows } = await sql<{ seconds: number }>`select ${now} as seconds`.execute(db);
  return Math.round((rows[0]?.seconds ?? 0) * 1_000);
}

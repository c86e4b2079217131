/** The Store over Kysely: one code path for both databases. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { TokkiError } from '../errors.ts';
import { findContact, findContactByMail, findContacts, saveContacts } from './contacts.ts';
import { findConversation, saveConversation } from './conversations.ts';
import type { Cipher } from './crypt.ts';
import { history } from './history.ts';
import {
  addJobs,
  claimJobs,
  counts,
  failJob,
  finishJob,
  groupsOf,
  nextDue,
  readyNext,
  recoverJobs,
  statesOf,
} from './jobs.ts';
import { createKeeping } from './keep.ts';
import { appendAccess, verifyLog } from './log.ts';
import { migrate } from './migrations.ts';
import { findPeople, findPerson, findPersonByMail, removePeople, savePeople } from './people.ts';
import { proveKeys } from './proof.ts';
import { addQuestionEvents, findQuestions, saveQuestion } from './questions.ts';
import { addEvents, findEvents, findReport, findReports, insertReport, nextNumber, saveReport } from './reports.ts';
import type { Dialect, Session, Tables } from './schema.ts';
import type { Commit, Store } from './store.ts';
import { findTasks, saveTasks } from './tasks.ts';
import { expire } from './terms.ts';
import { takeTurns } from './turns.ts';

/** What a driver brings: the database, and what its errors mean. */
export interface Engine {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** The driver's own errors as TokkiErrors; any other error as it is. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * Migrates the database and opens the Store; closes the database again where that fails.
 * @throws TokkiError `storage`, `database`, `newer`, `key`
 */
export async function openStore({ db, dialect, explain }: Engine, cipher: Cipher): Promise<Store> {
  const session: Session = { db, dialect, cipher };
  const fail = (error: unknown): never => {
    throw explain(error);
  };
  try {
    await migrate(db, dialect);
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

  return {
    commit: (commit) => write((session) => commitAll(session, commit)),
    claim: (now, lease, limit) => write((session) => claimJobs(session, now, lease, limit)),
    recover: (now) => write((session) => recoverJobs(session, now)),
    fail: (failure) => write((session) => failJob(session, failure)),
    nextDue: () => read((session) => nextDue(session)),
    conversation: (address) => read((session) => findConversation(session, address)),
    history: (address, limit, after) => read((session) => history(session, address, limit, after)),
    nextNumber: (now) => read((session) => nextNumber(session, now)),
    report: (number) => read((session) => findReport(session, number)),
    events: (number) => read((session) => findEvents(session, number)),
    reports: (query) => read((session) => findReports(session, query)),
    tasks: (query) => read((session) => findTasks(session, query)),
    people: () => read((session) => findPeople(session)),
    questions: (query) => read((session) => findQuestions(session, query)),
    person: (id) => read((session) => findPerson(session, id)),
    personByMail: (mail) => read((session) => findPersonByMail(session, mail)),
    contact: (address) => read((session) => findContact(session, address)),
    contactByMail: (platform, mail) => read((session) => findContactByMail(session, platform, mail)),
    contacts: () => read((session) => findContacts(session)),
    statesOf: (post) => read((session) => statesOf(session, post)),
    counts: () => read((session) => counts(session)),
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

/** The access log comes last: from there on other commits that log wait for this one. */
async function commitAll(session: Session, commit: Commit): Promise<{ added: number }> {
  const { now, done, jobs = [], conversation, report, events = [], question, people = [], access = [] } = commit;
  const { questionEvents = [] } = commit;
  const finishing = done ? await groupsOf(session, done.id) : [];
  const names = [...jobs.flatMap(({ group, address }) => [group, address]), ...events.map((event) => event.report)];
  const asked = questionEvents.map((event) => event.question);
  await takeTurns(session, [...finishing, ...names, ...asked]);
  if (done) await finishJob(session, done);
  for (const group of finishing) await readyNext(session, group);
  if (conversation) await saveConversation(session, conversation, now);
  for (const one of commit.imported ?? []) await insertReport(session, one);
  if (report) await saveReport(session, report);
  await saveTasks(session, commit.tasks ?? []);
  await addEvents(session, events);
  if (question) await saveQuestion(session, question);
  await addQuestionEvents(session, questionEvents);
  await savePeople(session, people, now);
  await removePeople(session, commit.leavers ?? []);
  await saveContacts(session, commit.contacts ?? []);
  if (commit.expire) await expire(session, commit.expire, now);
  const added = await addJobs(session, jobs);
  await appendAccess(session, access);
  return { added };
}

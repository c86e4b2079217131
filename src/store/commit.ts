/** What a Commit writes, and in which order. */
import type { Access } from '../types.ts';
import { saveContacts } from './contacts.ts';
import { saveConversations } from './conversations.ts';
import { addJobs, finishJobs, groupsOf, readyNext } from './jobs.ts';
import type { Removed } from './keeping.ts';
import { appendAccess } from './log.ts';
import { removePeople, savePeople } from './people.ts';
import { addQuestionEvents, saveQuestions } from './questions.ts';
import { addEvents, insertReport, saveReport } from './reports.ts';
import type { Session } from './schema.ts';
import type { Commit, Committed } from './store.ts';
import { saveTasks } from './tasks.ts';
import { expire } from './terms.ts';
import { saveAssignments, saveReminders, saveSessions, saveTrainingEvents, saveTrainings } from './training.ts';
import { takeTurns, waitBriefly } from './turns.ts';

/**
 * Writes all of the Commits, in a transaction: what they have in common by one statement for all of them. The access log
 * comes last, with what is moved out of it: from there on other transactions that log wait for this one.
 * @param hurries waits a second for a lock, not longer: `conflict` then
 */
export async function commitAll(
  session: Session,
  commits: readonly Commit[],
  hurries: boolean,
): Promise<readonly Committed[]> {
  if (hurries) await waitBriefly(session);
  const now = Math.max(...commits.map((commit) => commit.now));
  const done = commits.flatMap((commit) => commit.done ?? []);
  const unknown = done.filter(({ group }) => group === undefined).map(({ id }) => id);
  const finishing = [...done.flatMap(({ group }) => group ?? []), ...(await groupsOf(session, unknown))];
  await takeTurns(session, [...finishing, ...commits.flatMap(turnsOf)]);
  await finishJobs(session, done);
  await readyNext(session, finishing, now);
  await saveConversations(session, commits);
  await saveQuestions(
    session,
    commits.flatMap(({ question }) => question ?? []),
  );
  for (const commit of commits) await saveRecords(session, commit);
  const added = await addJobs(
    session,
    commits.flatMap(({ jobs = [] }) => jobs),
  );
  const erased: Access[] = [];
  for (const commit of commits) erased.push(...(await expired(session, commit)));
  await appendAccess(session, [...commits.flatMap(({ access = [] }) => access), ...erased]);
  // A key that comes twice was new once.
  return commits.map(({ jobs = [] }) => ({ added: jobs.filter(({ key }) => added.delete(key)).length }));
}

/** What it must not meet another transaction at. */
function turnsOf(commit: Commit): readonly string[] {
  const {
    jobs = [],
    events = [],
    questionEvents = [],
    contacts = [],
    assignments = [],
    reminders = [],
    report,
  } = commit;
  return [
    ...(report ? [report.number] : []),
    ...contacts.map(({ address }) => address),
    ...[...assignments, ...reminders].map(({ person }) => person),
    ...jobs.flatMap(({ group, address }) => [group, address]),
    ...events.map(({ report }) => report),
    ...questionEvents.map(({ question }) => question),
  ];
}

/** What is rare. */
async function saveRecords(session: Session, commit: Commit): Promise<void> {
  const { now, report, events = [], questionEvents = [], people = [] } = commit;
  for (const one of commit.imported ?? []) await insertReport(session, one);
  if (report) await saveReport(session, report);
  await saveTasks(session, commit.tasks ?? []);
  await addEvents(session, events);
  await addQuestionEvents(session, questionEvents);
  await savePeople(session, people, now);
  await removePeople(session, commit.leavers ?? [], now);
  await saveAssignments(session, commit.assignments ?? []);
  await saveSessions(session, commit.sessions ?? []);
  await saveTrainings(session, commit.trainings ?? []);
  await saveTrainingEvents(session, commit.trainingEvents ?? []);
  await saveReminders(session, commit.reminders ?? []);
  await saveContacts(session, commit.contacts ?? []);
}

/** What runs out is erased by the desk itself; the log says how much (6.8.4). The log's own lines only move. */
async function expired(session: Session, { expire: terms, now: at }: Commit): Promise<readonly Access[]> {
  const removed: Removed = terms ? await expire(session, terms, at) : {};
  const kinds = Object.entries(removed).filter(([kind, count]) => kind !== 'log' && count > 0);
  return kinds.map(([kind, count]) => ({ at, by: 'tokki', act: 'erase', subject: `expired:${kind}:${count}` }));
}

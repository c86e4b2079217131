/** The end of a contract (7.2–7.4): what it has left behind, and erasing it. */
import { type SelectQueryBuilder, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Conversation, Report } from '../types.ts';
import { findConversation, saveConversations } from './conversations.ts';
import { chunks } from './fields.ts';
import { readyNext } from './jobs.ts';
import type { Ending, Removed } from './keeping.ts';
import { findPeople } from './people.ts';
import { removeQuestions, removeReports } from './removing.ts';
import type { Session, Tables } from './schema.ts';
import { unlocked } from './sealed.ts';
import { takeAllTurns } from './turns.ts';

interface Reach {
  readonly reports: readonly Pick<Report, 'number' | 'version'>[];
  /** People who work for this contract and no other. */
  readonly only: readonly string[];
  /** People who certainly have nothing to do with it: they work for other contracts only. */
  readonly spared: readonly string[];
}

/** Reports whose contract is not known count where their reporter works for no other. */
async function reachOf(session: Session, contract: string): Promise<Reach> {
  const people = await findPeople(session);
  const only = people
    .filter(({ contracts }) => contracts.length === 1 && contracts[0] === contract)
    .map(({ id }) => id);
  const spared = people
    .filter(({ role, contracts }) => role !== 'admin' && contracts.length > 0 && !contracts.includes(contract))
    .map(({ id }) => id);
  const rows = await session.db.selectFrom('report').select(['number', 'version', 'contract', 'reporter']).execute();
  const reports = rows.filter(
    (row) => row.contract === contract || (row.contract === '' && only.includes(row.reporter)),
  );
  return { reports: reports.map(({ number, version }) => ({ number, version })), only, spared };
}

function questions({ db }: Session, { spared }: Reach) {
  const all = db.selectFrom('question').select('key');
  return spared.length > 0 ? all.where('person', 'not in', spared) : all;
}

/** Where it is not known who speaks at an address, what was said there goes as well. */
function texts({ db }: Session, { spared }: Reach) {
  const all = db.selectFrom('job').select('id').where(sql<boolean>`payload <> '' and state <> 'open'`);
  if (spared.length === 0) return all;
  const theirs = db.selectFrom('conversation').select('address').where('person', 'in', spared);
  return all.where('address', 'not in', theirs);
}

function reached({ db }: Session, { spared }: Reach) {
  const all = db.selectFrom('conversation').select('address');
  if (spared.length === 0) return all;
  return all.where(({ eb, or }) => or([eb('person', 'is', null), eb('person', 'not in', spared)]));
}

/** Those in which something stands: what somebody has begun, or what was spoken of last. */
async function conversations(session: Session, reach: Reach): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  for (const { address } of await reached(session, reach).execute()) {
    const known = await findConversation(session, address);
    if (known && Object.keys(known).some((name) => !Object.hasOwn(emptied(known), name))) found.push(known);
  }
  return found;
}

function emptied({ address, lang, version, person }: Conversation): Conversation {
  return { address, lang, version: version + 1, ...(person && { person }) };
}

/**
 * What has still to be sent (a platform may be away for an hour) and tells of a report that goes, or goes to somebody who
 * works for this contract alone. Other people's messages go out as ever.
 */
async function unsent({ db, cipher }: Session, { reports, only }: Reach) {
  const jobs = await db
    .selectFrom('job')
    .leftJoin('conversation', 'conversation.address', 'job.address')
    .select(['job.id', 'job.grp', 'job.key', 'job.payload', 'conversation.person'])
    .where('job.state', '=', sql.lit('open' as const))
    .where('job.kind', '=', 'send')
    .execute();
  return jobs.filter(({ key, payload, person }) => {
    if (person !== null && only.includes(person)) return true;
    const said = JSON.stringify(cipher.open(payload, ['job', 'payload', key]));
    return reports.some(({ number }) => said.includes(number));
  });
}

/** They are done without being sent, and the next of their groups have their turn. */
async function dropUnsent(session: Session, reach: Reach, now: number): Promise<number> {
  const jobs = await unsent(session, reach);
  for (const part of chunks(jobs)) {
    const ids = part.map(({ id }) => id);
    await session.db
      .updateTable('job')
      .set({ state: 'done', ready: null, payload: '' })
      .where('id', 'in', ids)
      .execute();
  }
  for (const part of chunks([...new Set(jobs.map(({ grp }) => grp))])) await readyNext(session, part, now);
  return jobs.length;
}

async function countOf(query: SelectQueryBuilder<Tables, keyof Tables, object>): Promise<number> {
  return (await query.execute()).length;
}

export async function contractReports(session: Session, contract: string): Promise<readonly string[]> {
  return (await reachOf(session, contract)).reports.map(({ number }) => number);
}

export async function contractSizes(session: Session, contract: string): Promise<Removed> {
  const reach = await reachOf(session, contract);
  return {
    reports: reach.reports.length,
    questions: await countOf(questions(session, reach)),
    texts: (await countOf(texts(session, reach))) + (await unsent(session, reach)).length,
    conversations: (await conversations(session, reach)).length,
  };
}

/** What nobody was given must not go. @throws TokkiError `outdated` */
function demandGiven({ reports }: Reach, given: Ending['given']): void {
  const versions = new Map(given.map(({ number, version }) => [number, version]));
  const missing = reports.filter(({ number, version }) => versions.get(number) !== version);
  if (missing.length === 0) return;
  throw new TokkiError(
    'outdated',
    `${missing.length} reports were filed or changed after the copy for 甲 was made; nothing was erased`,
  );
}

/** Inside a transaction. The access log keeps that there was something, and that it was erased. */
export async function eraseContract(session: Session, { contract, given, now }: Ending): Promise<Removed> {
  const { db } = session;
  await takeAllTurns(session);
  const reach = await reachOf(session, contract);
  demandGiven(reach, given);
  const numbers = reach.reports.map(({ number }) => number);
  await unlocked(db, () => removeReports(session, numbers));
  const asked = await questions(session, reach).execute();
  await removeQuestions(
    session,
    asked.map(({ key }) => key),
  );
  const said = await db
    .updateTable('job')
    .set({ payload: '' })
    .where('id', 'in', texts(session, reach))
    .returning('id')
    .execute();
  const dropped = await dropUnsent(session, reach, now);
  // Who speaks just now waits: a conversation that went on meanwhile would undo the whole erasure.
  if (session.dialect === 'postgres') await reached(session, reach).forUpdate().execute();
  const places = await conversations(session, reach);
  for (const known of places) await saveConversations(session, [{ now, conversation: emptied(known) }]);
  return {
    reports: reach.reports.length,
    questions: asked.length,
    texts: said.length + dropped,
    conversations: places.length,
  };
}

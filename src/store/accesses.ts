/** Reading the access log (6.8.3.b): by time, kind and subject; counted; to the line. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { AccessQuery, LoggedAccess, LogHead, Tally } from '../types.ts';
import { chainPages, unpackPage } from './archive.ts';
import type { Session, Tables } from './schema.ts';

const hour = 3_600_000;
const jst = 9 * hour;
/** Who has been away for longer is taken for somebody new: the digest of each month has named such an account before. */
const archiveReach = 3 * 365 * 24 * hour;
const adminActs = ['admin', 'copy', 'erase'] as const;

export async function findAccesses({ db }: Session, query: AccessQuery): Promise<readonly LoggedAccess[]> {
  const { since, until, after, acts, subject, limit = 1_000 } = query;
  let lines = db.selectFrom('access_log').select(['id', 'at', 'actor', 'act', 'subject']);
  if (since !== undefined) lines = lines.where('at', '>=', since);
  if (until !== undefined) lines = lines.where('at', '<', until);
  if (after !== undefined) lines = lines.where('id', '>', after);
  if (acts) lines = lines.where('act', 'in', acts);
  if (acts?.every((act) => adminActs.some((one) => one === act))) lines = lines.where(isAdminAct);
  // Literally: neither the order of letters nor their case is the same in both databases.
  if (subject !== undefined) lines = lines.where(sql`substr(subject, 1, ${sql.lit(subject.length)})`, '=', subject);
  const rows = await lines.orderBy('id', 'desc').limit(limit).execute();
  return rows.reverse().map(({ actor, ...row }) => ({ ...row, by: actor }));
}

/** In the words of the index, so that both databases use it. */
function isAdminAct(eb: ExpressionBuilder<Tables, 'access_log'>) {
  return eb(
    'act',
    'in',
    adminActs.map((act) => sql.lit(act)),
  );
}

export async function tally(session: Session, since: number, until: number): Promise<readonly Tally[]> {
  const { db } = session;
  const date = sql<number>`(at + ${sql.lit(jst)}) / ${sql.lit(24 * hour)}`;
  const hourOfDay = sql<number>`((at + ${sql.lit(jst)}) / ${sql.lit(hour)}) % 24`;
  const rows = await db
    .selectFrom('access_log')
    .select(({ fn }) => ['actor', 'act', date.as('day'), hourOfDay.as('hour'), fn.countAll<number>().as('count')])
    .where('at', '>=', since)
    .where('at', '<', until)
    .groupBy(['actor', 'act', date, hourOfDay])
    .execute();
  return [...rows.map(({ actor, ...row }) => ({ ...row, by: actor })), ...(await archivedTally(session, since, until))];
}

/** A month that is archived, or half of it, is counted from there. */
async function archivedTally({ db }: Session, since: number, until: number): Promise<readonly Tally[]> {
  const pages = db.selectFrom('access_archive').select(['first', 'last', 'lines']).where('until', '>=', since);
  const counts = new Map<string, Tally>();
  for (let last = 0; ; ) {
    const page = await pages.where('last', '>', last).orderBy('last').limit(1).executeTakeFirst();
    if (!page) return [...counts.values()];
    const lines = await unpackPage(page.first, page.lines);
    for (const { at, by, act } of lines) {
      if (at < since || at >= until) continue;
      const hours = Math.floor((at + jst) / hour);
      const [date, hourOfDay] = [Math.floor(hours / 24), hours % 24];
      const key = JSON.stringify([by, act, hours]);
      counts.set(key, { by, act, day: date, hour: hourOfDay, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    if ((lines[0]?.at ?? since) >= until) return [...counts.values()];
    last = page.last;
  }
}

export async function lastSeen(
  { db }: Session,
  before: number,
  who?: readonly string[],
  old: readonly string[] = [],
): Promise<ReadonlyMap<string, number>> {
  if (who?.length === 0) return new Map();
  const all = db
    .selectFrom('access_log')
    .select(({ fn }) => ['actor', fn.max('at').as('at')])
    .where('at', '<', before)
    .groupBy('actor');
  const rows = await (who ? all.where('actor', 'in', who) : all).execute();
  const seen = new Map(rows.map(({ actor, at }) => [actor, at]));
  const missing = new Set(old.filter((id) => !seen.has(id)));
  return missing.size === 0 ? seen : new Map([...seen, ...(await lastArchived({ db }, before, missing))]);
}

/** Of those who are in no live line: an account that was silent for longer than lines are kept is the most silent one. */
async function lastArchived(
  { db }: Pick<Session, 'db'>,
  before: number,
  who: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  const archive = db.selectFrom('access_archive').select(['first', 'until', 'lines']).orderBy('last', 'desc').limit(1);
  for (let first = Number.MAX_SAFE_INTEGER; seen.size < who.size; ) {
    const page = await archive.where('first', '<', first).executeTakeFirst();
    if (!page || page.until < before - archiveReach) break;
    for (const { by, at } of (await unpackPage(page.first, page.lines)).toReversed())
      if (who.has(by) && !seen.has(by)) seen.set(by, at);
    first = page.first;
  }
  return seen;
}

export async function logHead(session: Session): Promise<LogHead> {
  const head = await session.db.selectFrom('access_head').selectAll().executeTakeFirstOrThrow();
  for await (const [line] of chainPages(session, 1)) if (line) return { ...head, since: line.at };
  return head;
}

export async function hashAt(session: Session, line: number): Promise<string | undefined> {
  for await (const lines of chainPages(session, line)) {
    const found = lines.find(({ id }) => id === line);
    if (found) return found.hash;
  }
  return undefined;
}

/** The lines of a time, archived ones too. */
export async function* logPages(session: Session, since: number, until: number) {
  for await (const lines of chainPages(session, Number.MAX_SAFE_INTEGER)) {
    const found = lines.filter(({ at }) => at >= since && at < until).map(({ hash: _, ...line }) => line);
    if (found.length > 0) yield found;
  }
}

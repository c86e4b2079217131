/** Incident reports (Art. 16) and their append-only timelines. */
import { sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Report, ReportEvent, ReportQuery } from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import type { Session } from './schema.ts';

type Body = Pick<Report, 'answers' | 'told' | 'link'>;

const jst = 9 * 3_600_000;

/** The year in Japan, a hyphen, and the serial number with at least four digits. */
export async function nextNumber({ db }: Session, now: number): Promise<string> {
  const year = new Date(now + jst).getUTCFullYear();
  const { last } = await db
    .selectFrom('report')
    .select(({ fn }) => fn.max('serial').as('last'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return `${year}-${String((last ?? 0) + 1).padStart(4, '0')}`;
}

function splitNumber(number: string): { year: number; serial: number } {
  const { year, serial } = /^(?<year>\d{4})-(?<serial>\d{4,9})$/u.exec(number)?.groups ?? {};
  if (!year || !serial) throw new TokkiError('input', 'a report number looks like 2026-0001');
  return { year: Number(year), serial: Number(serial) };
}

/** As literals, not as bound values: only then do both databases use the indices on open cases and open tasks alone. */
export const open = sql.lit(1);
export const openTask = sql.lit('open' as const);

/** @throws TokkiError `conflict` where the number is taken or the stored version is not the one before */
export async function saveReport(session: Session, report: Report): Promise<void> {
  const { number, version } = report;
  if (version === 1) return insertReport(session, report);
  const { numUpdatedRows } = await session.db
    .updateTable('report')
    .set(rowOf(session, report))
    .where('number', '=', number)
    .where('version', '=', version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new TokkiError('conflict', `version ${version} of report ${number} does not follow the stored one`);
}

/** A report with whatever version it has. @throws TokkiError `conflict` where the number is taken */
export async function insertReport(session: Session, report: Report): Promise<void> {
  const { numInsertedOrUpdatedRows } = await session.db
    .insertInto('report')
    .values(rowOf(session, report))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new TokkiError('conflict', `there is a report ${report.number} already`);
}

function rowOf({ cipher }: Session, report: Report) {
  const { answers, told, link, formVersion, owner = null, ...columns } = report;
  const { number, status } = report;
  const body: Body = { answers, told, ...(link === undefined ? {} : { link }) };
  const isOpen = status !== 'closed' && status !== 'near_miss';
  return {
    ...plain({ ...columns, ...splitNumber(number), form_version: formVersion, owner, open: isOpen ? 1 : 0 }),
    body: cipher.seal(body, ['report', 'body', number]),
  };
}

/** Appends lines to the timelines of reports. @throws TokkiError `input` where a report does not exist */
export async function addEvents({ db, cipher }: Session, events: readonly ReportEvent[]): Promise<void> {
  const last = new Map<string, number>();
  for (const number of new Set(events.map(({ report }) => report))) {
    const row = await db
      .selectFrom('report_event')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .where('report', '=', number)
      .executeTakeFirst();
    last.set(number, row?.seq ?? 0);
  }
  const rows = events.map(({ report, at, by, act, ...told }) => {
    const seq = (last.get(report) ?? 0) + 1;
    last.set(report, seq);
    const sealed = told.detail || told.before ? cipher.seal(told satisfies Told, eventPlace(report, seq)) : null;
    return { ...plain({ report, seq, at, actor: by, act }), detail: sealed };
  });
  for (const part of chunks(rows)) await db.insertInto('report_event').values(part).execute();
}

type Told = Pick<ReportEvent, 'detail' | 'before'>;

function eventPlace(report: string, seq: number) {
  return ['report_event', 'detail', `${report}#${seq}`] as const;
}

const reportColumns = [
  'number',
  'version',
  'edition',
  'status',
  'owner',
  'kind',
  'reporter',
  'contract',
  'filed',
  'address',
  'form',
  'form_version as formVersion',
  'annex',
  'body',
] as const;

type ReportRow = Omit<Report, keyof Body | 'owner'> & { readonly body: string; readonly owner: string | null };

function reportOf({ cipher }: Session, { body, ...columns }: ReportRow): Report {
  return { ...present(columns), ...(cipher.open(body, ['report', 'body', columns.number]) as Body) };
}

export async function findReport(session: Session, number: string): Promise<Report | undefined> {
  const query = session.db.selectFrom('report').select(reportColumns).where('number', '=', number);
  const row = await query.executeTakeFirst();
  return row && reportOf(session, row);
}

/** The timeline, oldest line first. */
export async function findEvents({ db, cipher }: Session, number: string): Promise<readonly ReportEvent[]> {
  const rows = await db.selectFrom('report_event').selectAll().where('report', '=', number).orderBy('seq').execute();
  return rows.map(({ report, seq, at, actor: by, act, detail: sealed }) => {
    const told = sealed === null ? {} : (cipher.open(sealed, eventPlace(report, seq)) as Told);
    return { report, at, by, act, ...told };
  });
}

/** The reports that meet all conditions given, newest first. */
export async function findReports(session: Session, query: ReportQuery): Promise<readonly Report[]> {
  const { reporter, contracts, status, owner, overdue, since, limit = Number.MAX_SAFE_INTEGER, offset = 0 } = query;
  // Nothing is any of nothing; and PostgreSQL has no empty list.
  if (contracts?.length === 0 || status?.length === 0) return [];
  let reports = session.db.selectFrom('report').select(reportColumns);
  if (reporter !== undefined) reports = reports.where('reporter', '=', reporter);
  if (contracts) reports = reports.where('contract', 'in', contracts);
  if (status) reports = reports.where('status', 'in', status);
  if (owner !== undefined) reports = reports.where('owner', '=', owner);
  if (query.open || overdue !== undefined) reports = reports.where('open', '=', open);
  if (overdue !== undefined) {
    reports = reports.where('number', 'in', ({ selectFrom }) =>
      selectFrom('task').select('task.report').where('task.state', '=', openTask).where('task.due', '<=', overdue),
    );
  }
  if (since !== undefined) reports = reports.where('filed', '>=', since);
  const rows = await reports.orderBy('year', 'desc').orderBy('serial', 'desc').limit(limit).offset(offset).execute();
  return rows.map((row) => reportOf(session, row));
}

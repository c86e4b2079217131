import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { type Form, parseForm } from '../forms/form.ts';
import { answerFacts } from '../incident/facts.ts';
import { knowledgeFolder, openStore } from '../open.ts';
import type { Store } from '../store/store.ts';
import { statuses } from '../strings/case.ts';
import type { Access, Report } from '../types.ts';
import { print, printable, readArgs, table } from './args.ts';
import { logged } from './desk.ts';
import { exportReports, importReports } from './exchange.ts';

/** `tokki reports list | show NUMBER | export … | import FILE`. Each reading stands in the access log (6.8.3.b). */
export async function reports(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest);
  if (action === 'show') return show(rest);
  if (action === 'export') return exportReports(rest);
  if (action === 'import') return importReports(rest);
  throw new TokkiError('usage', 'reports: say list, show NUMBER, export, or import FILE');
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = readArgs('reports list', args, { json: { type: 'boolean' } });
  return withStore('read', 'reports', async (store) => {
    const all = await store.reports({});
    await print(
      values.json ? JSON.stringify(all.map(summary), null, 2) : table([Object.keys(columns), ...all.map(cells)]),
    );
    return 0;
  });
}

async function show(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('reports show', args, { json: { type: 'boolean' } }, 1);
  const [number] = positionals;
  if (!number) throw new TokkiError('usage', 'reports show: name the number, for instance 2026-0001');
  return withStore('read', `report:${number}`, async (store) => {
    const report = await store.report(number);
    if (!report) throw new TokkiError('input', `there is no report ${number}`);
    const events = await store.events(number);
    await print(
      values.json ? JSON.stringify({ ...report, events }, null, 2) : readable(report, events, await incidentForm()),
    );
    return 0;
  });
}

/** What a list shows of a report. */
const columns = {
  number: (report: Report) => report.number,
  filed: (report: Report) => timeOf(report.filed),
  status: (report: Report) => statuses[report.status].en,
  kind: (report: Report) => report.kind,
  reporter: (report: Report) => report.reporter,
  owner: (report: Report) => report.owner ?? '',
  contract: (report: Report) => report.contract,
} as const;

function cells(report: Report): readonly string[] {
  return Object.values(columns).map((column) => column(report));
}

function summary({ number, edition, status, kind, reporter, owner, contract, filed }: Report): object {
  return { number, edition, status, kind, reporter, owner, contract, filed: timeOf(filed) };
}

function readable(report: Report, events: readonly { at: number; by: string; act: string }[], form: Form): string {
  const facts = answerFacts(form, report.answers, 'ja').map(({ label, value }) => [label, value]);
  const timeline = events.map(({ at, by, act }) => [timeOf(at), act, by]);
  const head = Object.entries(columns).map(([name, column]) => [name, column(report)]);
  return [table(head), table(facts), ...report.told.map(printable), table(timeline)].filter(Boolean).join('\n\n');
}

/** JST, to the minute. */
function timeOf(at: number): string {
  return `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 16)}+09:00`;
}

async function incidentForm(): Promise<Form> {
  const text = await readFile(join(knowledgeFolder, 'forms/incident.yaml'), 'utf8');
  return parseForm(parse(text), 'knowledge/forms/incident.yaml');
}

async function withStore(act: Access['act'], subject: string, use: (store: Store) => Promise<number>): Promise<number> {
  const { store } = await openStore(readConfig());
  try {
    await logged(store, act, subject);
    return await use(store);
  } finally {
    await store.close();
  }
}

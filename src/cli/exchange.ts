/** `tokki reports export` and `import`: all cases with their timelines and tasks. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { wordFile } from '../documents/word.ts';
import { TokkiError } from '../errors.ts';
import { instantOf } from '../incident/case/clocks.ts';
import { exportOf, readExport, type WholeCase } from '../incident/case/exchange.ts';
import { openRooms, openStore } from '../open.ts';
import { timerJob } from '../outbox.ts';
import type { Store } from '../store/store.ts';
import type { Report } from '../types.ts';
import { print, readArgs } from './args.ts';
import { logged, trace } from './desk.ts';
import { passwordOption, type Wrap, wrapper, write } from './seal.ts';

const options = {
  format: { type: 'string', default: 'json' },
  since: { type: 'string' },
  out: { type: 'string' },
  ...passwordOption,
} as const;

/**
 * `tokki reports export [--format json|csv|docx] [--since YYYY-MM-DD] [--out FILE or, for docx, FOLDER]
 * [--password-file FILE]`
 */
export async function exportReports(args: readonly string[]): Promise<number> {
  const { values } = readArgs('reports export', args, options);
  const { format, since, out } = values;
  if (format !== 'json' && format !== 'csv' && format !== 'docx')
    throw new TokkiError('usage', `reports export: --format is json, csv or docx, not ${JSON.stringify(format)}`);
  if (format === 'docx' && out === undefined)
    throw new TokkiError('usage', 'reports export: --format docx needs --out FOLDER');
  const from = since === undefined ? undefined : instantOf(since);
  if (since !== undefined && from === undefined)
    throw new TokkiError('usage', 'reports export: --since is a day such as 2026-04-01');
  const isSealed = values['password-file'] !== undefined;
  const wrap = await wrapper('reports export', values['password-file']);
  const { store } = await openStore(readConfig());
  try {
    await logged(store, 'export', 'reports');
    // Oldest first.
    const reports = (await store.reports(from === undefined ? {} : { since: from })).toReversed();
    if (format === 'docx')
      return await writeDocuments(store, reports, { folder: out ?? '', wrap, suffix: isSealed ? '.enc' : '' });
    const cases = await wholeCases(store, reports);
    const { incident } = await openRooms();
    const text = format === 'json' ? JSON.stringify(exportOf(cases), null, 2) : incident.csv(cases);
    const bytes = await wrap(`${text}\n`);
    if (out === undefined) await write(bytes);
    else await writeFile(out, bytes, { mode: 0o600 });
    return 0;
  } finally {
    await store.close();
  }
}

/** One after another: all at once, many reports would wait for a connection for longer than the pool lets them. */
export async function wholeCases(store: Store, reports: readonly Report[]): Promise<readonly WholeCase[]> {
  const cases: WholeCase[] = [];
  for (const report of reports) {
    const { number } = report;
    cases.push({ report, events: await store.events(number), tasks: await store.tasks({ report: number }) });
  }
  return cases;
}

/** What is given back to 甲 at the end of a contract (7.2). */
export async function contractCases(store: Store, contract: string): Promise<readonly WholeCase[]> {
  const reports: Report[] = [];
  for (const number of await store.keep.contractReports(contract)) {
    const report = await store.report(number);
    if (report) reports.push(report);
  }
  return wholeCases(store, reports);
}

async function writeDocuments(
  store: Store,
  reports: readonly Report[],
  { folder, wrap, suffix }: { readonly folder: string; readonly wrap: Wrap; readonly suffix: string },
): Promise<number> {
  const { incident } = await openRooms();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { number } of reports) {
    const paper = await incident.paper(number, store, Date.now());
    if (paper) await writeFile(join(folder, paper.name + suffix), await wrap(await wordFile(paper)), { mode: 0o600 });
  }
  await print(`${reports.length} documents written to ${folder}`);
  return 0;
}

/** `tokki reports import FILE`: into a store that has no report yet, all or nothing. */
export async function importReports(args: readonly string[]): Promise<number> {
  const [file] = readArgs('reports import', args, {}, 1).positionals;
  if (!file) throw new TokkiError('usage', 'reports import: name the file');
  const cases = readExport(await readJson(file));
  const { incident } = await openRooms();
  const { store } = await openStore(readConfig());
  try {
    if ((await store.reports({ limit: 1 })).length > 0)
      throw new TokkiError('input', 'reports import: there are reports already; nothing was imported');
    const now = Date.now();
    const { access, jobs } = trace(now, 'admin', 'reports:import');
    await store.commit({
      now,
      imported: cases.map(({ report }) => report),
      events: cases.flatMap(({ events }) => events),
      tasks: cases.flatMap(({ tasks }) => tasks),
      access,
      jobs: [...jobs, ...cases.flatMap((one) => incident.timers(one)).map(timerJob)],
    });
    await print(`${cases.length} reports imported`);
    return 0;
  } finally {
    await store.close();
  }
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new TokkiError('input', `cannot read ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TokkiError('input', `${file} is not JSON`, { cause: error });
  }
}

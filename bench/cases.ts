/** Lists of cases among 100,000 reports on each database, and the written report. */
import { join } from 'node:path';
import { wordFile } from '../src/documents/word.ts';
import { openRooms } from '../src/open.ts';
import type { Cipher } from '../src/store/crypt.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import type { Report, Task } from '../src/types.ts';
import { spread, timed } from './measure.ts';

type Row = (what: string, figure: string, goal: string) => void;

const total = 100_000;
const hour = 3_600_000;
const filed = Date.UTC(2026, 10, 30);

/** One in 51 is open; each open one has ten tasks, half of them overdue. */
export async function cases(folder: string, cipher: Cipher, row: Row): Promise<void> {
  await lists('SQLite', await openSqlite(join(folder, 'cases.db'), cipher), row);
  const url = process.argv.find((word) => word.startsWith('postgres://'));
  if (url) await lists('PostgreSQL', await openPostgres(url, cipher), row);
}

async function lists(name: string, store: Store, row: Row): Promise<void> {
  for (let start = 1; start <= total; start += 5_000) await store.commit({ now: 0, ...part(start) });
  const queries: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['open cases, all', () => store.reports({ open: true, limit: 11 })],
    ['open cases of two contracts', () => store.reports({ open: true, contracts: ['k1', 'k2'], limit: 11 })],
    ['open cases of one owner', () => store.reports({ open: true, owner: 'b1', limit: 11 })],
    ['overdue cases of a contract', () => store.reports({ overdue: filed, contracts: ['k1'], limit: 11 })],
    ['all cases of a contract', () => store.reports({ contracts: ['k1'], limit: 11 })],
    ['overdue tasks of a contract', () => store.tasks({ open: true, due: filed, contracts: ['k1'], limit: 3 })],
  ];
  for (const [what, query] of queries) {
    const { p50, p99 } = spread(await timed(100, async () => void (await query())));
    row(`${what}, ${total.toLocaleString('en')} reports, ${name}, p50 / p99`, `${ms(p50)} / ${ms(p99)}`, '50 ms');
  }
  await paper(store, row);
  await store.close();
}

async function paper(store: Store, row: Row): Promise<void> {
  const { incident } = await openRooms();
  const write = async () => {
    const made = await incident.paper('2026-0051', store, filed);
    if (made) await wordFile(made);
  };
  row('written report as docx (median)', ms(spread(await timed(20, write)).p50), '300 ms');
}

function part(start: number): { imported: Report[]; tasks: Task[] } {
  const imported = Array.from({ length: 5_000 }, (_, i) => report(start + i));
  const open = imported.filter(({ status }) => status !== 'closed');
  return { imported, tasks: open.flatMap(({ number }) => Array.from({ length: 10 }, (_, i) => task(number, i + 1))) };
}

/** The n-th report of the year. */
export function report(n: number): Report {
  return {
    number: `2026-${String(n).padStart(4, '0')}`,
    version: 1,
    edition: 1,
    status: n % 51 === 0 ? 'handling' : 'closed',
    kind: 'missent',
    reporter: `p${n % 200}`,
    owner: `b${n % 7}`,
    contract: `k${n % 20}`,
    filed,
    address: 'b:p0',
    form: 'incident',
    formVersion: 1,
    annex: 'x',
    answers: { kind: { value: 'missent' }, persons: { value: 1495 }, found: { value: '2026-11-30T09:00' } },
    told: ['別の会社に送ってしまいました'],
  };
}

function task(number: string, id: number): Task {
  const title = { ja: '確かめる', en: 'Find out' };
  return {
    report: number,
    id,
    area: 'facts',
    source: `answer:${id}`,
    title,
    due: filed + (id - 5) * hour,
    state: 'open',
  };
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

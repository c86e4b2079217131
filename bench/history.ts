/** What a long history costs: 1,000,000 done jobs and 100,000 reports. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { checkJobs } from '../src/cli/doctor-instance.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openPostgres, postgresEngine } from '../src/store/postgres.ts';
import type { Engine } from '../src/store/sql.ts';
import { openSqlite, sqliteEngine } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { createPostgres, postgresInstalled } from '../test/servers.ts';
import { report } from './cases.ts';
import { type Row, spread, timed } from './measure.ts';

const doneJobs = 1_000_000;
/** So many that a page of each list is full before, too. */
const fewReports = 2_400;
const manyReports = 100_000;
const page = 5_000;
const part = 100_000;
const rounds = 300;
const now = Date.UTC(2026, 11, 1);

interface Place {
  readonly name: string;
  open(): Promise<Store>;
  engine(): Promise<Engine>;
  close(): Promise<void>;
}

/** What is done all day, and how much longer it may take with a long history. */
interface Work {
  readonly what: string;
  readonly goal: string;
  run(store: Store, round: number): Promise<unknown>;
}

const works: readonly Work[] = [
  { what: 'a job added, claimed and done', goal: '1.2 times', run: live },
  { what: 'a report filed: its number and its commit', goal: '1.2 times', run: file },
  { what: 'the list of reports', goal: '1.2 times', run: (store) => store.reports({ limit: 11 }) },
  {
    what: 'the list of one person’s reports',
    goal: '1.2 times',
    run: (store, round) => store.reports({ reporter: report(round).reporter, limit: 11 }),
  },
  {
    what: 'one report by its number',
    goal: '1.2 times',
    run: (store, round) => store.report(report((round % fewReports) + 1).number),
  },
  {
    what: 'the gauges of /metrics',
    goal: '1.2 times',
    run: async (store) => [await store.clock(), await store.counts(['open', 'dead'])],
  },
  {
    what: 'how many wait, asked before a message is taken',
    goal: '1.2 times',
    run: (store) => store.waiting('receive', 10_001),
  },
  { what: 'doctor’s look at the queue', goal: '1.2 times', run: (store) => checkJobs(store, now) },
];

export async function history(folder: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const place of await placesIn(folder)) {
    try {
      rows.push(...(await rowsOf(place)));
    } finally {
      await place.close();
    }
  }
  const [jobs, reports, few] = [doneJobs, manyReports, fewReports].map((count) => count.toLocaleString('en'));
  const what = `with ${jobs} done jobs and ${reports} reports, to none and ${few}:`;
  return [{ what, figure: '', goal: '' }, ...rows];
}

async function rowsOf(place: Place): Promise<readonly Row[]> {
  await fileUpTo(place, fewReports);
  // Once for nothing: what a process does for the first time is slower.
  await medians(place);
  const before = await medians(place);
  await fileUpTo(place, manyReports);
  await addDone(await place.engine());
  const after = await medians(place);
  return works.map((work, i) => rowOf(place, work, before[i] ?? 0, after[i] ?? 0));
}

function rowOf({ name }: Place, { what, goal }: Work, before: number, after: number): Row {
  const figure = `${before.toFixed(2)} → ${after.toFixed(2)} ms, ${(after / before).toFixed(2)} times`;
  return { what: `${name}: ${what}`, figure, goal };
}

async function placesIn(folder: string): Promise<readonly Place[]> {
  const cipher = createCipher(parseKeys(newKey()));
  const path = join(folder, 'history.db');
  const sqlite: Place = {
    name: 'SQLite',
    open: () => openSqlite(path, cipher),
    engine: () => sqliteEngine(path),
    close: async () => undefined,
  };
  if (!postgresInstalled) return [sqlite];
  const server = await createPostgres();
  await server.start();
  const postgres: Place = {
    name: 'PostgreSQL',
    open: () => openPostgres(server.url, cipher),
    engine: async () => postgresEngine(server.url),
    close: server.remove,
  };
  return [sqlite, postgres];
}

/** Of each work, in milliseconds. */
async function medians(place: Place): Promise<readonly number[]> {
  const store = await place.open();
  const found: number[] = [];
  for (const { run } of works) {
    const times = await timed(rounds, async (round) => void (await run(store, round)));
    found.push(spread(times.slice(rounds / 10)).p50);
  }
  await store.close();
  return found;
}

/** The whole life of a job. */
async function live(store: Store): Promise<void> {
  const key = `${process.hrtime.bigint()}`;
  const work = { kind: 'send', to: 'b:1', reply: { kind: 'notice', lang: 'ja', text: 'x' } } as const;
  await store.commit({ now: 1, jobs: [{ key, group: 'g', address: 'b:1', due: 0, work }] });
  const [job] = await store.claim(1, 60_000, 1);
  if (job) await store.commit({ now: 1, done: job });
}

async function file(store: Store): Promise<void> {
  const number = await store.nextNumber(now);
  const line = { report: number, at: now, by: 'p1' };
  await store.commit({
    now,
    report: { ...report(serialOf(number)), status: 'received' },
    events: ['filed', 'alerted'].map((act) => ({ ...line, act })),
    access: [{ at: now, by: 'p1', act: 'write', subject: `report:${number}` }],
  });
}

/** Until there are so many. */
async function fileUpTo(place: Place, count: number): Promise<void> {
  const store = await place.open();
  for (let next = serialOf(await store.nextNumber(now)); next <= count; next += page) {
    const length = Math.min(page, count + 1 - next);
    await store.commit({ now, imported: Array.from({ length }, (_, i) => report(next + i)) });
  }
  await store.close();
}

function serialOf(number: string): number {
  return Number(number.slice('2026-'.length));
}

async function addDone({ db, dialect }: Engine): Promise<void> {
  const isPostgres = dialect === 'postgres';
  const text = isPostgres ? sql`n::text` : sql`n`;
  // No statement may take longer than the desk waits for one.
  for (let first = 1; first <= doneJobs; first += part) {
    const [from, to] = [sql.lit(first), sql.lit(first + part - 1)];
    const numbers = isPostgres
      ? sql`generate_series(${from}, ${to}) as n(n)`
      : sql`(with recursive n(n) as (select ${from} union all select n + 1 from n where n < ${to}) select n from n) as n`;
    await sql`insert into job (key, grp, address, kind, state, urgent, due, attempt, payload)
      select 'old' || ${text}, 'g' || ${text}, 'b:' || ${text}, 'send', 'done', 0, n, 1, 'x' from ${numbers}`.execute(
      db,
    );
  }
  // PostgreSQL does so by itself sooner or later; in SQLite nobody does.
  if (isPostgres) for (const table of ['job', 'report']) await sql`vacuum analyze ${sql.table(table)}`.execute(db);
  await db.destroy();
}

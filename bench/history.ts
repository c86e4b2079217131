/** What a long history costs: 1,000,000 done jobs and 100,000 reports. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openPostgres, postgresEngine } from '../src/store/postgres.ts';
import type { Engine } from '../src/store/sql.ts';
import { openSqlite, sqliteEngine } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { createPostgres, postgresInstalled } from '../test/servers.ts';
import { type Row, spread, timed } from './measure.ts';

const doneJobs = 1_000_000;
const reports = 100_000;
const rounds = 300;

interface Place {
  readonly name: string;
  open(): Promise<Store>;
  engine(): Promise<Engine>;
  close(): Promise<void>;
}

export async function history(folder: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const place of await placesIn(folder)) {
    const before = await cycle(place);
    await fill(await place.engine());
    const after = await cycle(place);
    await place.close();
    rows.push({
      what: `${place.name}: a job added, claimed and done, with ${doneJobs.toLocaleString('en')} done jobs to none`,
      figure: `${before.toFixed(2)} → ${after.toFixed(2)} ms, ${(after / before).toFixed(2)} times`,
      goal: '1.2 times',
    });
  }
  return rows;
}

async function placesIn(folder: string): Promise<readonly Place[]> {
  const cipher = createCipher(parseKeys(newKey()));
  const file = join(folder, 'history.db');
  const sqlite: Place = {
    name: 'SQLite',
    open: () => openSqlite(file, cipher),
    engine: () => sqliteEngine(file),
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

/** The median of one whole life of a job, in milliseconds. */
async function cycle(place: Place): Promise<number> {
  const store = await place.open();
  let serial = await store.waiting('send', 1);
  const base = `${process.hrtime.bigint()}`;
  const work = { kind: 'send', to: 'b:1', reply: { kind: 'notice', lang: 'ja', text: 'x' } } as const;
  const times = await timed(rounds, async () => {
    const key = `${base}-${serial++}`;
    await store.commit({ now: 1, jobs: [{ key, group: 'g', address: 'b:1', due: 0, work }] });
    const [job] = await store.claim(1, 60_000, 1);
    if (job) await store.commit({ now: 1, done: job });
  });
  await store.close();
  return spread(times.slice(rounds / 10)).p50;
}

async function fill({ db, dialect }: Engine): Promise<void> {
  const numbers = (most: number) =>
    dialect === 'postgres'
      ? sql`generate_series(1, ${sql.lit(most)}) as n(n)`
      : sql`(with recursive n(n) as (select 1 union all select n + 1 from n where n < ${sql.lit(most)}) select n from n) as n`;
  const text = dialect === 'postgres' ? sql`n::text` : sql`n`;
  await sql`insert into job (key, grp, address, kind, state, urgent, due, attempt, payload)
    select 'old' || ${text}, 'g' || ${text}, 'b:' || ${text}, 'send', 'done', 0, n, 1, 'x' from ${numbers(doneJobs)}`.execute(
    db,
  );
  await sql`insert into report (number, year, serial, edition, status, kind, reporter, contract, filed, address, form,
      form_version, annex, body)
    select '2020-' || ${text}, 2020, n, 1, 'received', 'lost', 'p', 'k', n, 'b:1', 'incident', 1, 'x', 'x'
    from ${numbers(reports)}`.execute(db);
  await sql`${sql.raw(dialect === 'postgres' ? 'vacuum analyze' : 'analyze')}`.execute(db);
  await db.destroy();
}

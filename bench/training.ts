/** The daily run for 50,000 people and three courses, in a process of its own: time, memory, and how long the chat waits. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createBot } from '../src/bot.ts';
import { createCalendars } from '../src/calendar/working.ts';
import { momentOf } from '../src/forms/calendar.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { knowledgeFolder } from '../src/open.ts';
import { timerJob } from '../src/outbox.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { foresee } from '../src/training/preview.ts';
import { armed, onTimer } from '../src/training/run.ts';
import type { TrainingDeps } from '../src/training/scene.ts';
import type { Assignment, Person } from '../src/types.ts';
import { scratch } from './measure.ts';

const size = 50_000;
const dayLength = 86_400_000;
/** Monday, 6 April 2026, 08:59:59 JST: managers get their digests. */
const monday = Date.UTC(2026, 3, 5, 23, 59, 59);

export interface RunFigures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** In milliseconds by the clock, and of the processor's time. */
  readonly longestPause: number;
  readonly longestWork: number;
  readonly megabytes: number;
  readonly posts: number;
}

function someone(n: number): Person {
  const lead = Math.floor(n / 10) * 10;
  const manager = n === lead ? `p${Math.floor(n / 1_000) * 1_000}` : `p${lead}`;
  return {
    id: `p${n}`,
    name: `社員 ${n}`,
    mail: `p${n}@example.jp`,
    role: n === 1 ? 'admin' : n % 1_000 === 0 ? 'responsible' : 'staff',
    lang: 'ja',
    contracts: [`契約${n % 40}`],
    ...(manager !== `p${n}` && { manager }),
  };
}

/** Three courses taken last year; one in fifty people has a course with a step of the ladder on this Monday. */
function taken(n: number, course: string, day: number): Assignment {
  const open = { person: `p${n}`, course, since: day - 20, edition: 1, reason: 'renewal' } as const;
  if (n % 50 === 7) return { ...open, due: day };
  if (n % 50 === 8) return { ...open, due: day - 3 };
  return { ...open, due: day - 100, closed: (day - 101) * dayLength, record: `T${n}` };
}

async function fill(store: Store, courses: readonly string[], day: number): Promise<void> {
  const step = 1_000;
  for (let from = 0; from < size; from += step) {
    const ns = Array.from({ length: step }, (_, i) => from + i);
    const assignments = courses.flatMap((course) => ns.map((n) => taken(n, course, day)));
    await store.commit({ now: 0, people: ns.map(someone), assignments });
  }
}

/**
 * Watches how long the event loop is held. On a machine that others use too a pause by the clock counts their work as
 * well; the processor time within it does not.
 */
function watchPauses(): () => Pick<RunFigures, 'longestPause' | 'longestWork'> {
  let [at, cpu, longestPause, longestWork] = [performance.now(), process.cpuUsage(), 0, 0];
  const timer = setInterval(() => {
    const used = process.cpuUsage(cpu);
    longestPause = Math.max(longestPause, performance.now() - at - 2);
    longestWork = Math.max(longestWork, (used.user + used.system) / 1_000);
    [at, cpu] = [performance.now(), process.cpuUsage()];
  }, 2);
  return () => {
    clearInterval(timer);
    return { longestPause, longestWork };
  };
}

/**
 * @param settle what the database does by itself some time after so much was written
 * @param heavy nobody has taken anything: everybody is assigned three courses and reminded on the same morning
 */
async function dailyRun(open: () => Promise<Store>, heavy: boolean, settle = async () => {}): Promise<RunFigures> {
  const deps = await benchDeps();
  const { courses } = deps;
  const store = await open();
  const { day } = momentOf(monday);
  await fill(store, heavy ? [] : courses.map(({ id }) => id), day);
  await settle();
  const clock = { now: monday };
  let posts = 0;
  let last = 0;
  const adapter = {
    name: 'b',
    start: async () => undefined,
    stop: async () => undefined,
    direct: ({ id }: Person) => `b:${id}`,
    send: async () => undefined,
  };
  const bot = createBot({
    store,
    handler: async ({ conversation }) => ({ conversation, replies: [] }),
    async onTimer(timer, desk, now) {
      const records = await onTimer(deps, timer, desk, now);
      posts += records.posts?.length ?? 0;
      last = performance.now();
      return records;
    },
    adapters: [adapter],
    now: () => clock.now,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await store.commit({ now: clock.now, jobs: armed(deps, [], clock.now).map(timerJob) });
  clock.now += 2_000;
  const watch = watchPauses();
  const began = performance.now();
  const cpu = process.cpuUsage();
  await bot.drain();
  const seconds = (last - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  const figures = { seconds, cpuSeconds: (user + system) / 1e6, ...watch(), megabytes, posts };
  await store.close();
  return figures;
}

/** The course of this repository three times, as three courses. */
async function benchDeps(): Promise<TrainingDeps> {
  const { courses, reminders } = await loadKnowledge(knowledgeFolder);
  const three = ['one', 'two', 'three'].flatMap((id) => courses.slice(0, 1).map((basic) => ({ ...basic, id })));
  return { courses: three, reminders, calendarOf: createCalendars(new Set()), quotes: () => [] };
}

/** All messages of a year for a thousand people who never take a course, in seconds. */
async function previewYear(): Promise<number> {
  const deps = await benchDeps();
  const { day } = momentOf(monday);
  const people = Array.from({ length: 1_000 }, (_, n) => {
    return { person: someone(n), joined: day, assignments: [], state: {} };
  });
  const began = performance.now();
  let count = 0;
  for (const _ of foresee(deps, people, day, day + 364)) count++;
  if (count < 50_000) throw new Error(`only ${count} messages`);
  return (performance.now() - began) / 1_000;
}

/** PostgreSQL counts its rows within a minute after an import. */
async function analyse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

if (process.argv[1]?.endsWith('training.ts') && process.argv[2] === 'preview') {
  console.log(JSON.stringify({ seconds: await previewYear() }));
} else if (process.argv[1]?.endsWith('training.ts')) {
  const cipher = createCipher(parseKeys(newKey()));
  const [, , kind = 'ordinary', url] = process.argv;
  const folder = await scratch();
  const open = () => (url ? openPostgres(url, cipher) : openSqlite(join(folder, 'run.db'), cipher));
  const settle = async () => (url ? analyse(url) : undefined);
  console.log(JSON.stringify(await dailyRun(open, kind === 'heavy', settle)));
  await rm(folder, { recursive: true, force: true });
}

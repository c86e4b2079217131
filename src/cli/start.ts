import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Bot, createBot } from '../bot.ts';
import { type Config, readConfig } from '../config.ts';
import { slackOptions } from '../config-slack.ts';
import { teamsOptions } from '../config-teams.ts';
import { createDesk } from '../desk.ts';
import { createHealth, type Health } from '../health.ts';
import { createHost } from '../host.ts';
import { createHttp, listen } from '../http.ts';
import type { Adapter } from '../index.ts';
import { createIntake } from '../intake.ts';
import { createLog, type Log } from '../log.ts';
import { knowledgeFolder, openGuard, openRooms, openStore } from '../open.ts';
import { timerJob } from '../outbox.ts';
import { parsePeople } from '../people.ts';
import { createPrometheus } from '../prometheus.ts';
import { demandRegions } from '../regions.ts';
import { alone, type Signals } from '../signals.ts';
import type { Store } from '../store/store.ts';
import { print, readArgs } from './args.ts';
import { openCopies } from './copies.ts';
import { trace } from './desk.ts';

/** What has been started so far, and has to be stopped again. */
interface Running {
  adapters: readonly Adapter[];
  readonly signals: Signals;
  readonly health: Health;
  server?: Server;
  bot?: Bot;
}

/** `tokki start`: serves until SIGINT or SIGTERM. */
export async function start(args: readonly string[]): Promise<number> {
  readArgs('start', args, {});
  // From here on: as process 1 of a container it would not hear what it does not listen for. Who is told while it starts,
  // stops when it has started.
  const stopped = untilStopped();
  const config = readConfig();
  demandRegions(config);
  const log = createLog(config.LOG_LEVEL);
  const { store, madeKey } = await openStore(config);
  const signals = await connectSignals(config, log);
  const health = createHealth(store.check, Date.now);
  const running: Running = { adapters: [], signals, health };
  try {
    const examples = await seedPeople(store);
    const prometheus = createPrometheus({ store, signals, now: Date.now });
    const { metrics } = prometheus;
    const { knowledge, ask, incident, training } = await openRooms(join(config.DATA_DIR, 'knowledge.cache'), {
      config,
      log,
      metrics,
    });
    for (const { rule } of knowledge.problems) log.warn('knowledge.problem', { rule });
    const adapters = await createAdapters(config);
    const guard = await openGuard(store.keep, config, openCopies(config, log));
    const rooms = createDesk(ask, incident, training, guard);
    const bot = createBot({
      store,
      handler: rooms.handle,
      onTimer: rooms.onTimer,
      adapters,
      now: Date.now,
      log,
      intake: createIntake({ limits: limitsOf(config), store, signals, now: Date.now }),
      signals,
      metrics,
    });
    for (const adapter of adapters) await adapter.start(createHost({ store, bot, rooms, now: Date.now, log }));
    running.adapters = adapters;
    const exposed = { ...prometheus, from: config.METRICS_FROM };
    const app = createHttp({ adapters, healthy: health.ready, log, metrics: exposed });
    running.server = await listen(app, config.PORT, config.HOST);
    // The port is ours, so no other desk works on this SQLite: what a killed one had in hand need not wait for its lease.
    if (!config.DATABASE_URL) await store.recover(Date.now());
    const now = Date.now();
    await store.commit({ now, jobs: (await rooms.timers(store, now)).map(timerJob) });
    bot.start();
    running.bot = bot;
    await greet(config, running.server, { examples, ...(madeKey && { madeKey }) });
    await stopped;
    return 0;
  } finally {
    await close(store, running);
  }
}

/** Nobody waits for Redis: the desk starts without it and is joined to the others when it answers. */
async function connectSignals({ REDIS_URL }: Config, log: Log): Promise<Signals> {
  return REDIS_URL ? (await import('../redis.ts')).connectRedis(REDIS_URL, log) : alone;
}

function limitsOf({ LIMIT_PERSON: person, LIMIT_CHANNEL: channel, LIMIT_WAITING: waiting }: Config) {
  return { person, channel, waiting };
}

/** Only what is configured is loaded. */
async function createAdapters(config: Config): Promise<readonly Adapter[]> {
  const { createWeb } = await import('../../adapters/web/index.ts');
  const { WEB_USER_HEADER: userHeader, WEB_PROXIES: proxies } = config;
  const web = createWeb({ now: Date.now, proxies, ...(userHeader && { userHeader }) });
  const slack = await createSlackFor(config);
  const teams = await createTeamsFor(config);
  return [web, ...(slack ? [slack] : []), ...(teams ? [teams] : [])];
}

async function createSlackFor(config: Config): Promise<Adapter | undefined> {
  const options = slackOptions(config);
  return options && (await import('../../adapters/slack/index.ts')).createSlack(options);
}

async function createTeamsFor(config: Config): Promise<Adapter | undefined> {
  const options = teamsOptions(config);
  return options && (await import('../../adapters/teams/index.ts')).createTeams(options);
}

/** Two example people make the page work at once; an installation that has people keeps its own. */
async function seedPeople(store: Store): Promise<boolean> {
  if ((await store.people()).length > 0) return false;
  const { people } = parsePeople(await readFile(join(knowledgeFolder, 'people.example.csv'), 'utf8'));
  const now = Date.now();
  await store.commit({ now, people, ...trace(now, 'admin', 'people:examples') });
  return true;
}

async function greet(config: Config, server: Server, made: { madeKey?: string; examples: boolean }): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  await print(`Tokki: http://${host}:${port}`);
  if (made.madeKey)
    await print(`A new key was made: ${made.madeKey}. Keep a copy of it; without it the data cannot be read.`);
  if (made.examples)
    await print(
      'Two example people were added. Bring in your own: npm run tokki -- people import people.csv\n' +
        'Before real use, settle what only you can (the consent of 甲 to where data is kept, …): npm run tokki -- checklist',
    );
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Intake first, then the work in hand, then the store: within the ten seconds that a container is given. */
async function close(store: Store, { adapters, server, bot, signals, health }: Running): Promise<void> {
  health.stop();
  const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  await atMost(1_500, Promise.allSettled([closed, ...adapters.map((adapter) => adapter.stop())]));
  server?.closeAllConnections();
  await bot?.stop(4_500);
  await signals.close();
  await atMost(1_000, store.close());
  // What still hangs (a request to a platform, a model) must not keep the process.
  setTimeout(() => process.exit(), 500).unref();
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())]);
}

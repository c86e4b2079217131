/** Several instances, and many messages: real processes over HTTP. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onServers, serversInstalled } from '../test/torture/installation.ts';
import { createTokki, type Server } from '../test/torture/server.ts';
import { type Carried, carry, cpuOf, importPeople, replyTimes } from './load.ts';
import { type Row, type Spread, spread } from './measure.ts';
import { helpTimes, wakeTimes } from './wake.ts';

const unlimited = { LIMIT_PERSON: '1000000000', LOG_LEVEL: 'error' };
const messages = 1_000;
const warmUp = { messages: 200, atOnce: 16 };
const flood = { messages, atOnce: 64 };
const rounds = 5;

async function withServers<Result>(
  folders: readonly string[],
  env: Record<string, string>,
  work: (servers: readonly Server[]) => Promise<Result>,
): Promise<Result> {
  const servers = await Promise.all(folders.map((folder) => createTokki(folder, { ...unlimited, ...env })));
  await importPeople(folders[0] ?? '', { ...unlimited, ...env });
  try {
    for (const server of servers) await server.start();
    await carry(servers, warmUp);
    return await work(servers);
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
  }
}

/** The medians of some rounds. @param database the process of the database, where it has one */
async function flooded(servers: readonly Server[], database?: number): Promise<Carried> {
  const seen: Carried[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await carry(servers, flood, database));
  const median = (figure: keyof Carried) => spread(seen.map((one) => one[figure])).p50;
  return {
    perSecond: median('perSecond'),
    cpuPerMessage: median('cpuPerMessage'),
    databasePerMessage: median('databasePerMessage'),
  };
}

export async function scale(folder: string): Promise<readonly Row[]> {
  const alone = await withServers([join(folder, 'alone')], {}, (servers) => flooded(servers));
  const steady = spread(
    await withServers([join(folder, 'steady')], {}, async ([server]) => replyTimes(server?.url ?? '', 4_000, 200)),
  );
  const rows: Row[] = [
    { what: 'SQLite: messages answered and committed', figure: `${alone.perSecond.toFixed(0)} /s`, goal: '400 /s' },
    {
      what: 'SQLite: message to reply on the open page at 200/s, p50 / p95',
      figure: `${steady.p50.toFixed(0)} / ${steady.p95.toFixed(0)} ms`,
      goal: '100 ms',
    },
    { what: 'SQLite: CPU a message', figure: `${alone.cpuPerMessage.toFixed(2)} ms`, goal: '' },
    { what: 'SQLite: idle CPU', figure: percent(await idle(join(folder, 'idle'), {})), goal: '1 %' },
  ];
  return serversInstalled ? [...rows, ...(await onPostgres(folder, alone))] : rows;
}

/** @param alone what one process with SQLite took */
async function onPostgres(folder: string, alone: Carried): Promise<readonly Row[]> {
  const installation = await onServers();
  await installation.start();
  try {
    const { env } = installation;
    const places = [1, 2].map((n) => join(folder, `two${n}`));
    const withDatabase = (servers: readonly Server[]) => flooded(servers, installation.database());
    const one = await withServers(places.slice(0, 1), env, withDatabase);
    const two = await withServers(places, env, withDatabase);
    const wake = spread(await withServers(places, env, wakeTimes));
    const help = spread(await withServers(places, env, helpTimes));
    const ratio = (here: number, there: number) => `${(here / there).toFixed(2)} times`;
    const both = ({ cpuPerMessage, databasePerMessage }: Carried) => cpuPerMessage + databasePerMessage;
    const cpu = ({ cpuPerMessage: own, databasePerMessage: its }: Carried) =>
      `${own.toFixed(2)} + ${its.toFixed(2)} ms`;
    return [
      { what: 'PostgreSQL + Redis: one instance', figure: `${one.perSecond.toFixed(0)} /s`, goal: '' },
      { what: 'two instances to one', figure: ratio(two.perSecond, one.perSecond), goal: '1.5 times, or:' },
      { what: 'CPU a message, to SQLite', figure: ratio(one.cpuPerMessage, alone.cpuPerMessage), goal: '1.3 times' },
      { what: 'CPU a message, Tokki + PostgreSQL, one instance', figure: cpu(one), goal: '' },
      { what: 'the same, two instances', figure: cpu(two), goal: '' },
      { what: 'the same with one, both together, to SQLite', figure: ratio(both(one), both(alone)), goal: '' },
      { what: 'a line at the other instance, p50 / p95', figure: shown(wake), goal: '20 ms' },
      { what: 'help from the other instance, p50 / p95', figure: shown(help), goal: '500 ms' },
      { what: 'PostgreSQL + Redis: idle CPU', figure: percent(await idle(places[0] ?? '', env)), goal: '1 %' },
    ];
  } finally {
    await installation.remove();
  }
}

/** The part of one core that an instance uses while nobody says anything. */
async function idle(folder: string, env: Record<string, string>): Promise<number> {
  return withServers(
    [folder],
    { ...env, TOKKI_KEYS: env.TOKKI_KEYS ?? `t:${randomBytes(32).toString('base64')}` },
    async (servers) => {
      await pause(3_000);
      const [used, began] = [await cpuOf(servers), performance.now()];
      await pause(20_000);
      return ((await cpuOf(servers)) - used) / (performance.now() - began);
    },
  );
}

const shown = ({ p50, p95 }: Spread) => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
const percent = (part: number) => `${(part * 100).toFixed(2)} %`;

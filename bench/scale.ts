/** Several instances, and many messages: real processes over HTTP. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onServers, serversInstalled } from '../test/torture/installation.ts';
import { createTokki, type Server } from '../test/torture/server.ts';
import { type Carried, carry, cpuOf, importPeople, replyTimes } from './load.ts';
import { type Row, spread } from './measure.ts';
import { wakeTimes } from './wake.ts';

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

/** The medians of some rounds. */
async function flooded(servers: readonly Server[]): Promise<Carried> {
  const seen: Carried[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await carry(servers, flood));
  const median = (figure: keyof Carried) => spread(seen.map((one) => one[figure])).p50;
  return { perSecond: median('perSecond'), cpuPerMessage: median('cpuPerMessage') };
}

export async function scale(folder: string): Promise<readonly Row[]> {
  const alone = await withServers([join(folder, 'alone')], {}, flooded);
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
  if (!serversInstalled) return rows;
  const installation = await onServers();
  await installation.start();
  try {
    const { env } = installation;
    const places = [1, 2].map((n) => join(folder, `two${n}`));
    const one = await withServers(places.slice(0, 1), env, flooded);
    const two = await withServers(places, env, flooded);
    const wake = spread(await withServers(places, env, wakeTimes));
    const ratio = (here: number, there: number) => `${(here / there).toFixed(2)} times`;
    rows.push(
      { what: 'PostgreSQL + Redis: one instance', figure: `${one.perSecond.toFixed(0)} /s`, goal: '' },
      { what: 'two instances to one', figure: ratio(two.perSecond, one.perSecond), goal: '1.5 times, or:' },
      { what: 'CPU a message, to SQLite', figure: ratio(one.cpuPerMessage, alone.cpuPerMessage), goal: '1.3 times' },
      {
        what: 'a line at the other instance, p50 / p95',
        figure: `${wake.p50.toFixed(1)} / ${wake.p95.toFixed(1)} ms`,
        goal: '20 ms',
      },
      { what: 'PostgreSQL + Redis: idle CPU', figure: percent(await idle(places[0] ?? '', env)), goal: '1 %' },
    );
  } finally {
    await installation.remove();
  }
  return rows;
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

const percent = (part: number) => `${(part * 100).toFixed(2)} %`;

/** How fast Teams is answered: our whole desk, and a bare botbuilder echo, against the same connector in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Connector, startConnector } from '../test/adapters/teams/connector.ts';
import { port, until } from '../test/adapters/teams/serve.ts';
import { said } from '../test/adapters/teams/wire.ts';
import { type Spread, spread } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const activities = 500;
const warmUp = 50;
const people = 20;
const interval = 20;

/** How long after an activity its reply is at the connector. @param flags of Node: both run with the same ones */
export async function teamsTimes(folder: string, flags: readonly string[]): Promise<{ ours: Spread; bare: Spread }> {
  const ours = await run([...flags, 'tokki.js', 'start'], { DATA_DIR: folder, TEAMS_DEV_NO_AUTH: '1' });
  return { ours, bare: await run([...flags, 'bench/teams-echo.ts'], {}) };
}

async function run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<Spread> {
  const connector = await startConnector();
  const free = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(free), LOG_LEVEL: 'silent', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  try {
    return await drive(`http://127.0.0.1:${free}`, connector);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await connector.stop();
  }
}

/** Each person has a chat of their own; the n-th post in it answers the n-th activity. */
async function drive(url: string, connector: Connector): Promise<Spread> {
  const sent: number[] = [];
  const waiting: Promise<unknown>[] = [];
  for (let n = 0; n < activities; n++) {
    const began = performance.now();
    sent.push(began);
    waiting.push(say(connector, url, n));
    await pause(Math.max(0, interval - (performance.now() - began)));
  }
  await Promise.all(waiting);
  await until(() => connector.posts.length >= activities);
  const replies = sent.flatMap((began, n) => {
    const posts = connector.posts.filter(({ path }) => path.includes(`/${chatOf(n)}/`));
    const post = posts[Math.floor(n / people)];
    return post ? [post.at - began] : [];
  });
  return spread(replies.slice(warmUp));
}

/** The n-th question; resolves when it is acknowledged. */
export async function say(connector: Connector, url: string, n: number): Promise<void> {
  const body = JSON.stringify(question(connector, n));
  await fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

function chatOf(n: number): string {
  return `a:bench-${n % people}`;
}

function question(connector: Connector, n: number) {
  const id = `bench-${n % people}`;
  const conversation = { id: chatOf(n), conversationType: 'personal', tenantId: 'tenant-1' };
  return said({ connector }, 'USBで渡していい？', {
    from: { id: `29:${id}`, name: id, aadObjectId: id },
    conversation,
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const free = await port(probe);
  probe.close();
  await once(probe, 'close');
  return free;
}

/** How fast Slack is answered: our whole desk, and a bare Bolt app, against the same double in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signingSecret } from '../test/adapters/slack/desk.ts';
import { type SlackDouble, startDouble } from '../test/adapters/slack/double.ts';
import { fixture, hana, self } from '../test/adapters/slack/fixtures.ts';
import { eventRequest, send } from '../test/adapters/slack/sender.ts';
import { until } from '../test/adapters/slack/until.ts';
import { type Spread, spread } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const events = 500;
const warmUp = 50;
const people = 20;
const interval = 20;

interface Times {
  readonly ack: Spread;
  readonly reply: Spread;
}

/** @param flags of Node: both run with the same ones */
export async function slackTimes(folder: string, flags: readonly string[]): Promise<{ ours: Times; bare: Times }> {
  const ours = await run([...flags, 'tokki.js', 'start'], { DATA_DIR: folder });
  return { ours, bare: await run([...flags, 'bench/echo.ts'], {}) };
}

/** What an app needs to know of the double. */
export function slackEnv({ apiUrl }: SlackDouble): Readonly<Record<string, string>> {
  return {
    SLACK_REGION: 'jp',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  };
}

/** Those who say something, as members of the workspace. */
export function peopleOf(slack: SlackDouble): void {
  const user = slack.users.get(hana) ?? {};
  for (let n = 0; n < people; n++) slack.users.set(`U0BENCH${n}`, { ...user, id: `U0BENCH${n}` });
}

async function run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<Times> {
  const slack = await startDouble();
  peopleOf(slack);
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LOG_LEVEL: 'silent',
      ...slackEnv(slack),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  try {
    return await drive(`http://127.0.0.1:${port}`, slack);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await slack.stop();
  }
}

/** Each person has a conversation of their own; the n-th post in it answers the n-th event. */
async function drive(url: string, slack: SlackDouble): Promise<Times> {
  const sent: number[] = [];
  const acks: number[] = [];
  const waiting: Promise<unknown>[] = [];
  for (let n = 0; n < events; n++) {
    const began = performance.now();
    sent.push(began);
    waiting.push(say(url, n).then(() => (acks[n] = performance.now() - began)));
    await pause(Math.max(0, interval - (performance.now() - began)));
  }
  await Promise.all(waiting);
  await until(() => slack.messages.length >= events, 60_000);
  const replies = sent.flatMap((began, n) => {
    const posts = slack.messages.filter(({ channel }) => channel === channelOf(n)).toReversed();
    const post = posts[Math.floor(n / people)];
    return post ? [post.posted - began] : [];
  });
  return { ack: spread(acks.slice(warmUp)), reply: spread(replies.slice(warmUp)) };
}

function channelOf(n: number): string {
  return `D0BENCH${n % people}`;
}

/** The n-th question; resolves when it is acknowledged. */
export async function say(url: string, n: number): Promise<void> {
  await send(url, question(n));
}

function question(n: number) {
  const ts = `1795999000.${String(n).padStart(6, '0')}`;
  const user = `U0BENCH${n % people}`;
  const message = { type: 'message', channel: channelOf(n), channel_type: 'im', user, team: self.team };
  const event = { ...message, text: 'USBで渡していい？', ts, event_ts: ts };
  return eventRequest({ ...fixture('message-direct'), event_id: `Ev${n}`, event });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

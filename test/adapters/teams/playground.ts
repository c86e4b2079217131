/** Microsoft's Agents Playground without a browser: Teams for one person, over its own HTTP and WebSocket protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Card } from '../../../adapters/teams/cards.ts';

const cli = fileURLToPath(new URL('../../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url));
const loopbackOnly = fileURLToPath(new URL('./loopback.cjs', import.meta.url));

/** Somebody in the Playground's tenant. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly aad: string;
}

export const hana: Account = { id: 'user-hana', name: 'Hana', mail: 'hana@example.jp', aad: objectId(1) };
export const ichiro: Account = { id: 'user-ichiro', name: 'Ichiro', mail: 'ichiro@example.jp', aad: objectId(2) };

function objectId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A message that the bot has posted, as it stands now. */
export interface Post {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly card: Card | undefined;
}

export interface Playground {
  readonly url: string;
  readonly personal: string;
  readonly group: string;
  readonly channel: string;
  /** What the bot has posted, oldest first. */
  posts(): readonly Post[];
  /** Resolves when what the Playground has told until now was heard. */
  settled(): Promise<void>;
  /** The next post that was not waited for yet. */
  next(): Promise<Post>;
  install(conversation: string): Promise<void>;
  say(conversation: string, text: string): Promise<void>;
  mention(conversation: string, text: string): Promise<void>;
  submit(post: Post, value: object): Promise<void>;
  /** The body of the answer to an invoke. */
  invoke(name: string, post: Post, value: object): Promise<unknown>;
  stop(): Promise<void>;
}

const strangers = Array.from({ length: 4 }, (_, i): Account => {
  const id = `user-${i}`;
  return { id, name: `Other ${i}`, mail: `${id}@example.jp`, aad: objectId(10 + i) };
});

function config(me: Account, others: readonly Account[]): string {
  const yaml = ({ id, name, mail, aad }: Account) =>
    JSON.stringify({ id, name, userPrincipleName: mail, aadObjectId: aad, givenName: name, surname: 'X', email: mail });
  return [
    'version: "0.1.1"',
    `tenantId: ${tenant}`,
    'bot: {"id": "bot-tokki", "name": "Tokki"}',
    `currentUser: ${yaml(me)}`,
    'users:',
    ...others.map((one) => `  - ${yaml(one)}`),
    `personalChat: {"id": "chat-${me.id}"}`,
    'groupChat: {"id": "group-1", "name": "Group"}',
    'team: {"id": "team-1", "name": "Team", "aadGroupId": "00000000-0000-0000-0000-000000000031", "channels": [{"id": "channel-1", "name": "News"}]}',
  ].join('\n');
}

const tenant = objectId(99);

export async function startPlayground(me: Account, endpoint: string): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'tokki-playground-'));
  const file = join(folder, 'config.yml');
  const others = [hana, ichiro, ...strangers].filter(({ id }) => id !== me.id).slice(0, 5);
  await writeFile(file, config(me, others));
  const port = await freePort();
  const flags = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(process.execPath, ['--require', loopbackOnly, cli, ...flags], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: file,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'log'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await listening(child, url);
  const stop = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, ...(await driver(url, me)), stop };
}

async function listening(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  const hear = (chunk: unknown) => {
    said += String(chunk);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', hear);
  for (let attempt = 0; attempt < 400; attempt++) {
    if (child.exitCode !== null) break;
    const isUp = await fetch(`${url}/_internal/v1/config`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the Playground did not start: ${said}`);
}

async function driver(url: string, me: Account) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const posts: Post[] = [];
  const arrived: (() => void)[] = [];
  let seen = 0;
  socket.addEventListener('message', ({ data }) => {
    if (process.env.PLAYGROUND_DEBUG) console.error(String(data).slice(0, 3000));
    const event = JSON.parse(String(data)) as Event;
    const post = event.message && postOf(event.message, event.actionConversationId);
    if (!post) return;
    const at = posts.findIndex(({ id }) => id === post.id);
    if (event.action === 'updateMessage' && at >= 0) posts[at] = post;
    else if (event.action === 'createMessage' && event.message?.from?.id !== me.id) posts.push(post);
    for (const wake of arrived.splice(0)) wake();
  });
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const from = { id: me.id };
  return {
    personal: `chat-${me.id}`,
    group: 'group-1',
    channel: 'channel-1',
    posts: () => posts,
    async settled() {
      const response = await fetch(`${url}/_internal/v1/config`);
      await response.text();
    },
    async next() {
      while (posts.length <= seen) await new Promise<void>((resolve) => void arrived.push(resolve));
      const next = posts[seen++];
      if (!next) throw new Error('no post');
      return next;
    },
    install: async (conversation: string) => void (await post(`/_debug/conversation/${conversation}/installation`, {})),
    say: async (conversation: string, text: string) =>
      void (await post(`/_conversation/v1/conversations/${conversation}/messages`, {
        type: 'text',
        text,
        textFormat: 'plain',
        from,
        mentions: [],
      })),
    mention: async (conversation: string, text: string) =>
      void (await post(`/_conversation/v1/conversations/${conversation}/messages`, {
        type: 'text',
        text: `<at>Tokki</at> ${text}`,
        textFormat: 'plain',
        from,
        mentions: [{ mentioned: { id: 'bot-tokki' }, text: '<at>Tokki</at>' }],
      })),
    submit: async ({ id, conversation }: Post, value: object) =>
      void (await post('/_conversation/v1/submit', { conversation: { id: conversation }, replyToId: id, value, from })),
    invoke: (name: string, { id, conversation }: Post, value: object) =>
      post('/_conversation/v1/invoke', { name, value, from, conversation: { id: conversation }, replyToId: id }),
  };
}

interface Event {
  readonly action: string;
  readonly actionConversationId: string;
  readonly message?: {
    readonly messageId: string;
    readonly from?: { readonly id: string };
    readonly text?: string;
    readonly attachments?: readonly { readonly content: Card }[];
  };
}

function postOf({ messageId, text = '', attachments = [] }: NonNullable<Event['message']>, conversation: string): Post {
  return { id: messageId, conversation, text, card: attachments[0]?.content };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

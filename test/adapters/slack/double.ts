/**
 * A small double of Slack: the Web API with its state, faults on demand, and Socket Mode. It refuses what Slack's
 * published limits refuse, and keeps every call.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { faults } from './block-kit.ts';
import { hana, hanaDm, ichiro, self } from './fixtures.ts';
import { createSockets, type Sockets } from './sockets.ts';

export type Args = Readonly<Record<string, unknown>>;

interface Call {
  readonly method: string;
  readonly args: Args;
}

/** A message that stands in Slack. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks: readonly Args[];
  readonly metadata?: unknown;
  readonly files?: readonly { readonly name: string }[];
  /** When it arrived, by the clock of `performance`. */
  readonly posted: number;
  /** The only user who sees it. */
  readonly only?: string;
  /** Whoever posted it was not told so. */
  readonly unheard?: boolean;
}

/** What a method answers instead of working; `hang` never answers; `lost` and `mute` work and drop the connection, or never answer. */
export type Fault =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: object }
  | 'hang'
  | 'lost'
  | 'mute';

export interface SlackDouble {
  readonly apiUrl: string;
  readonly calls: readonly Call[];
  readonly messages: readonly Message[];
  readonly users: Map<string, Args>;
  readonly sockets: Sockets;
  /** The next `times` calls of the method go wrong. */
  fail(method: string, fault: Fault, times?: number): void;
  /** Every call goes wrong like this, until it is told `undefined`. */
  down(fault: Fault | undefined): void;
  /** Calls of a method so far. */
  of(method: string): readonly Args[];
  stop(): Promise<void>;
}

const person = (id: string, email: string, more: object = {}): Args => ({
  id,
  team_id: self.team,
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  locale: 'ja-JP',
  profile: { email },
  ...more,
});

const direct: Readonly<Record<string, string>> = { [hana]: hanaDm, [ichiro]: 'D0ICHIRO01' };

export async function startDouble(): Promise<SlackDouble> {
  const calls: Call[] = [];
  const messages: Message[] = [];
  const planned = new Map<string, Fault[]>();
  const users = new Map([
    [hana, person(hana, 'hana@example.jp')],
    [ichiro, person(ichiro, 'Ichiro@example.jp')],
  ]);
  let outage: Fault | undefined;
  let unheard = false;
  let serial = 0;
  const now = () => performance.now();
  const stamp = () => `${Math.floor(Date.now() / 1000)}.${String(++serial).padStart(6, '0')}`;
  const blocksOf = (args: Args) => (args.blocks ?? []) as readonly Args[];

  function post(args: Args, only?: string): object {
    const { channel, text, thread_ts, metadata } = args as { [member: string]: string };
    if (!text && blocksOf(args).length === 0) return { ok: false, error: 'no_text' };
    if (faults({ text: text ?? '…', blocks: blocksOf(args) }).length > 0) return { ok: false, error: 'invalid_blocks' };
    const ts = stamp();
    const message = { channel: channel ?? '', ts, text: text ?? '', blocks: blocksOf(args), metadata, posted: now() };
    messages.unshift({
      ...message,
      ...(thread_ts && { thread_ts }),
      ...(only && { only }),
      ...(unheard && { unheard }),
    });
    return { ok: true, ts, channel, message_ts: ts };
  }

  function view(args: Args, answer: object): object {
    const found = faults(args.view as Args);
    return found.length > 0 ? { ok: false, error: 'invalid_arguments' } : answer;
  }

  const methods: Readonly<Record<string, (args: Args) => object>> = {
    'auth.test': () => ({ ok: true, team_id: self.team, user_id: self.user, bot_id: self.bot }),
    'users.info': ({ user }) =>
      users.has(String(user)) ? { ok: true, user: users.get(String(user)) } : { ok: false, error: 'user_not_found' },
    'users.lookupByEmail': ({ email }) => {
      const user = [...users.values()].find((one) => mailOf(one) === String(email).toLowerCase());
      return user ? { ok: true, user } : { ok: false, error: 'users_not_found' };
    },
    'conversations.open': ({ users: id }) => ({
      ok: true,
      channel: { id: direct[String(id)] ?? `D${String(id).slice(1)}` },
    }),
    'conversations.history': ({ channel, limit = 100 }) => ({
      ok: true,
      messages: messages.filter((one) => one.channel === channel).slice(0, Number(limit)),
    }),
    // The oldest first, unlike the history of a channel.
    'conversations.replies': ({ channel, ts, limit = 1000, oldest = 0 }) => ({
      ok: true,
      messages: messages
        .filter((one) => one.channel === channel && one.thread_ts === ts && Number(one.ts) > Number(oldest))
        .toReversed()
        .slice(0, Number(limit)),
    }),
    'chat.postMessage': (args) => post(args),
    // Slack takes a whisper into a thread that nobody has begun, and shows it to nobody.
    'chat.postEphemeral': (args) =>
      args.thread_ts === undefined || messages.some((one) => one.thread_ts === args.thread_ts)
        ? post(args, String(args.user))
        : { ok: true, message_ts: stamp() },
    'chat.update': (args) => {
      const at = messages.findIndex(({ ts }) => ts === args.ts);
      const before = messages[at];
      if (!before) return { ok: false, error: 'message_not_found' };
      messages[at] = { ...before, text: String(args.text), blocks: blocksOf(args) };
      return faults({ text: args.text, blocks: blocksOf(args) }).length > 0
        ? { ok: false, error: 'invalid_blocks' }
        : { ok: true };
    },
    'chat.getPermalink': ({ channel, message_ts: ts }) => ({
      ok: true,
      permalink: `https://tokki-example.slack.com/archives/${channel}/p${String(ts).replace('.', '')}`,
    }),
    'views.open': (args) => view(args, { ok: true, view: { id: 'V0FORM0001' } }),
    'views.publish': (args) => view(args, { ok: true, view: { id: 'V0HOME0001' } }),
    'assistant.threads.setStatus': () => ({ ok: true }),
    'assistant.threads.setTitle': () => ({ ok: true }),
    'assistant.threads.setSuggestedPrompts': () => ({ ok: true }),
    'files.getUploadURLExternal': ({ filename }) => ({
      ok: true,
      upload_url: `${url}/upload`,
      file_id: `F-${filename}`,
    }),
    'files.completeUploadExternal': (args) => {
      const files = (args.files as readonly { id: string }[]).map(({ id }) => ({ name: id.slice(2) }));
      const channel = String(args.channel_id);
      messages.unshift({ channel, ts: stamp(), text: '', blocks: [], files, posted: now() });
      return { ok: true, files };
    },
    'apps.connections.open': () => ({ ok: true, url: `${url.replace('http', 'ws')}/link` }),
  };

  const server = createServer((req, res) => void answer(req, res));
  const sockets = createSockets(new WebSocketServer({ server, path: '/link' }));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const method = (req.url ?? '').replace(/^\/(?:api\/)?/u, '');
    const args = await read(req);
    if (method === 'upload') return void res.end('OK');
    calls.push({ method, args });
    const fault = outage ?? planned.get(method)?.shift();
    if (fault === 'hang') return;
    if (fault && fault !== 'lost' && fault !== 'mute') {
      res.writeHead(fault.status ?? 200, { 'content-type': 'application/json', ...fault.headers });
      return void res.end(JSON.stringify(fault.body ?? {}));
    }
    unheard = fault !== undefined;
    const result = methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
    if (fault === 'mute') return;
    if (fault === 'lost') return void res.destroy();
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(result));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${url}/api/`,
    calls,
    messages,
    users,
    sockets,
    fail: (method, fault, times = 1) =>
      void planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]),
    down: (fault) => {
      outage = fault;
    },
    of: (method) => calls.filter((call) => call.method === method).map(({ args }) => args),
    async stop() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function mailOf({ profile }: Args): string {
  return (profile as { email: string }).email.toLowerCase();
}

/** The arguments of a call: a form in which lists and objects are JSON. */
async function read(req: IncomingMessage): Promise<Args> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = new URLSearchParams(Buffer.concat(chunks).toString());
  return Object.fromEntries([...body].map(([name, value]) => [name, /^[[{]/u.test(value) ? JSON.parse(value) : value]));
}

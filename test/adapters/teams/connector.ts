/** The connector of Teams on this machine: keeps what it is told, and fails when it is asked to. */
import { createServer, type IncomingMessage } from 'node:http';
import type { Json } from '../../../adapters/teams/cards.ts';
import { port } from './serve.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, Json>>;
  /** When it came, on the clock of `performance.now()`. */
  readonly at: number;
  /** It was done, and whoever asked for it was not told so. */
  readonly unheard?: boolean;
}

/** `hang` never answers; `lost` and `mute` do the work and drop the connection, or never answer. */
type Failure =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly code?: string }
  | 'hang'
  | 'lost'
  | 'mute';

export interface Connector {
  readonly url: string;
  readonly calls: readonly Call[];
  /** The posts that were taken, in order. */
  readonly posts: readonly Call[];
  /** The next calls whose method and path match fail like this, one each; with 200 one passes. */
  fail(on: RegExp, ...failures: readonly Failure[]): void;
  /** Every call fails like this, until it is told `undefined`. */
  down(failure: Failure | undefined): void;
  /** What the directory says of everybody. */
  member: Readonly<Record<string, Json>>;
  /** What it says of some, by their id, beside that. */
  readonly members: Map<string, Readonly<Record<string, Json>>>;
  /** The members of each team. */
  roster: readonly Readonly<Record<string, Json>>[];
  stop(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const failures: { readonly on: RegExp; readonly failure: Failure }[] = [];
  const calls: Call[] = [];
  const posts: Call[] = [];
  let outage: Failure | undefined;
  let serial = 0;
  const connector = {
    member: { email: 'hana@example.jp', userPrincipalName: 'hana@example.jp', userRole: 'user' },
    members: new Map<string, Readonly<Record<string, Json>>>(),
    roster: [],
  };
  function failureOf(call: Call): Failure | undefined {
    const due = outage ? -1 : failures.findIndex(({ on }) => on.test(`${call.method} ${call.path}`));
    return outage ?? (due < 0 ? undefined : failures.splice(due, 1)[0]?.failure);
  }

  /** Does what is asked for; resolves to the answer. */
  function serve(call: Call): readonly [number, object] {
    if (/\/pagedmembers/u.test(call.path)) return [200, { members: all.roster }];
    if (/\/members\//u.test(call.path)) {
      const id = call.path.split('/').at(-1) ?? '';
      return [200, { id, ...all.member, ...all.members.get(id) }];
    }
    if (/\/v3\/conversations$/u.test(call.path)) return [201, { id: `a:opened-${++serial}` }];
    if (call.method === 'POST') posts.push(call);
    return [call.method === 'DELETE' ? 200 : 201, { id: `post-${++serial}` }];
  }

  const server = createServer(async (req, res) => {
    const at = performance.now();
    const call = { method: req.method ?? '', path: decodeURIComponent(req.url ?? ''), body: await bodyOf(req), at };
    calls.push(call);
    const failure = failureOf(call);
    const answer = (status: number, body: object, headers = {}) =>
      res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (failure === 'hang') return;
    if (typeof failure === 'object' && failure.status !== 200) {
      const { status, headers, code = 'Failed' } = failure;
      return answer(status, { error: { code, message: 'no' } }, headers);
    }
    const unheard = failure === 'mute' || failure === 'lost';
    const [status, body] = serve(unheard ? { ...call, unheard } : call);
    if (failure === 'mute') return;
    if (failure === 'lost') return void res.destroy();
    answer(status, body);
  });
  const url = `http://127.0.0.1:${await port(server)}/teams/`;
  const all: Connector = {
    ...connector,
    url,
    calls,
    posts,
    down: (failure) => {
      outage = failure;
    },
    fail: (on, ...more) => void failures.push(...more.map((failure) => ({ on, failure }))),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return all;
}

async function bodyOf(req: IncomingMessage): Promise<Call['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Call['body']);
}

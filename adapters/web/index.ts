/** The local chat page: the desk without an account and without a key. */
import { randomUUID } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type Adapter, type Host, type Person, TokkiError } from '../../src/index.ts';
import { servePage } from './assets.ts';
import { addressOf, bodyLimit, parseMessage } from './parse.ts';
import { createStreams, type Streams, viewOf } from './stream.ts';

export interface WebOptions {
  /** The header in which an authenticating proxy names the person (id or mail); without it everybody here may be anybody. */
  readonly userHeader?: string;
  /** The addresses from which the proxy speaks; nobody else may use that header. */
  readonly proxies?: readonly string[];
  readonly now: () => number;
}

const historyLimit = 200;

/** Creates the web adapter. Its JSON API is described in the README. */
export function createWeb({ userHeader, proxies = [], now }: WebOptions): Adapter {
  let host: Host;
  let streams: Streams | undefined;
  const app = express();
  app.disable('x-powered-by');
  app.use(secureHeaders);
  if (userHeader) app.use(secureTransport);
  app.use('/api/web', guarded(userHeader ? isFromProxy(proxies) : isLocal), guarded(isOwnPage));

  app.get('/api/web/people', async (req, res) => {
    const people = userHeader ? await oneOf(headerOf(req, userHeader)) : await host.people();
    res.json(people.map(({ id, name, role, lang, manager }) => ({ id, name, role, lang, manager })));
  });
  app.post('/api/web/messages', jsonOnly, express.json({ limit: bodyLimit, strict: false }), async (req, res) => {
    const person = await personOf(req, (req.body as { person?: unknown } | null)?.person);
    const message = parseMessage(req.body, person, now(), randomUUID);
    const received = await host.receive(message);
    streams?.poke(message.address);
    if (received === 'taken') return void res.status(202).json({ key: message.key });
    res.status(429).set('retry-after', '60').json({ error: 'limited', message: 'too many messages in this minute' });
  });
  app.get('/api/web/conversation', async (req, res) => {
    const person = await personOf(req, req.query.person);
    const lines = await host.history(addressOf(person), historyLimit, lineNumber(req.query.after), person);
    res.json({ person, lines: lines.map(viewOf) });
  });
  app.get('/api/web/events', async (req, res) => {
    // Express takes HEAD for GET, and this one would never end.
    if (req.method === 'HEAD') return void res.end();
    const asked = lineNumber(req.get('last-event-id') ?? req.query.after);
    const cursors = new Map<string, number>();
    const people = [req.query.person ?? []].flat().map((named) => ({ named, place: 'chat' as const }));
    const desks = [req.query.desk ?? []].flat().map((named) => ({ named, place: 'desk' as const }));
    for (const { named, place } of [...people, ...desks]) {
      const address = addressOf(await personOf(req, named), place);
      const newest = async () => (await host.history(address, 1)).at(-1)?.id ?? 0;
      cursors.set(address, asked ?? (await newest()));
    }
    streams?.open(res, cursors);
  });
  app.get('/api/web/files/:id', async (req, res) => {
    const { name, type, bytes } = await host.file(req.params.id, await personOf(req, req.query.person));
    res.attachment(name).type(type).send(Buffer.from(bytes));
  });
  app.use('/api/web', (error: unknown, _req: Request, res: Response, next: express.NextFunction) => {
    const status = (error as { status?: unknown }).status;
    if (status === 413) return void res.status(413).json({ error: 'too_large', message: `at most ${bodyLimit}` });
    if (status === 400) return void res.status(400).json({ error: 'bad_request', message: 'the body is not JSON' });
    if (!(error instanceof TokkiError) || error.code !== 'input') return next(error);
    res.status(400).json({ error: 'bad_request', message: error.message });
  });

  function guarded(isAllowed: (req: Request) => boolean): RequestHandler {
    return async (req, res, next) => {
      if (isAllowed(req)) return next();
      await host.refused('web');
      res.status(403).json({ error: 'forbidden' });
    };
  }

  async function oneOf(name: string): Promise<readonly Person[]> {
    const person = await host.person(name);
    return person ? [person] : [];
  }

  /** Who is at the page: the proxy's word where there is one, else the person that the page names. */
  async function personOf(req: Request, named: unknown): Promise<string> {
    const name = userHeader ? headerOf(req, userHeader) : named;
    const person = typeof name === 'string' ? await host.person(name) : undefined;
    if (!person) {
      await host.refused('web');
      throw new TokkiError('input', 'person is not known here');
    }
    return person.id;
  }

  return {
    name: 'web',
    passive: true,
    http: app,
    async start(given) {
      host = given;
      streams = createStreams(given);
      app.use(await servePage());
    },
    async send(to) {
      // The line is in the history already: the commit that made this job put it there.
      streams?.poke(to);
    },
    hear: (address) => streams?.poke(address),
    async stop() {
      streams?.close();
    },
    direct: (person) => addressOf(person.id),
  };
}

function lineNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : undefined;
}

function headerOf(req: Request, header: string): string {
  return req.get(header)?.trim() ?? '';
}

const secureHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
  });
  next();
};

/** Behind a proxy the page comes by TLS, and is never to be asked for without it again. */
const secureTransport: RequestHandler = (_req, res, next) => {
  res.set('strict-transport-security', 'max-age=31536000');
  next();
};

/**
 * Keeps pages of other sites out: a name that only resolves to this machine (DNS rebinding) is not ours. A proxy that
 * stands before the page without `userHeader` would let anybody be anybody; what it adds to a request gives it away.
 */
function isLocal(req: Request): boolean {
  const isForwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => req.get(name) !== undefined);
  return !isForwarded && /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/u.test(req.get('host') ?? '');
}

/** The header is worth something only from the proxy: anybody else could write any name into it. */
function isFromProxy(proxies: readonly string[]): (req: Request) => boolean {
  return (req) => proxies.includes(req.socket.remoteAddress?.replace(/^::ffff:/u, '') ?? '');
}

/** What a browser sends for the page of another site says so itself (Fetch Metadata); nobody else has a reason to. */
function isOwnPage(req: Request): boolean {
  return ['same-origin', 'none', undefined].includes(req.get('sec-fetch-site'));
}

/** A form of another site can post text/plain but not JSON: no cross-site request gets through. */
const jsonOnly: RequestHandler = (req, res, next) => {
  if (req.is('application/json')) return next();
  res.status(415).json({ error: 'bad_request', message: 'content-type must be application/json' });
};

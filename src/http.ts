/** The one HTTP port: health, metrics, and each adapter's part. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { BlockList, isIPv4 } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { TokkiError, tokkiError } from './errors.ts';
import type { Adapter } from './index.ts';
import { causeOf, during, type Log } from './log.ts';

export interface HttpParts {
  readonly adapters: readonly Adapter[];
  /** Rejects where no Message could be stored now. */
  readonly healthy: () => Promise<void>;
  readonly log: Log;
  readonly metrics?: Exposed;
}

/** The metrics, and the addresses and networks (`10.0.0.0/8`) that may read them. */
interface Exposed {
  readonly type: string;
  readonly from: readonly string[];
  text(): Promise<string>;
}

/** How long a platform should wait before it sends again, in seconds. */
const retryAfter = 5;

/** Builds the application; the adapters' handlers come first and verify their own raw bodies. */
export function createHttp({ adapters, healthy, log, metrics }: HttpParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId);
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get('/readyz', (_req, res, next) => {
    healthy().then(() => res.json({ status: 'ok' }), next);
  });
  if (metrics) app.get('/metrics', onlyFrom(metrics.from), serveMetrics(metrics));
  for (const { http } of adapters) if (http) app.use(http);
  app.use((_req, res) => {
    res.status(404).json({ error: 'not_found' });
  });
  app.use(createErrorHandler(log));
  return app;
}

/** What is logged for a request bears its id: the one that a proxy gave it, or a new one. */
const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id') ?? '';
  const request = /^[\w.-]{8,64}$/u.test(given) ? given : randomUUID();
  res.set('x-request-id', request);
  during({ request }, next);
};

function serveMetrics({ type, text }: Exposed): RequestHandler {
  return (_req, res, next) => {
    text().then((body) => res.type(type).send(body), next);
  };
}

/** @throws TokkiError `config` for what is no address and no network */
function onlyFrom(addresses: readonly string[]): RequestHandler {
  const allowed = new BlockList();
  for (const entry of addresses) allow(allowed, entry);
  return (req, res, next) => {
    const from = req.socket.remoteAddress?.replace(/^::ffff:/u, '') ?? '';
    if (allowed.check(from, isIPv4(from) ? 'ipv4' : 'ipv6')) return next();
    res.status(403).json({ error: 'forbidden' });
  };
}

function allow(list: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  try {
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  } catch (error) {
    throw new TokkiError('config', `METRICS_FROM: ${entry} is neither an address nor a network`, { cause: error });
  }
}

/** An error says a code, never a text: it could hold what a person wrote. */
function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 500) {
      log.error('http.failed', { status, ...causeOf(error) });
      res.set('retry-after', String(retryAfter));
    }
    res.status(status).json({ error: errorOf(error, status) });
  };
}

function errorOf(error: unknown, status: number): string {
  if (status < 500) return 'bad_request';
  return tokkiError(error)?.code === 'full' ? 'busy' : 'unavailable';
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}

/** Who sends headers or a body drop by drop is cut off; a page that listens for hours sends nothing, and is not. */
const limits = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };
const mostConnections = 10_000;

/**
 * Listens.
 * @throws TokkiError `port` where the port is taken or not allowed
 */
export async function listen(app: express.Express, port: number, host: string): Promise<Server> {
  const server = createServer({ ...limits, connectionsCheckingInterval: 5_000 }, app);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new TokkiError('port', `cannot listen on ${host}:${port} (${error.code})`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

/** The one HTTP port: health, and each adapter's part. */
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import { TokkiError } from './errors.ts';
import type { Adapter } from './index.ts';
import { causeOf, type Log } from './log.ts';

export interface HttpParts {
  readonly adapters: readonly Adapter[];
  /** Rejects where the store cannot be written. */
  readonly healthy: () => Promise<void>;
  readonly log: Log;
}

/** Builds the application; the adapters' handlers come first and verify their own raw bodies. */
export function createHttp({ adapters, healthy, log }: HttpParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_req, res, next) => {
    healthy().then(() => res.json({ status: 'ok' }), next);
  });
  for (const { http } of adapters) if (http) app.use(http);
  app.use((_req, res) => {
    res.status(404).json({ error: 'not_found' });
  });
  app.use(createErrorHandler(log));
  return app;
}

/** An error says a code, never a text: it could hold what a person wrote. */
function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 500) log.error('http.failed', { status, ...causeOf(error) });
    res.status(status).json({ error: status >= 500 ? 'unavailable' : 'bad_request' });
  };
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}

/**
 * Listens.
 * @throws TokkiError `port` where the port is taken or not allowed
 */
export async function listen(app: express.Express, port: number, host: string): Promise<Server> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new TokkiError('port', `cannot listen on ${host}:${port} (${error.code})`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

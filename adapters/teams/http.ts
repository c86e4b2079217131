/** The one path of the Bot Framework: /api/messages. Whatever goes wrong is answered by a bare status. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Adapter } from '../../src/index.ts';
import { record } from './activity.ts';
import type { Answer } from './dialogs.ts';

const path = '/api/messages';
const bodyAtMost = 262_144;
const readAtMost = 16 * bodyAtMost;

/** @param answer decides about a body; @param isLocal only requests to this machine by its own name are taken */
export function createHttp(
  answer: (authorization: string, body: Readonly<Record<string, unknown>>) => Promise<Answer>,
  isLocal: boolean,
): NonNullable<Adapter['http']> {
  return (req, res, next) => {
    if (req.url?.split('?')[0] !== path) return next();
    respond(req, answer, isLocal).then(
      ({ status, body }) => end(res, status, body),
      (error: unknown) => next(error),
    );
  };
}

async function respond(
  req: IncomingMessage,
  answer: Parameters<typeof createHttp>[0],
  isLocal: boolean,
): Promise<Answer> {
  if (req.method !== 'POST') return { status: 405 };
  // Without authentication, a page of another site must not speak to the desk: not by a name, not by a simple form.
  if (isLocal && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/u.test(req.headers.host ?? ''))
    return { status: 403 };
  if (!/^application\/json\b/iu.test(req.headers['content-type'] ?? '')) return { status: 415 };
  const text = await read(req);
  if (text === undefined) return { status: 413 };
  const body = parsed(text);
  return body ? answer(req.headers.authorization ?? '', body) : { status: 400 };
}

async function read(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).byteLength;
    // What is too large is read on, or the sender would not hear the answer; but not for ever.
    if (size <= bodyAtMost) chunks.push(chunk as Buffer);
    else if (size > readAtMost) break;
  }
  return size > bodyAtMost ? undefined : Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = record(JSON.parse(text));
    return typeof body.type === 'string' ? body : undefined;
  } catch {
    return undefined;
  }
}

function end(res: ServerResponse, status: number, body: Answer['body']): void {
  if (body === undefined) return void res.writeHead(status).end();
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

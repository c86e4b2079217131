/** Slack's side of HTTP: signed requests as Slack sends them. */
import { createHmac } from 'node:crypto';
import { signingSecret } from './desk.ts';

export interface Signature {
  readonly secret?: string;
  /** Seconds since the epoch. */
  readonly at?: number;
  readonly headers?: Record<string, string>;
}

export interface Request {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A signed request; sent again as it is, it is a replay. */
export function signed(
  body: string,
  type: string,
  { secret = signingSecret, at, headers = {} }: Signature = {},
): Request {
  const timestamp = String(at ?? Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const signing = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
  return { body, headers: { 'content-type': type, ...signing, ...headers } };
}

/** An event of the Events API. */
export function eventRequest(body: object, signature?: Signature): Request {
  return signed(JSON.stringify(body), 'application/json', signature);
}

/** A press, a form, a shortcut: JSON in the member `payload` of a form. */
export function interaction(body: object, signature?: Signature): Request {
  const form = new URLSearchParams({ payload: JSON.stringify(body) });
  return signed(String(form), 'application/x-www-form-urlencoded', signature);
}

/** A slash command: a form. */
export function command(body: object, signature?: Signature): Request {
  const form = new URLSearchParams(body as Record<string, string>);
  return signed(String(form), 'application/x-www-form-urlencoded', signature);
}

export async function send(url: string, { body, headers }: Request): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

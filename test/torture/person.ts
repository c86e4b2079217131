/** A scripted person who reports incidents over HTTP and sends again, with the same key, whatever was not acknowledged. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Choice, Input, Reply } from '../../src/types.ts';

export interface Line {
  readonly id: number;
  readonly key: string;
  readonly reply?: Reply;
  readonly message?: { readonly text?: string; readonly choice?: Choice };
}

/** What was acknowledged with 202: it must never be lost. */
interface Acknowledged {
  readonly key: string;
  readonly said: { readonly text?: string; readonly choice?: Choice };
}

export interface Person {
  readonly id: string;
  readonly acknowledged: Acknowledged[];
  filed: number;
}

/** Reports as many incidents as asked; gives up only when `until` has passed. */
export async function reportIncidents(url: string, person: Person, reports: number, until: number): Promise<void> {
  for (let n = 0; n < reports; n++) {
    await say(url, person, { text: `USBメモリーを電車に忘れました（${n + 1}件目）` }, until);
    for (let turn = 0; turn < 60; turn++) {
      const reply = await waitForReply(url, person, until);
      if (/\d{4}-\d{4}/u.test(reply.title ?? reply.text) && !reply.input) break;
      await say(url, person, { choice: answerTo(reply, turn) }, until);
    }
    person.filed += 1;
  }
}

/** The first answers to what is asked; then "file now". */
function answerTo(reply: Reply, turn: number): Choice {
  const file = reply.buttons?.find(({ id }) => /:(?:fileNow|file)$/u.test(id));
  const confirm = reply.buttons?.find(({ id }) => id.endsWith(':file'));
  if (confirm) return { id: confirm.id };
  if (file && turn >= 6) return { id: file.id };
  if (reply.input) return { id: reply.input.id, values: valuesFor(reply.input) };
  const [button] = reply.buttons ?? [];
  if (!button) throw new Error(`nothing to answer in a reply of kind ${reply.kind}`);
  return { id: button.id };
}

function valuesFor({ kind, options = [] }: Input): readonly string[] {
  if (options[0]) return [options[0].value];
  if (kind === 'number') return ['12'];
  return kind === 'datetime' ? ['2026-01-05T09:30'] : ['改札の近く'];
}

let serial = 0;

async function say(url: string, person: Person, said: Acknowledged['said'], until: number): Promise<void> {
  const key = `${person.id}-${serial++}`;
  const body = JSON.stringify({ person: person.id, key, ...said });
  const post = () =>
    fetch(`${url}/api/web/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await patiently(async () => (await post()).status === 202, until);
  person.acknowledged.push({ key: `web:${person.id}:${key}`, said });
  // Some deliveries come twice.
  if (serial % 5 === 0) await post().catch(() => undefined);
}

/** The last Reply, once everything acknowledged has been answered. */
async function waitForReply(url: string, person: Person, until: number): Promise<Reply> {
  const last = person.acknowledged.at(-1)?.key ?? '';
  let reply: Reply | undefined;
  await patiently(async () => {
    const answers = (await latest(url, person.id)).filter(({ key }) => key.startsWith(`${last}>`));
    reply = answers.at(-1)?.reply;
    return reply !== undefined;
  }, until);
  if (!reply) throw new Error('no reply');
  return reply;
}

/** The last lines of a conversation. */
async function latest(url: string, person: string): Promise<readonly Line[]> {
  return lines(`${url}/api/web/conversation?person=${person}`);
}

/** All lines of a conversation. */
export async function conversation(url: string, person: string): Promise<readonly Line[]> {
  const all: Line[] = [];
  for (;;) {
    const next = await lines(`${url}/api/web/conversation?person=${person}&after=${all.at(-1)?.id ?? 0}`);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

async function lines(url: string): Promise<readonly Line[]> {
  return ((await (await fetch(url)).json()) as { lines: Line[] }).lines;
}

async function patiently(attempt: () => Promise<boolean>, until: number): Promise<void> {
  while (!(await attempt().catch(() => false))) {
    if (Date.now() > until) throw new Error('the desk did not come back in time');
    await pause(25);
  }
}

/** The page's requests; the README describes the same API for programs. */
import type { Choice, Lang, Reply, Role } from '../../../src/index.ts';

export interface Someone {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
}

/** What a person said, as the desk gives it back. */
export interface Said {
  readonly text?: string;
  readonly choice?: Choice;
}

export interface Line {
  readonly id: number;
  readonly key: string;
  readonly at: number;
  readonly reply?: Reply;
  readonly message?: Said;
}

async function get<T>(path: string): Promise<T> {
  const res = await fetch(path);
  if (!res.ok) throw new Error(`${path}: ${res.status}`);
  return (await res.json()) as T;
}

export function people(): Promise<readonly Someone[]> {
  return get('/api/web/people');
}

export async function conversation(person: string): Promise<readonly Line[]> {
  const { lines } = await get<{ lines: readonly Line[] }>(`/api/web/conversation?person=${encodeURIComponent(person)}`);
  return lines;
}

/** Sends once more with the same key after a failure: the desk recognises the repeat. */
export async function say(person: string, said: Said, key: string): Promise<void> {
  const body = JSON.stringify({ person, key, ...said });
  const res = await fetch('/api/web/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!res.ok) throw new Error(`messages: ${res.status}`);
}

/** Follows a conversation from the line `after` on; the browser reconnects by itself. */
export function follow(person: string, after: number, on: (line: Line) => void, online: (yes: boolean) => void): void {
  const source = new EventSource(`/api/web/events?person=${encodeURIComponent(person)}&after=${after}`);
  for (const name of ['reply', 'message']) {
    source.addEventListener(name, (event) => on(JSON.parse((event as MessageEvent<string>).data) as Line));
  }
  source.addEventListener('open', () => online(true));
  source.addEventListener('error', () => online(false));
}

/** The page's requests; the README describes the same API for programs. */
import type { Choice, Lang, Reply, Role } from '../../../src/index.ts';

export interface Someone {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  readonly manager?: string;
}

/** What a person said, as the desk gives it back. */
export interface Said {
  readonly text?: string;
  readonly choice?: Choice;
}

export type Place = 'chat' | 'desk';

export interface Line {
  readonly id: number;
  readonly key: string;
  readonly person: string;
  readonly place: Place;
  readonly at: number;
  readonly reply?: Reply;
  readonly message?: Said;
}

/** How long to wait for an answer, and between two tries, in milliseconds. */
const patience = 10_000;
const pause = 2_000;

async function get<T>(path: string): Promise<T> {
  const res = await fetch(path, { signal: AbortSignal.timeout(patience) });
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

/** Where a file of a Reply is fetched from. */
export function fileAddress(id: string, person: string): string {
  return `/api/web/files/${encodeURIComponent(id)}?person=${encodeURIComponent(person)}`;
}

/** Sends once more with the same key after a failure: the desk recognises the repeat. */
export async function say(person: string, said: Said, key: string, place: Place = 'chat'): Promise<void> {
  const body = JSON.stringify({ person, key, place, ...said });
  const res = await fetch('/api/web/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(patience),
  });
  if (!res.ok) throw new Error(`messages: ${res.status}`);
}

/**
 * Follows conversations from the line `after` on, all in one stream: a browser has six connections for all its tabs.
 * The browser reconnects by itself after a lost connection, but not after a refusal; then it is tried anew.
 */
export function follow(
  persons: readonly string[],
  desks: readonly string[],
  after: number,
  on: (line: Line) => void,
  online: (yes: boolean) => void,
): void {
  const names = [
    ...persons.map((person) => `person=${encodeURIComponent(person)}`),
    ...desks.map((person) => `desk=${encodeURIComponent(person)}`),
  ].join('&');
  const source = new EventSource(`/api/web/events?${names}&after=${after}`);
  let last = after;
  for (const name of ['reply', 'message']) {
    source.addEventListener(name, (event) => {
      const line = JSON.parse((event as MessageEvent<string>).data) as Line;
      last = Math.max(last, line.id);
      on(line);
    });
  }
  source.addEventListener('open', () => online(true));
  source.addEventListener('error', () => {
    online(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(persons, desks, last, on, online), pause);
  });
}

/** Tries again until it works: the desk may be starting. */
export async function patiently<Result>(attempt: () => Promise<Result>, failed: () => void): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      failed();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** The page as a platform: its JSON API. */
import type { Choice, Reply } from '../../src/types.ts';
import { deliveredBy, type Platform, type Seen } from './platform.ts';

interface Line {
  readonly id: number;
  readonly key: string;
  readonly reply?: Reply;
  readonly message?: { readonly text?: string; readonly choice?: Choice };
}

/** So long an instance that hangs may keep a person waiting. */
const patience = 5_000;

export function createWeb(): Platform {
  /** The last line that each person had on the screen, and had when something was said: answers come after it. */
  const last = new Map<string, number>();
  const before = new Map<string, number>();
  return {
    name: 'web',
    env: {},
    repeats: 'none',
    outages: [],
    meet: async () => undefined,
    async deliver(instance, person, key, said) {
      const name = `${person} ${key}`;
      before.set(name, before.get(name) ?? last.get(person) ?? 0);
      const response = await fetch(`${instance}/api/web/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person, key, ...said }),
        signal: AbortSignal.timeout(patience),
      });
      return deliveredBy(response, 202);
    },
    addressOf: (person) => `web:${person}`,
    keyOf: (person, key) => `web:${person}:${key}`,
    async answers(instance, person, key) {
      const since = before.get(`${person} ${key}`) ?? 0;
      const all = await lines(`${instance}/api/web/conversation?person=${person}&after=${since}`);
      last.set(person, Math.max(last.get(person) ?? 0, ...all.map(({ id }) => id)));
      return seenOf(all.filter((line) => line.key.startsWith(`web:${person}:${key}>`)));
    },
    everything: async (instance, person) => seenOf(await allLines(instance, person)),
    fail: () => undefined,
    close: async () => undefined,
  };
}

function seenOf(all: readonly Line[]): readonly Seen[] {
  return all.flatMap(({ key, reply }): Seen[] => {
    if (!reply) return [];
    const number = /\d{4}-\d{4}/u.exec(`${reply.title ?? ''} ${reply.text}`)?.[0];
    const { text, buttons = [], input } = reply;
    const rest = { ...(number !== undefined && { number }), ...(input && { input }) };
    return [{ key, text, buttons: buttons.map(({ id }) => ({ id })), ...rest }];
  });
}

async function allLines(instance: string, person: string): Promise<readonly Line[]> {
  const all: Line[] = [];
  for (;;) {
    const next = await lines(`${instance}/api/web/conversation?person=${person}&after=${all.at(-1)?.id ?? 0}`);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

async function lines(url: string): Promise<readonly Line[]> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return ((await response.json()) as { lines: Line[] }).lines;
}

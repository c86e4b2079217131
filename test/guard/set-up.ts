/** The guard at work: through a bot, on a store, with the clock moved. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createBot } from '../../src/bot.ts';
import { createGuard } from '../../src/guard/handler.ts';
import { parseRules } from '../../src/guard/rules.ts';
import type { Adapter } from '../../src/index.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Access, Message, OpenForm, Person, Reply, Role } from '../../src/types.ts';

export const day = 86_400_000;
/** Tue 24 Nov 2026, 12:00 JST. */
export const noon = Date.UTC(2026, 10, 24, 3);
const person = (id: string, role: Role): Person => ({
  id,
  name: `名${id}`,
  mail: `${id}@x.jp`,
  role,
  lang: 'ja',
  contracts: ['k'],
});
const people = [
  person('s', 'staff'),
  person('r', 'responsible'),
  person('a', 'admin'),
  person('b', 'admin'),
  person('u', 'auditor'),
];
export const rules = parseRules(
  parse(readFileSync(new URL('../../knowledge/monitoring.yaml', import.meta.url), 'utf8')),
  'x',
);
export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const access = (over: Partial<Access> = {}): Access => ({
  at: noon,
  by: 's',
  act: 'read',
  subject: 'report:2026-0001',
  ...over,
});
export const form: OpenForm = { form: 'incident', key: 'f1', answers: {}, told: ['電車'], started: noon };

export type Room = Awaited<ReturnType<typeof openRoom>>;

export async function openRoom() {
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  const guard = createGuard({ log: store.keep, rules, keep: { log: 400, questions: 180 } });
  const adapter: Adapter = {
    name: 'web',
    start: async () => undefined,
    stop: async () => undefined,
    direct: ({ id }) => `web:${id}`,
    send: async (to, reply) => void room.sent.push({ to, reply }),
  };
  const parts = { store, handler: guard.handle, onTimer: guard.onTimer, adapters: [adapter], log: quiet };
  const bot = createBot({ ...parts, now: () => room.clock });
  let said = 0;
  const sent: { to: string; reply: Reply }[] = [];
  const room = {
    store,
    guard,
    bot,
    clock: noon,
    sent,
    async at(now: number): Promise<void> {
      room.clock = now;
      await bot.drain();
    },
    async says(who: string, part: Partial<Message>): Promise<string> {
      room.sent = [];
      const from = { address: `web:${who}`, user: who, person: who, private: true, at: room.clock };
      await bot.receive({ key: `m${said++}`, ...from, ...part });
      await bot.drain();
      const own = room.sent.filter(({ to }) => to === `web:${who}`);
      return own.map(({ reply }) => reply.text).join('\n');
    },
    titles: () => room.sent.map(({ to, reply }) => `${to} ${reply.title}`),
  };
  await store.commit({ now: noon, people });
  return room;
}

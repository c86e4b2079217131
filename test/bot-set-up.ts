/** A bot with a platform that keeps what it was given. */
import { type BotParts, createBot } from '../src/bot.ts';
import type { Adapter } from '../src/index.ts';
import type { Log, LogFields } from '../src/log.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import type { Handler, Message, Outcome, Person, Reply, TimerHandler, Turn } from '../src/types.ts';

const hana: Person = { id: 'hana', name: '花', mail: 'h@x.jp', role: 'staff', lang: 'ja', contracts: ['k'] };
const boss: Person = {
  id: 'boss',
  name: '長',
  mail: 'b@x.jp',
  role: 'responsible',
  lang: 'en',
  contracts: ['k'],
};

export const say = (text: string): Reply => ({ kind: 'answer', lang: 'ja', text });
export const echo = ({ conversation, message }: Turn): Outcome => ({
  conversation,
  replies: [say(message.text ?? '')],
});

export function message(key: string, text = key): Message {
  return { key, address: 'fake:hana', user: 'hana', person: 'hana', private: true, at: 0, text };
}

interface Sent {
  readonly to: string;
  readonly text: string;
  readonly key: string;
}

/** A bot on an empty store with a platform that keeps what it was given, and a clock that stands. */
export async function setUp(
  decide: Handler,
  sends: Partial<Adapter> = {},
  onTimer: TimerHandler = async () => ({}),
  more: Partial<BotParts> = {},
) {
  const store: Store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: 0, people: [hana, boss] });
  const sent: Sent[] = [];
  const logged: { event: string; fields?: LogFields }[] = [];
  const write = (event: string, fields?: LogFields) => void logged.push({ event, ...(fields && { fields }) });
  const log: Log = { info: write, warn: write, error: write };
  const clock = { now: 1_000 };
  const adapter: Adapter = {
    name: 'fake',
    start: async () => undefined,
    stop: async () => undefined,
    direct: (person) => `fake:${person.id}`,
    send: async (to, reply, key) => void sent.push({ to, text: reply.text, key }),
    ...sends,
  };
  const bot = createBot({
    store,
    handler: decide,
    onTimer,
    adapters: [adapter],
    now: () => clock.now,
    log,
    ...more,
  });
  return { bot, store, sent, logged, clock };
}

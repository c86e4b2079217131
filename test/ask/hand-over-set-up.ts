/** People who ask and people who answer, with the whole desk, a bot and a store behind them. */
import assert from 'node:assert/strict';
import { createBot } from '../../src/bot.ts';
import { createDesk } from '../../src/desk.ts';
import type { Adapter } from '../../src/index.ts';
import { openRooms, type Rooms } from '../../src/open.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Button, Choice, Message, Person, Reply, Section } from '../../src/types.ts';
import { noGuard } from '../no-guard.ts';

const contract = '住民アンケート集計業務';
export const hana: Person = {
  id: 'hana',
  name: '佐藤 はな',
  mail: 'hana@example.jp',
  role: 'staff',
  lang: 'ja',
  contracts: [contract],
};
export const ichiro: Person = { ...hana, id: 'ichiro', name: '鈴木 一郎', role: 'responsible' };
export const erin: Person = { ...ichiro, id: 'erin', name: 'Erin Doyle', lang: 'en' };
export const admin: Person = { ...hana, id: 'admin', name: '管理 太郎', role: 'admin', contracts: [] };

/** Mon 23 Nov 2026, 15:00 JST. */
const start = Date.UTC(2026, 10, 23, 6, 0);

export interface House {
  readonly store: Store;
  readonly clock: { now: number };
  /** What a person was told last. */
  last(person: string): Reply;
  /** All that a person was told. */
  told(person: string): readonly Reply[];
  /** Gives what the person was told last. */
  say(person: string, text: string, more?: Partial<Message>): Promise<Reply>;
  /** Presses a button, by its label, that the person was shown at any time; the latest one counts. */
  press(person: string, label: string, more?: Partial<Message>): Promise<Reply>;
  choose(person: string, choice: Choice, more?: Partial<Message>): Promise<Reply>;
  /** Lets time pass and does what falls due meanwhile. */
  wait(ms: number): Promise<void>;
}

/** Read once: the rooms keep nothing between two houses. */
let read: Promise<Rooms> | undefined;
const silence: Reply = { kind: 'notice', lang: 'ja', text: '' };

export async function openHouse(people: readonly Person[], sends: Partial<Adapter> = {}): Promise<House> {
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: start, people });
  read ??= openRooms();
  const { ask, incident, training } = await read;
  const rooms = createDesk(ask, incident, training, noGuard);
  const clock = { now: start };
  const sent = new Map<string, Reply[]>();
  const adapter: Adapter = {
    name: 'fake',
    start: async () => undefined,
    stop: async () => undefined,
    direct: ({ id }) => `fake:${id}`,
    send: async (to, reply) => {
      sent.set(to, [...(sent.get(to) ?? []), reply]);
    },
    ...sends,
  };
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const bot = createBot({
    store,
    handler: rooms.handle,
    onTimer: rooms.onTimer,
    adapters: [adapter],
    now: () => clock.now,
    log,
  });
  let count = 0;
  const told = (person: string) => sent.get(`fake:${person}`) ?? [];
  const last = (person: string) => told(person).at(-1) ?? assert.fail(`${person} was told nothing`);

  async function hear(person: string, part: Partial<Message>): Promise<Reply> {
    clock.now += 1_000;
    count += 1;
    const where = { address: `fake:${person}`, private: true };
    await bot.receive({ key: `m${count}`, user: person, person, at: clock.now, ...where, ...part });
    await bot.drain();
    return told(person).at(-1) ?? silence;
  }

  return {
    store,
    clock,
    told,
    last,
    say: (person, text, more) => hear(person, { text, ...more }),
    choose: (person, choice, more) => hear(person, { choice, ...more }),
    press(person, label, more) {
      const replies = [...told(person), ...(sent.get('fake:room') ?? [])].toReversed();
      const button = replies.flatMap(buttonsOf).find((one) => one.label === label);
      assert.ok(button, `${person} has no button ${label}`);
      return hear(person, { choice: { id: button.id }, ...more });
    },
    async wait(ms) {
      clock.now += ms;
      await bot.drain();
    },
  };
}

function buttonsOf({ buttons = [], sections = [] }: Reply): readonly Button[] {
  return [...buttons, ...sections.flatMap((section: Section) => section.buttons ?? [])];
}

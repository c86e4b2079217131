/** The whole desk with a store, a bot and a platform that keeps what each person is shown; the clock stands until it is moved. */
import assert from 'node:assert/strict';
import { type Bot, createBot } from '../../src/bot.ts';
import { createDesk, type Rooms } from '../../src/desk.ts';
import { createHost } from '../../src/host.ts';
import type { Adapter, Host } from '../../src/index.ts';
import { openRooms } from '../../src/open.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Button, Choice, Message, Person, Reply } from '../../src/types.ts';
import { noGuard } from '../no-guard.ts';
import { type Player, shownText } from './script.ts';

const contract = '住民アンケート集計業務';
const base: Person = { id: '', name: '', mail: '', role: 'staff', lang: 'ja', contracts: [contract] };

/** A dispatched worker, the responsible person, that person's manager, a colleague of another contract, an administrator. */
export const people: readonly Person[] = [
  { ...base, id: 'hana', name: '佐藤 はな', mail: 'hana@x.jp', manager: 'ichiro', agency: 'ハケン社' },
  { ...base, id: 'ichiro', name: '鈴木 一郎', mail: 'ichiro@x.jp', role: 'responsible', manager: 'keiko' },
  { ...base, id: 'erin', name: 'Erin Doyle', mail: 'erin@x.jp', role: 'responsible', lang: 'en', manager: 'keiko' },
  { ...base, id: 'keiko', name: '髙﨑 恵子', mail: 'keiko@x.jp', role: 'responsible', contracts: ['統括'] },
  { ...base, id: 'jiro', name: '高橋 次郎', mail: 'jiro@x.jp', role: 'responsible', contracts: ['別の業務'] },
  { ...base, id: 'admin', name: '管理 太郎', mail: 'admin@x.jp', role: 'admin', contracts: [] },
];

/** Mon 30 Nov 2026, 11:00 JST. */
export const morning = Date.UTC(2026, 10, 30, 2, 0);
export const minute = 60_000;

export interface House extends Player {
  readonly store: Store;
  readonly bot: Bot;
  readonly host: Host;
  readonly rooms: Rooms;
  /** What a person was shown, newest last. */
  replies(person: string): readonly Reply[];
  choose(person: string, choice: Choice): Promise<void>;
  /** Chooses at once, before anything is handled. */
  together(...choices: readonly (readonly [person: string, id: string])[]): Promise<void>;
  clock: { now: number };
}

let rooms: Promise<Awaited<ReturnType<typeof openRooms>>> | undefined;

/**
 * @param unreachable people whom the platform cannot reach
 * @param own rooms that are opened in another way
 */
export async function house(
  unreachable: readonly string[] = [],
  opened: Store | undefined = undefined,
  staff: readonly Person[] = people,
  own: ReturnType<typeof openRooms> | undefined = undefined,
): Promise<House> {
  rooms ??= openRooms();
  const { ask, incident, training } = await (own ?? rooms);
  const desk = createDesk(ask, incident, training, noGuard);
  const store = opened ?? (await openSqlite(':memory:', createCipher(parseKeys(newKey()))));
  await store.commit({ now: 0, people: staff });
  const shown = new Map<string, Reply[]>();
  const clock = { now: morning };
  const { TokkiError } = await import('../../src/errors.ts');
  const adapter: Adapter = {
    name: 'fake',
    start: async () => undefined,
    stop: async () => undefined,
    direct: ({ id }) => `fake:${id}`,
    async send(to, reply) {
      const person = to.slice('fake:'.length);
      if (unreachable.includes(person)) throw new TokkiError('unreachable', 'gone');
      shown.set(person, [...(shown.get(person) ?? []), reply]);
    },
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const now = () => clock.now;
  const bot = createBot({ store, handler: desk.handle, onTimer: desk.onTimer, adapters: [adapter], now, log });
  const host = createHost({ store, bot, rooms: desk, now, log });
  let turns = 0;
  const message = (person: string, part: Partial<Message>): Message => ({
    key: `m${++turns}`,
    address: `fake:${person}`,
    user: person,
    person,
    private: true,
    at: clock.now,
    ...part,
  });
  const send = async (person: string, part: Partial<Message>) => {
    await bot.receive(message(person, part));
    await bot.drain();
  };
  const replies = (person: string) => shown.get(person) ?? [];
  return {
    store,
    bot,
    host,
    rooms: desk,
    clock,
    replies,
    say: (person, text) => send(person, { text }),
    choose: (person, choice) => send(person, { choice }),
    async press(person, label) {
      const id = findButton(replies(person), label);
      await send(person, { choice: id });
    },
    async fill(person, label, fields) {
      await send(person, { choice: findButton(replies(person), label) });
      const form = replies(person).at(-1)?.form;
      assert.ok(form, `${label} opened no form: ${shownText(replies(person).at(-1))}`);
      for (const id of Object.keys(fields))
        assert.ok(
          form.inputs.some((input) => input.id === id),
          `no input ${id}`,
        );
      const kept = form.inputs.map(({ id, values = [] }) => [id, fields[id] ?? values] as const);
      const sent = { id: form.id, fields: Object.fromEntries(kept) };
      const wrong = await host.check(message(person, { choice: sent }));
      assert.deepEqual(wrong, {});
      await send(person, { choice: sent });
    },
    async together(...choices) {
      for (const [person, id] of choices) await bot.receive(message(person, { choice: { id } }));
      await bot.drain();
    },
    last: (person) => replies(person).map(shownText).join('\n') && shownText(replies(person).at(-1)),
    seen: (person) => replies(person).map(shownText).join('\n\n'),
    async pass(minutes) {
      const end = clock.now + minutes * minute;
      for (let due = await store.nextDue(); due !== undefined && due <= end; due = await store.nextDue()) {
        clock.now = Math.max(clock.now, due);
        await bot.drain();
      }
      clock.now = end;
      await bot.drain();
    },
    file: async (person, name) => {
      const file = replies(person)
        .flatMap(({ files = [] }) => files)
        .findLast((one) => one.name.includes(name));
      assert.ok(file, `no file ${name}`);
      return host.file(file.id, person);
    },
  };
}

/** The newest button or option with this label, or with a label that contains it. */
function findButton(replies: readonly Reply[], label: string): Choice {
  for (const reply of replies.toReversed()) {
    const buttons: readonly Button[] = [
      ...(reply.buttons ?? []),
      ...(reply.sections ?? []).flatMap((section) => section.buttons ?? []),
    ];
    const button = buttons.find((one) => one.label === label);
    if (button) return { id: button.id };
    const option = reply.input?.options?.find((one) => one.label === label);
    if (reply.input && option) return { id: reply.input.id, values: [option.value] };
  }
  assert.fail(`nothing is called ${label}; the last was ${shownText(replies.at(-1))}`);
}

/** Hana files a report with as little as it takes. */
export async function filed(desk: House, story = 'USBを電車に忘れました。300人分の名簿です'): Promise<string> {
  await desk.say('hana', story);
  await desk.press('hana', 'いま提出する');
  return /\d{4}-\d{4}/u.exec(desk.last('hana'))?.[0] ?? assert.fail(desk.last('hana'));
}

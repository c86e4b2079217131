/** A person who talks with the training room on a real store, turn by turn; the same store serves all who talk. */
import assert from 'node:assert/strict';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createTrainingHandler } from '../../src/training/handler.ts';
import type { TrainingDeps } from '../../src/training/scene.ts';
import type { Conversation, Message, Outcome, Person, Post, Reply, Timer } from '../../src/types.ts';

/** Tue 24 Nov 2026, 10:00 JST. */
export const morning = Date.UTC(2026, 10, 24, 1, 0);

export interface Room {
  readonly store: Store;
  readonly posts: Post[];
  readonly timers: Timer[];
  now: number;
  talk(person: Person): Talk;
  /** Rings a timer, and keeps what it decides. */
  ring(timer: Timer): Promise<readonly Post[]>;
}

export interface Talk {
  say(text: string, more?: Partial<Message>): Promise<Outcome>;
  /** Presses the button or option with this label in what was said last. */
  press(label: string): Promise<Outcome>;
  choose(id: string, fields?: Readonly<Record<string, readonly string[]>>): Promise<Outcome>;
  readonly last: readonly Reply[];
  readonly conversation: Conversation;
}

export async function openRoom(deps: TrainingDeps, people: readonly Person[]): Promise<Room> {
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: morning, people });
  let turns = 0;
  const posts: Post[] = [];
  const timers: Timer[] = [];
  const keep = async ({
    posts: sent = [],
    timers: armed = [],
    ...records
  }: Omit<Outcome, 'conversation' | 'replies'>) => {
    posts.push(...sent);
    timers.push(...armed);
    await store.commit({ ...records, now: room.now });
    return sent;
  };
  const room: Room = {
    store,
    posts,
    timers,
    now: morning,
    async ring(timer) {
      return keep(await createTrainingHandler(deps).onTimer(timer, store, room.now));
    },
    talk(person) {
      let conversation: Conversation = { address: `web:${person.id}`, version: 0, lang: person.lang };
      let last: readonly Reply[] = [];
      const send = async (part: Partial<Message>): Promise<Outcome> => {
        const base = {
          key: `m${++turns}`,
          address: conversation.address,
          user: person.id,
          private: true,
          at: room.now,
        };
        const turn = { message: { ...base, ...part }, conversation, person, now: room.now };
        const { conversation: after, replies, ...records } = await createTrainingHandler(deps).handle(turn, store);
        await keep(records);
        conversation = { ...after, version: conversation.version + 1 };
        last = replies;
        return { conversation, replies, ...records };
      };
      const talk: Talk = {
        say: (text, more = {}) => send({ text, ...more }),
        choose: (id, fields) => send({ choice: { id, ...(fields && { fields }) } }),
        press(label) {
          const sections = last.flatMap((reply) => reply.sections ?? []);
          const buttons = [...last, ...sections].flatMap((part) => part.buttons ?? []);
          const button = buttons.find((one) => one.label === label);
          if (button) return talk.choose(button.id);
          const input = last.map((reply) => reply.input).find((one) => one !== undefined);
          const option = input?.options?.find((one) => one.label === label);
          assert.ok(input && option, `nothing is called ${label}: ${shown(last)}`);
          return send({ choice: { id: input.id, values: [option.value] } });
        },
        get last() {
          return last;
        },
        get conversation() {
          return conversation;
        },
      };
      return talk;
    },
  };
  return room;
}

/** Everything that replies show, as text. */
export function shown(replies: readonly Reply[]): string {
  return replies
    .map(({ title, text, facts = [], steps = [], quotes = [], input, sections = [], buttons = [], files = [], note }) =>
      [
        title && `# ${title}`,
        text,
        ...steps.map((step) => `- ${step}`),
        ...facts.map(({ label, value }) => `${label}: ${value}`),
        ...quotes.map(({ label }) => `> ${label}`),
        input?.options && `(${input.options.map(({ label }) => label).join(' | ')})`,
        ...sections.map(
          (one) =>
            `## ${one.title}\n${one.text ?? ''} ${(one.facts ?? []).map((f) => `${f.label}: ${f.value}`).join('; ')}`,
        ),
        ...files.map(({ name }) => `@ ${name}`),
        buttons.map(({ label }) => `[${label}]`).join(' '),
        note,
      ]
        .filter(Boolean)
        .join('\n'),
    )
    .join('\n---\n');
}

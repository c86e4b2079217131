/** A desk whose clock a test moves, with a person's steps on whatever platform it is shown. */
import assert from 'node:assert/strict';
import type { Adapter, Host } from '../../src/index.ts';
import type { Message } from '../../src/types.ts';
import type { Player } from '../incident/script.ts';
import { people, type RunningDesk, startDesk } from './desk.ts';
import { until } from './slack/until.ts';

/** Mon 30 Nov 2026, 11:00 JST. */
const morning = Date.UTC(2026, 10, 30, 2, 0);
const minute = 60_000;

export interface MovedDesk {
  readonly desk: RunningDesk;
  /** How many messages the desk has taken. */
  heard(): number;
  /** Lets time pass, with all that falls due in it. */
  pass(minutes: number): Promise<void>;
}

/** Starts the desk on Monday morning; what is said to it is said by its clock, whatever the platform's says. */
export async function startMoved(adapter: Adapter): Promise<MovedDesk> {
  let clock = morning;
  let heard = 0;
  const now = () => clock;
  const said = (message: Message): Message => ({ ...message, at: clock });
  const wrap = (host: Host): Host => ({
    ...host,
    async receive(message) {
      const received = await host.receive(said(message));
      heard++;
      return received;
    },
    form: (message) => host.form(said(message)),
    check: (message) => host.check(said(message)),
  });
  const staff = people.map((person) => (person.id === 'hana' ? { ...person, agency: 'ハケン社' } : person));
  const desk = await startDesk(adapter, { idle: true, wrap, now, staff });
  const { store, drain } = desk;
  return {
    desk,
    heard: () => heard,
    async pass(minutes) {
      const end = clock + minutes * minute;
      for (let due = await store.nextDue(); due !== undefined && due <= end; due = await store.nextDue()) {
        clock = Math.max(clock, due);
        await drain();
      }
      clock = end;
      await drain();
    },
  };
}

/** What a platform can do for a person; the bot's posts are looked at after each step. */
export interface Screen<Post> {
  say(person: string, text: string): Promise<void>;
  /** Presses what has this label in the post. */
  press(person: string, label: string, post: Post): Promise<void>;
  /** @param drain does what is to be done before a form is shown that is no dialog */
  fill(
    person: string,
    label: string,
    post: Post,
    fields: Parameters<Player['fill']>[2],
    drain: () => Promise<void>,
  ): Promise<void>;
  /** All that stands in the person's own chat with the bot, oldest first. */
  posts(person: string): Promise<readonly Post[]>;
  words(post: Post): string;
  labels(post: Post): readonly string[];
  file(person: string, name: string): ReturnType<Player['file']>;
}

/** Plays on a screen: whatever is done there is handled and shown before the next step. */
export function createPlayer<Post>(screen: Screen<Post>, { desk, heard, pass }: MovedDesk): Player {
  const shown = new Map<string, readonly Post[]>();
  /** What the last step that showed the person anything has shown. */
  const fresh = new Map<string, readonly Post[]>();
  const postsOf = (person: string) => shown.get(person) ?? [];
  const text = (posts: readonly Post[]) => posts.map(screen.words).join('\n');

  async function step(act: () => Promise<void>): Promise<void> {
    await act();
    await desk.drain();
    await look();
  }

  /** A step that the desk hears of, sooner or later. */
  async function said(act: () => Promise<void>): Promise<void> {
    const before = heard();
    await step(async () => {
      await act();
      await until(() => heard() > before);
    });
  }

  async function look(): Promise<void> {
    for (const { id } of people) {
      const posts = await screen.posts(id);
      const added = posts.slice(postsOf(id).length);
      shown.set(id, posts);
      if (added.length > 0) fresh.set(id, added);
    }
  }

  function find(person: string, label: string): Post {
    const post = postsOf(person).findLast((one) => screen.labels(one).includes(label));
    assert.ok(post, `nothing is called ${label}; the last was ${text(postsOf(person).slice(-1))}`);
    return post;
  }

  return {
    say: (person, words) => said(() => screen.say(person, words)),
    press: (person, label) => said(() => screen.press(person, label, find(person, label))),
    fill: (person, label, fields) => said(() => screen.fill(person, label, find(person, label), fields, desk.drain)),
    last: (person) => text(fresh.get(person) ?? []),
    seen: (person) => text(postsOf(person)),
    pass: (minutes) => step(() => pass(minutes)),
    file: screen.file,
  };
}

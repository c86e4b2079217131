/** Who is let in: so much a minute from one person and in one channel, and no more than the queue can take. */
import { TokkiError } from './errors.ts';
import { platformOf } from './outbox.ts';
import type { Signals } from './signals.ts';
import type { Store } from './store/store.ts';
import type { Message } from './types.ts';

/** Messages a minute, over all instances. */
interface Limits {
  readonly person: number;
  readonly channel: number;
  /** How many Messages may wait to be handled before new ones are refused. */
  readonly waiting: number;
}

export interface Intake {
  /**
   * Says who has sent too many, and in which minute it was; undefined where the Message may be taken.
   * @throws TokkiError `full` where too many wait already
   */
  admit(message: Message): Promise<Limited | undefined>;
}

export interface Limited {
  /** How many are taken in a minute. */
  readonly limit: number;
  /** Tells this minute, person or channel from others: who has gone over it is told once. */
  readonly key: string;
}

export interface IntakeParts {
  readonly limits: Limits;
  readonly store: Pick<Store, 'waiting'>;
  readonly signals: Signals;
  readonly now: () => number;
}

const minute = 60_000;
/** How long the length of the queue is believed. */
const fresh = 500;
/** In one minute; more people than that are counted together with nobody. */
const mostNames = 100_000;

export function createIntake({ limits, store, signals, now }: IntakeParts): Intake {
  const own = createCounters();
  let counted = { at: Number.NEGATIVE_INFINITY, waiting: 0 };

  async function admit(message: Message): Promise<Limited | undefined> {
    await refuseIfFull();
    const round = Math.floor(now() / minute);
    // What a person has too many is not counted in the channel: nobody can use it up for the others.
    for (const { limit, key } of rulesFor(message, limits)) {
      const name = `limit:${round}:${key}`;
      const here = own.count(round, name);
      const [everywhere = here] = (await signals.count([name], 2 * minute)) ?? [];
      if (Math.max(here, everywhere) > limit) return { limit, key: name };
    }
    return undefined;
  }

  async function refuseIfFull(): Promise<void> {
    if (now() - counted.at > fresh) {
      // Those who come meanwhile go by the last count.
      counted = { at: now(), waiting: counted.waiting };
      counted = { at: now(), waiting: await store.waiting('receive', limits.waiting + 1) };
    }
    if (counted.waiting > limits.waiting) throw new TokkiError('full', `${limits.waiting} messages are waiting`);
  }

  return { admit };
}

/**
 * In a private conversation the person is the channel. Slack tells of every look at the overview: that is no message, and
 * counts by itself.
 */
function rulesFor({ address, user, person, private: alone, choice }: Message, { person: each, channel }: Limits) {
  const what = choice?.id === 'home' ? 'home' : 'person';
  const who = { limit: each, key: `${what}:${person ?? `${platformOf(address)}:${user}`}` };
  return alone ? [who] : [who, { limit: channel, key: `channel:${address}` }];
}

/** Counters of one minute; the next one begins at zero. */
function createCounters() {
  let current = 0;
  const counts = new Map<string, number>();
  return {
    count(round: number, name: string): number {
      if (round !== current) counts.clear();
      current = round;
      const value = (counts.get(name) ?? 0) + 1;
      if (counts.has(name) || counts.size < mostNames) counts.set(name, value);
      return value;
    },
  };
}

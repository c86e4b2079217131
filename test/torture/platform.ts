/** What a platform is to the torture: a way to say something, a way to see what was answered. */
import { words } from '../../adapters/slack/words.ts';
import type { Address, Choice, Input } from '../../src/types.ts';

export interface Said {
  readonly text?: string;
  readonly choice?: Choice;
}

/** What a person sees of a Reply and could do with it. */
export interface Seen {
  /** The key of the send job that it came with; empty where nothing tells which one that was. */
  readonly key: string;
  readonly text: string;
  /** The number of the report that it names. */
  readonly number?: string;
  readonly buttons: readonly Choice[];
  readonly input?: Input;
  /** When the desk was told that it has arrived, all of it, on the clock of `performance.now()`; absent where it never was. */
  readonly heard?: number;
}

/** Something that can be taken away and brought back. */
export interface Breakable {
  readonly name: string;
  /** While it is away, the desk can note nothing. */
  readonly isStore?: boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What an adapter says by itself where nothing could be stored: no job stands behind it. */
export function isExcuse(text: unknown): boolean {
  return Object.values(words.notTaken).some((excuse) => excuse === text);
}

/** `put off`: the desk cannot take it now, and has said when it may come again. */
export type Delivered = 'taken' | 'put off' | 'refused';

/** @param status of what was taken */
export function deliveredBy({ status, headers }: Response, taken: number): Delivered {
  if (status === taken) return 'taken';
  return status === 503 && Number(headers.get('retry-after')) > 0 ? 'put off' : 'refused';
}

export interface Platform {
  readonly name: string;
  /** The variables that an instance needs for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Lets the desk know where it can speak to this person first. */
  meet(instance: string, person: string): Promise<void>;
  /** Delivers to one instance. */
  deliver(instance: string, person: string, key: string, said: Said): Promise<Delivered>;
  /** Where the person's conversation is held. */
  addressOf(person: string): Address;
  /** The key under which the desk keeps what was delivered. */
  keyOf(person: string, key: string): string;
  /** The answers to this message so far, the last lines of the conversation at least. */
  answers(instance: string, person: string, key: string): Promise<readonly Seen[]>;
  /** All that the person was shown, in that order. @param keys of all send jobs, for a platform that shows a short name */
  everything(instance: string, person: string, keys: readonly string[]): Promise<readonly Seen[]>;
  /** Whether something may be sent again whose sender never heard that it had arrived. */
  readonly repeats: 'none' | 'at-least-once';
  /** The ways in which the platform itself fails for a while. */
  readonly outages: readonly Breakable[];
  /** Whether single calls go wrong now and then; at first they do not. */
  fail(on: boolean): void;
  close(): Promise<void>;
}

/** What a platform does at its worst; the last two do the work all the same. */
export const faults = [
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 500 },
  'hang',
  'lost',
  'mute',
] as const;

type Fault = (typeof faults)[number];

const outages = { 429: faults[0], 500: faults[1], hang: 'hang' } as const;

/** @param down makes every call fail like this, until it is told `undefined` */
export function outagesOf(platform: string, down: (fault: Fault | undefined) => void): readonly Breakable[] {
  return Object.entries(outages).map(([name, fault]) => ({
    name: `${platform} ${name}`,
    stop: async () => down(fault),
    start: async () => down(undefined),
  }));
}

/** One post of a Reply: its name among them, when it came, and whether the desk was not told so. */
interface Part {
  readonly key: string;
  readonly part: string;
  readonly at: number;
  readonly unheard?: boolean | undefined;
}

interface Copy<One extends Part> {
  readonly key: string;
  readonly parts: readonly One[];
  readonly heard?: number;
}

/** What was posted, as the Replies that it was part of; a part that comes again begins another copy. */
export function copiesOf<One extends Part>(posts: readonly One[]): readonly Copy<One>[] {
  const copies = new Map<string, One[][]>();
  const all: One[][] = [];
  for (const one of posts) {
    const known = copies.get(one.key) ?? [];
    const begun = known.find((copy) => copy.every(({ part }) => part !== one.part));
    if (begun) {
      begun.push(one);
      continue;
    }
    const copy = [one];
    all.push(copy);
    copies.set(one.key, [...known, copy]);
  }
  return all.map((parts) => {
    const key = parts[0]?.key ?? '';
    const whole = Math.max(...(copies.get(key) ?? []).map(({ length }) => length));
    // One that was cut off was not heard of either: the desk has to begin anew, or to go on.
    const isHeard = parts.length === whole && parts.every(({ unheard }) => unheard !== true);
    return { key, parts, ...(isHeard && { heard: Math.max(...parts.map(({ at }) => at)) }) };
  });
}

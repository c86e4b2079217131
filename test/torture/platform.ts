/** What a platform is to the torture: a way to say something, a way to see what was answered. */
import type { Choice, Input } from '../../src/types.ts';

export interface Said {
  readonly text?: string;
  readonly choice?: Choice;
}

/** What a person sees of a Reply and could do with it. */
export interface Seen {
  /** The key of the send job that it came with. */
  readonly key: string;
  readonly text: string;
  /** The number of the report that it names. */
  readonly number?: string;
  readonly alert: boolean;
  readonly buttons: readonly string[];
  readonly input?: Input;
}

/** A conversation in the order in which its people see it. */
export interface Conversation {
  /** The keys of what the person said, in the order in which it was taken. */
  readonly taken: readonly string[];
  readonly seen: readonly Seen[];
}

export interface Platform {
  readonly name: string;
  /** The variables that an instance needs for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Delivers to one instance; true where it was acknowledged. */
  deliver(instance: string, person: string, key: string, said: Said): Promise<boolean>;
  /** The key under which the desk keeps what was delivered. */
  keyOf(person: string, key: string): string;
  /** The answers to this message so far, the last lines of the conversation at least. */
  answers(instance: string, person: string, key: string): Promise<readonly Seen[]>;
  conversation(instance: string, person: string): Promise<Conversation>;
  /** How often something may have been sent twice; the rest is a violation. */
  readonly repeats: 'none' | 'at-least-once';
  /** From now on everything works; until then the platform itself may fail. */
  heal(): void;
  close(): Promise<void>;
}

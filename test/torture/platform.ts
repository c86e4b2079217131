/** What a platform is to the torture: a way to say something, a way to see what was answered. */
import type { Address, Choice, Input } from '../../src/types.ts';

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
  /** The first alert of a report; escalations come later and are others. */
  readonly alert: boolean;
  readonly buttons: readonly Choice[];
  readonly input?: Input;
}

export function isAlert(key: string): boolean {
  return /^alert:\d{4}-\d{4}:[^:]+>/u.test(key);
}

export interface Platform {
  readonly name: string;
  /** The variables that an instance needs for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Delivers to one instance; true where it was acknowledged. */
  deliver(instance: string, person: string, key: string, said: Said): Promise<boolean>;
  /** Where the person's conversation is held. */
  addressOf(person: string): Address;
  /** The key under which the desk keeps what was delivered. */
  keyOf(person: string, key: string): string;
  /** The answers to this message so far, the last lines of the conversation at least. */
  answers(instance: string, person: string, key: string): Promise<readonly Seen[]>;
  /** All that the person was shown, in that order. */
  everything(instance: string, person: string): Promise<readonly Seen[]>;
  /** Whether something may have been sent twice after a kill. */
  readonly repeats: 'none' | 'at-least-once';
  /** From now on everything works; until then the platform itself may fail. */
  heal(): void;
  close(): Promise<void>;
}

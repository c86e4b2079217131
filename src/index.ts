/** The door for adapters: all that a platform needs to know of Tokki. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, Contact, FormView, Message, Person, Reply } from './types.ts';

export { TokkiError } from './errors.ts';
export type * from './types.ts';

/** A line of a conversation, for a platform that does not keep its own messages. */
export type HistoryLine = {
  readonly id: number;
  readonly key: string;
  readonly address: Address;
  readonly at: number;
} & ({ readonly message: Message } | { readonly reply: Reply });

/** `limited`: the person or the channel sends too many. Nothing was kept; what was filled in or pressed has to stay open. */
export type Received = 'taken' | 'limited';

/** What the desk offers to an adapter. */
export interface Host {
  /** Stores the Message; when the promise resolves to `taken` it can no longer be lost and may be acknowledged. */
  receive(message: Message): Promise<Received>;
  /**
   * What was said at an address, oldest first: the last `limit` lines, or those after the line `after`. What is shown
   * for the first time is the delivery; what shows a report again is a reading, and stands in the access log.
   * @param by to whom it is shown; without one nobody sees it
   */
  history(address: Address, limit: number, after?: number, by?: string): Promise<readonly HistoryLine[]>;
  people(): Promise<readonly Person[]>;
  /** Who works here under this id or mail address. */
  person(named: string): Promise<Person | undefined>;
  personByMail(mail: string): Promise<Person | undefined>;
  /** True where a conversation is held at this address already. */
  knows(address: Address): Promise<boolean>;
  /** Keeps where a person can be spoken to first. */
  remember(contact: Contact): Promise<void>;
  contact(address: Address): Promise<Contact | undefined>;
  contactByMail(platform: string, mail: string): Promise<Contact | undefined>;
  /** The form that the Message's button opens, as it stands for this person; undefined where there is none any more. */
  form(message: Message): Promise<FormView | undefined>;
  /** What is wrong with the `fields` of the Message's Choice: by input id, in the person's language. Stores nothing. */
  check(message: Message): Promise<Readonly<Record<string, string>>>;
  /**
   * @param person who fetches it
   * @param at without a person: the conversation into which it is sent, and so to whom
   * @throws TokkiError `input` where there is no such file, or the person may not have it
   */
  file(id: string, person: string | undefined, at?: Address): Promise<FileContent>;
  /**
   * Logs that somebody was turned away at a platform's door, before anybody was known: a wrong signature, a request
   * around the proxy, a name that is on no list. Once a minute for each door, so that nobody fills the log from outside.
   */
  refused(door: string): Promise<void>;
  /** How often to look for what another instance may have written, in milliseconds: seldom where instances tell each other. */
  lookEvery(): number;
  /** Logs a failure by its code; never what a person wrote. */
  report(error: unknown): void;
}

/** What a FileLink stands for, made when it is asked for. */
interface FileContent {
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

type HttpHandler = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

/** A platform. */
export interface Adapter {
  readonly name: string;
  /** It shows a Reply only to somebody who looks: a Post that went nowhere else has told nobody. */
  readonly passive?: true;
  start(host: Host): Promise<void>;
  /**
   * Sends a Reply. After a crash or a failure it is called again with the same key and a higher `attempt` (from 1): what
   * was sent before, though nobody knows, can be looked for then.
   * @throws TokkiError `unreachable` where no further try helps, `busy` where the platform says how long to wait
   */
  send(to: Address, reply: Reply, key: string, attempt: number): Promise<void>;
  stop(): Promise<void>;
  /** Another instance has added a line to this conversation; for a platform that shows the history itself. */
  hear?(address: Address): void;
  /**
   * Where the person can be told something in private; undefined where this platform cannot reach the person. It may be
   * an address by mail that `send` resolves: nothing waits for a platform while an Outcome is committed.
   */
  direct(person: Person): Address | undefined;
  /** The platform's part of the one HTTP port. */
  readonly http?: HttpHandler;
}

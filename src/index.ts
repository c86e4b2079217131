/** The door for adapters: all that a platform needs to know of Tokki. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, Message, Person, Reply } from './types.ts';

export { TokkiError } from './errors.ts';
export type * from './types.ts';

/** A line of a conversation, for a platform that does not keep its own messages. */
export type HistoryLine = {
  readonly id: number;
  readonly key: string;
  readonly address: Address;
  readonly at: number;
} & ({ readonly message: Message } | { readonly reply: Reply });

/** What the desk offers to an adapter. */
export interface Host {
  /** Stores the Message; when the promise resolves it can no longer be lost and may be acknowledged. */
  receive(message: Message): Promise<void>;
  /** What was said at an address, oldest first: the last `limit` lines, or those after the line `after`. */
  history(address: Address, limit: number, after?: number): Promise<readonly HistoryLine[]>;
  people(): Promise<readonly Person[]>;
  /** Logs a failure by its code; never what a person wrote. */
  report(error: unknown): void;
}

type HttpHandler = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

/** A platform. `send` may be called again with the same key after a crash: the key lets a receiver recognise a repeat. */
export interface Adapter {
  readonly name: string;
  start(host: Host): Promise<void>;
  send(to: Address, reply: Reply, key: string): Promise<void>;
  stop(): Promise<void>;
  /** Where the person can be told something in private; undefined where this platform cannot reach the person. */
  direct(person: Person): Address | undefined;
  /** The platform's part of the one HTTP port. */
  readonly http?: HttpHandler;
}

import type { InTurn } from '../in-turn.ts';
import type {
  Address,
  Contact,
  Conversation,
  Desk,
  Message,
  Person,
  Post,
  Records,
  Reply,
  Report,
  Timer,
} from '../types.ts';
import type { Keeping } from './keeping.ts';

/**
 * Work to be done once: a Message to handle, a Reply to send, a Timer that falls due. A Reply to somebody who did not ask
 * for it carries the Post's key and person.
 */
export type Work =
  | ({ readonly kind: 'receive'; readonly message: Message } & Traced)
  | ({
      readonly kind: 'send';
      readonly to: Address;
      readonly reply: Reply;
      readonly post?: Pick<Post, 'key' | 'to'>;
    } & Traced)
  | { readonly kind: 'timer'; readonly timer: Timer };

interface Traced {
  /** The id of the HTTP request that it goes back to, for the log. */
  readonly request?: string;
}

export interface NewJob {
  /** Unique for ever: a job with a key that was seen before is not added again. */
  readonly key: string;
  /** Jobs of one group are done one after another, in the order in which they were added. */
  readonly group: string;
  /** Whose conversation shows it. */
  readonly address: Address;
  readonly due: number;
  readonly urgent?: boolean;
  readonly work: Work;
}

export interface Job extends NewJob {
  readonly id: number;
  /** How often it was claimed, this time included. Completing it with an older number is refused (`fenced`). */
  readonly attempt: number;
}

/** A job as one worker holds it. */
export type Held = Pick<Job, 'id' | 'attempt'>;

/** Jobs that wait for the same thing: those of one kind and one platform, urgent ones apart. */
export interface Lane {
  readonly urgent: boolean;
  readonly kind: Work['kind'];
  /** What stands before the colon of the address. */
  readonly platform: string;
}

/** What is written in one transaction: all of it or nothing. */
export interface Commit extends Omit<Records, 'posts' | 'timers'> {
  readonly now: number;
  /** The job that this commit finishes; it is looked up where its group is not given. */
  readonly done?: Held & Partial<Pick<Job, 'group'>>;
  readonly jobs?: readonly NewJob[];
  /** Guarded by its version: `conflict` where somebody else has stored a newer one. */
  readonly conversation?: Conversation;
  /** Reports of another installation, as they stand there; `conflict` where a number is taken. */
  readonly imported?: readonly Report[];
  /** Added, or replaced where the id is known. */
  readonly people?: readonly Person[];
  /** The ids of people who work here no longer; what they did stays. */
  readonly leavers?: readonly string[];
  /** Added, or replaced where the address is known. */
  readonly contacts?: readonly Contact[];
}

/** What became of a Commit. */
export interface Committed {
  /** How many of the jobs were new. */
  readonly added: number;
}

/** A job that could not be done: tried again at `retry`, or dead where that is undefined. `reason` is an error code. */
export interface Failure extends Held {
  readonly now: number;
  readonly retry?: number;
  readonly reason: string;
}

/** A line of a conversation as its people saw it. */
export interface Line {
  readonly id: number;
  readonly key: string;
  readonly at: number;
  readonly work: Work;
}

/** How far a Post has come at one address. */
export interface SendState {
  readonly address: Address;
  readonly state: JobCount['state'];
}

export interface JobCount {
  readonly state: 'open' | 'done' | 'dead';
  readonly kind: Work['kind'];
  readonly count: number;
  /** When the oldest of them fell due. */
  readonly oldest: number;
}

/** A job that was given up, by what may be told of it. */
export interface DeadJob extends Pick<Job, 'id' | 'address' | 'due'> {
  readonly kind: Work['kind'];
  /** The error code of the last try. */
  readonly reason: string;
}

export interface LogCheck {
  readonly rows: number;
  /** The first row whose hash does not follow from the row before it. */
  readonly broken?: number;
}

/** Everything that survives a restart. One contract suite holds for each implementation: test/contracts/store.ts. */
export interface Store extends Desk {
  /** @throws TokkiError `fenced`, `conflict`; after either nothing was written. */
  commit(commit: Commit): Promise<Committed>;
  /**
   * Does one such work after another, also of other processes on the same database, as far as they can be told: it keeps
   * them from refusing each other's commits, and proves nothing.
   */
  readonly inTurn: InTurn;
  /**
   * Takes due jobs, urgent and oldest first, at most one of each group and none of the lanes that are full, and leases
   * them until `now + lease`.
   */
  claim(now: number, lease: number, limit: number, full?: readonly Lane[]): Promise<readonly Job[]>;
  /** Moves the end of the leases of jobs that are still held; an end that has come gives them back. */
  hold(jobs: readonly Held[], until: number): Promise<void>;
  /** Does nothing where the job was taken over meanwhile. */
  fail(failure: Failure): Promise<void>;
  /**
   * Gives back at once what an earlier process held when it was killed. Only for a store that no other process works on:
   * elsewhere the lease has to end by itself.
   */
  recover(now: number): Promise<void>;
  /** When the next open job falls due or its lease ends; undefined where nothing is open. */
  nextDue(): Promise<number | undefined>;
  conversation(address: Address): Promise<Conversation | undefined>;
  /** What was said at an address, oldest first: the last `limit` lines, or those after the line `after`. */
  history(address: Address, limit: number, after?: number): Promise<readonly Line[]>;
  persons(ids: readonly string[]): Promise<readonly Person[]>;
  person(id: string): Promise<Person | undefined>;
  personByMail(mail: string): Promise<Person | undefined>;
  contact(address: Address): Promise<Contact | undefined>;
  /** Of a platform's contacts with this mail address, the one used last. */
  contactByMail(platform: string, mail: string): Promise<Contact | undefined>;
  contacts(): Promise<readonly Contact[]>;
  /** The states of the send jobs of a Post, one for each address. */
  statesOf(post: string): Promise<readonly SendState[]>;
  /** The jobs by state and kind. Counting those that are done takes long where there are many. */
  counts(states?: readonly JobCount['state'][]): Promise<readonly JobCount[]>;
  /** How many jobs of this kind are open, `most` at the most. */
  waiting(kind: Work['kind'], most: number): Promise<number>;
  /** The jobs that were given up, newest first. */
  dead(limit: number): Promise<readonly DeadJob[]>;
  /** What the database takes the time to be. */
  clock(): Promise<number>;
  verifyLog(): Promise<LogCheck>;
  /** Logs, terms, keys, copies and erasure. */
  readonly keep: Keeping;
  /** Writes a line, reads it back, takes it away. @throws TokkiError `storage` or `database` */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Reply -> Teams: finds the conversation, opens one where there is none, sends, and closes the card before it. */
import { type Address, type Choice, type Host, type Reply, TokkiError } from '../../src/index.ts';
import { createCache } from './cache.ts';
import { ConnectorError } from './connect.ts';
import { type Contacts, type Reference, readReference } from './contacts.ts';
import { fileOffer } from './files.ts';
import { givenLine } from './given.ts';
import { type Outgoing, outgoing } from './outgoing.ts';
import { waits } from './render.ts';
import type { Rosters } from './rosters.ts';
import { refOf } from './shown.ts';
import type { Speaker } from './speak.ts';
import { words } from './words.ts';

/** Stands for a person whose Teams id is not known yet. */
export function mailAddress(mail: string): Address {
  return `teams:@${mail.toLowerCase()}`;
}

/** Where a chat with somebody is opened whom nobody has met, and in which tenant. */
export interface Home {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly bot: { readonly id: string; readonly name: string };
}

export interface SenderParts {
  readonly host: Host;
  readonly speaker: Speaker;
  readonly contacts: Contacts;
  readonly rosters: Rosters;
  readonly home?: Home;
  /** The Agents Playground knows no dialogs. */
  readonly dialogs: boolean;
  readonly now: () => number;
  /** Does something that nobody waits for. */
  readonly aside: (act: () => Promise<void>) => void;
}

export interface Sender {
  send(to: Address, reply: Reply, key: string): Promise<void>;
  /** The card with this name was answered and shows it already. */
  settled(address: Address, ref: string): void;
  /** Shows on a card that was sent that it is answered. */
  close(address: Address, card: { readonly id: string; readonly reply: Reply }, choice?: Choice): Promise<void>;
}

interface Target {
  readonly address: Address;
  readonly reference: Reference;
}

/** Longer than a send is tried again. */
const saidTime = 3_600_000;
/** How long a person is not told again that no chat could be opened. */
const apologyTime = 600_000;

/** An Entra object id: people.csv may name people by it. */
const objectId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

export function createSender({ host, speaker, contacts, rosters, home, dialogs, now, aside }: SenderParts): Sender {
  /** The card that waits in each conversation, as far as this process has sent it. */
  const waiting = createCache<{ readonly id: string; readonly ref: string; readonly reply: Reply }>(5_000, now);

  /** How far each Reply has come: what is sent again goes on from there. */
  const said = createCache<{ readonly count: number; readonly id: string }>(5_000, now, saidTime);
  const apologised = createCache<true>(1_000, now, apologyTime);

  async function send(to: Address, reply: Reply, key: string): Promise<void> {
    const target = await reached(await resolve(to));
    const { only, ...open } = reply;
    if (only === undefined || target.reference.kind === 'personal') return show(target, reply, key);
    if (isPlain(reply)) return show(target, open, key);
    await send(`teams:${target.reference.tenant}:${only}`, open, key);
    const { lang } = reply;
    await show(target, { kind: 'notice', lang, text: words.elsewhere[lang] }, `${key}@chain`);
  }

  async function show({ address, reference }: Target, reply: Reply, key: string): Promise<void> {
    const ref = refOf(key);
    // A Post comes unasked: the question before it still waits.
    const before = key.startsWith('teams:') ? waiting.get(address) : undefined;
    const { user } = reference;
    const isPrivate = reference.kind === 'personal';
    const posts = outgoing(reply, { ref, private: isPrivate, dialogs, ...(isPrivate && user && { viewer: user }) });
    const offers = isPrivate
      ? await Promise.all((reply.files ?? []).map((file) => fileOffer(host, address, file, reply.lang)))
      : [];
    const id = await say(reference, [...posts, ...offers], posts.length, key);
    if (before) {
      waiting.delete(address);
      // The Reply is there: a crash meanwhile must not make it come again.
      aside(() => close(address, before));
    }
    if (isPrivate && waits(reply) && id) waiting.set(address, { id, ref, reply });
  }

  /** Says what was not said before under this key; resolves to the id of the last card. */
  async function say(reference: Reference, posts: readonly Outgoing[], cards: number, key: string): Promise<string> {
    let { count, id } = said.get(key) ?? { count: 0, id: '' };
    for (const post of posts.slice(count)) {
      const sent = await speaker.say(reference, post);
      if (count < cards) id = sent;
      said.set(key, { count: ++count, id });
    }
    return id;
  }

  async function close(address: Address, { id, reply }: { id: string; reply: Reply }, choice?: Choice): Promise<void> {
    const reference = await contacts.find(address);
    const [post] = outgoing(reply, { ref: '', private: true, given: givenLine(reply, choice) }).slice(-1);
    if (reference?.conversation && post) await speaker.replace(reference, id, post);
  }

  async function resolve(to: Address): Promise<Target> {
    const named = to.startsWith('teams:@') ? await byMail(to.slice('teams:@'.length)) : undefined;
    if (named) return named;
    const reference = await contacts.find(to);
    if (!reference) throw new TokkiError('unreachable', 'this person has never met Tokki in Teams');
    return { address: to, reference };
  }

  async function byMail(mail: string): Promise<Target | undefined> {
    const known = await met(mail);
    if (known) return known;
    await rosters.search([mail]);
    return (await met(mail)) ?? byObjectId(mail);
  }

  async function met(mail: string): Promise<Target | undefined> {
    const contact = await host.contactByMail('teams', mail);
    const reference = contact && readReference(JSON.parse(contact.reference));
    return reference && { address: contact.address, reference };
  }

  async function byObjectId(mail: string): Promise<Target | undefined> {
    const person = await host.personByMail(mail);
    if (!home || !person || !objectId.test(person.id)) return undefined;
    const reference: Reference = { ...home, user: person.id, kind: 'personal' };
    return { address: `teams:${home.tenant}:${person.id}`, reference };
  }

  async function reached({ address, reference }: Target): Promise<Target> {
    if (reference.conversation !== undefined) return { address, reference };
    const conversation = await speaker.open(reference).catch((error: unknown) => notOpened(reference, error));
    const opened = { ...reference, conversation };
    await contacts.keep(address, opened, { user: address.split(':').slice(2).join(':'), mail: '' });
    return { address, reference: opened };
  }

  /** The person waits for what was promised in the reply chain, and hears there, once, that it does not come. */
  async function notOpened({ met, ...reference }: Reference, error: unknown): Promise<never> {
    if (!isRefused(error)) throw error;
    const user = reference.user ?? '';
    if (met !== undefined && !apologised.get(user)) {
      apologised.set(user, true);
      const text = `${words.noChat.ja}\n${words.noChat.en}`;
      const posts = outgoing({ kind: 'notice', lang: 'ja', text }, { ref: '', private: false });
      const chain: Reference = { ...reference, conversation: met, kind: 'channel' };
      for (const post of posts) await speaker.say(chain, post).catch(host.report);
    }
    throw new TokkiError('unreachable', 'Teams does not open a chat with this person', { cause: error });
  }

  return {
    send,
    close,
    settled: (address, ref) => void (waiting.get(address)?.ref === ref && waiting.delete(address)),
  };
}

/** Teams has decided; anything else may be better next time. */
function isRefused(error: unknown): boolean {
  if (error instanceof ConnectorError) return error.status >= 400 && error.status < 500 && error.status !== 429;
  return error instanceof TokkiError && error.code === 'unreachable';
}

/** A whispered notice is worded so that others may read it; anything more is for one person. */
function isPlain({ kind, text, lang, only, ...more }: Reply): boolean {
  return kind === 'notice' && Object.keys(more).length === 0;
}

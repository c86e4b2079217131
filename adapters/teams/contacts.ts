/** Where Teams can be spoken to first: kept in the store, refreshed when it changes. */
import type { Address, Host } from '../../src/index.ts';
import { type Incoming, record, string } from './activity.ts';
import { createCache } from './cache.ts';
import { addressOf, directAddress } from './parse.ts';

/** All that is needed to speak somewhere. Without a conversation one has to be opened with the user first. */
export interface Reference {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly user?: string;
  readonly conversation?: string;
  readonly kind: Incoming['conversation']['kind'];
  /** The reply chain where the person was met; there a person hears that no direct chat could be opened. */
  readonly met?: string;
}

export interface Contacts {
  /** Keeps where the activity came from, and its sender as somebody who can be spoken to alone. */
  meet(incoming: Incoming, mail: string): Promise<void>;
  keep(address: Address, reference: Reference, person: { readonly user: string; readonly mail: string }): Promise<void>;
  find(address: Address): Promise<Reference | undefined>;
  mailOf(address: Address): Promise<string>;
}

const atMost = 5_000;

export function createContacts(host: Host, now: () => number): Contacts {
  const known = createCache<{ readonly text: string; readonly mail: string }>(atMost, now);

  async function recall(address: Address) {
    const cached = known.get(address);
    if (cached) return cached;
    const contact = await host.contact(address);
    const found = contact && { text: contact.reference, mail: contact.mail };
    if (found) known.set(address, found);
    return found;
  }

  const find = async (address: Address) => {
    const text = (await recall(address))?.text;
    return text === undefined ? undefined : readReference(JSON.parse(text));
  };

  async function keep(address: Address, reference: Reference, { user, mail }: { user: string; mail: string }) {
    const text = JSON.stringify(reference);
    const before = await recall(address);
    // A directory that did not answer this time has not forgotten the person.
    const vouched = mail || before?.mail || '';
    if (before?.text === text && before.mail === vouched) return;
    await host.remember({ address, platform: 'teams', user, mail: vouched, reference: text, at: now() });
    known.set(address, { text, mail: vouched });
  }

  async function meet(incoming: Incoming, mail: string): Promise<void> {
    const { conversation, from, serviceUrl, tenant, bot } = incoming;
    const user = from.aad || from.id;
    const shared = { serviceUrl, tenant, bot };
    const direct = directAddress(incoming);
    if (ownChat(incoming)) {
      const reference = { ...shared, user: from.id, conversation: conversation.id, kind: 'personal' as const };
      return keep(direct, reference, { user, mail });
    }
    const before = await find(direct);
    const alone = { ...shared, ...before, serviceUrl, user: from.id, kind: 'personal' as const };
    await keep(direct, conversation.kind === 'personal' ? alone : { ...alone, met: conversation.id }, { user, mail });
    if (conversation.kind === 'personal') return;
    const chain = { ...shared, conversation: conversation.id, kind: conversation.kind };
    await keep(addressOf(incoming), chain, { user: '', mail: '' });
  }

  return { meet, keep, find, mailOf: async (address) => (await recall(address))?.mail ?? '' };
}

/** A message action may be called in a chat between two people: that one is theirs, not Tokki's. */
export function ownChat({ conversation, name }: Pick<Incoming, 'conversation' | 'name'>): boolean {
  return conversation.kind === 'personal' && !name.startsWith('composeExtension/');
}

export function readReference(value: unknown): Reference | undefined {
  const raw = record(value);
  const bot = record(raw.bot);
  const serviceUrl = string(raw.serviceUrl);
  if (serviceUrl === '') return undefined;
  const optional = (name: 'user' | 'conversation' | 'met') =>
    typeof raw[name] === 'string' ? { [name]: raw[name] } : {};
  return {
    serviceUrl,
    tenant: string(raw.tenant),
    bot: { id: string(bot.id), name: string(bot.name) },
    kind: (['channel', 'groupChat'] as const).find((one) => one === raw.kind) ?? 'personal',
    ...optional('user'),
    ...optional('conversation'),
    ...optional('met'),
  };
}

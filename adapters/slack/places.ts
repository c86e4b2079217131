/** Where to speak: an address -> Slack's channel and thread. Where a person wrote last is kept as a Contact. */
import type { webApi } from '@slack/bolt';
import { type Address, type Host, TokkiError } from '../../src/index.ts';
import { personAddress, targetOf } from './address.ts';
import { asked } from './failures.ts';
import { keepNewest } from './newest.ts';
import type { Place, Self } from './parse.ts';

export interface PlacesParts {
  readonly client: webApi.WebClient;
  readonly host: Pick<Host, 'contact' | 'contactByMail' | 'remember' | 'report'>;
  readonly identity: () => Promise<Self>;
  readonly now: () => number;
}

/** A place, and whose private conversation it is. */
export interface Found extends Place {
  readonly address: Address;
  readonly user?: string;
}

export interface Places {
  /** Keeps where the person wrote last; a failure is logged and costs only that the answer may stand beside a thread. */
  note(address: Address, user: string, mail: string, place: Place): Promise<void>;
  /** @throws TokkiError `unreachable` where nobody is there */
  find(to: Address): Promise<Found>;
  /** Finds the person's channel anew, where the one that is kept has turned out to be gone. */
  renew(found: Found): Promise<Found>;
}

const most = 5_000;

export function createPlaces({ client, host, identity, now }: PlacesParts): Places {
  /** What was kept last for each address: only a change is written. */
  const noted = new Map<Address, string>();

  async function keep(address: Address, user: string, mail: string, place: Place): Promise<void> {
    const reference = JSON.stringify(place);
    if (noted.get(address) === `${mail} ${reference}`) return;
    await host.remember({ address, platform: 'slack', user, mail, reference, at: now() });
    keepNewest(noted, address, `${mail} ${reference}`, most);
  }

  async function open(team: string, user: string, mail: string): Promise<Found> {
    const { channel } = await asked(client.conversations.open({ users: user }));
    if (!channel?.id) throw new TokkiError('unreachable', 'Slack opens no conversation');
    const address = personAddress(team, user);
    await keep(address, user, mail, { channel: channel.id });
    return { channel: channel.id, address, user };
  }

  async function byMail(mail: string): Promise<Found> {
    const contact = await host.contactByMail('slack', mail);
    if (contact) return { ...placeOf(contact.reference), address: contact.address, user: contact.user };
    const { user } = await asked(client.users.lookupByEmail({ email: mail }));
    if (!user?.id || user.deleted) throw new TokkiError('unreachable', 'no such person in Slack');
    return open((await identity()).team, user.id, mail);
  }

  return {
    async note(address, user, mail, place) {
      try {
        await keep(address, user, mail, place);
      } catch (error) {
        host.report(error);
      }
    },
    async find(to) {
      const target = targetOf(to);
      if (!target) throw new TokkiError('unreachable', 'the address is none of Slack');
      if ('mail' in target) return byMail(target.mail);
      if ('channel' in target) return { channel: target.channel, thread: target.thread, address: to };
      const contact = await host.contact(to);
      if (contact) return { ...placeOf(contact.reference), address: to, user: target.user };
      return open(target.team, target.user, '');
    },
    async renew({ address, user = '' }) {
      const contact = await host.contact(address);
      const target = targetOf(address);
      const team = target && 'team' in target ? target.team : '';
      return open(team, user, contact?.mail ?? '');
    },
  };
}

function placeOf(reference: string): Place {
  return JSON.parse(reference) as Place;
}

/** The teams that Tokki was added to: there people are found who have never written to it. */
import type { Host } from '../../src/index.ts';
import { type Incoming, list, record, string } from './activity.ts';
import { type Contacts, type Reference, readReference } from './contacts.ts';
import { readMember } from './members.ts';
import { directAddress } from './parse.ts';
import type { Speaker } from './speak.ts';

export interface Rosters {
  /** Remembers the activity's team, and those of its members who stand in people.csv. */
  visit(incoming: Incoming): Promise<void>;
  /** Looks for people in all known teams, and remembers those who are there. */
  search(mails: readonly string[]): Promise<void>;
}

/** The list of teams is kept where no person's conversation can be. */
const listAddress = 'teams:#teams';
const teamsAtMost = 200;

interface Team {
  readonly team: string;
  readonly reference: Reference;
}

export function createRosters(host: Host, contacts: Contacts, speaker: Speaker, now: () => number): Rosters {
  async function teams(): Promise<readonly Team[]> {
    const contact = await host.contact(listAddress);
    return list(contact ? JSON.parse(contact.reference) : []).flatMap((item) => {
      const { team, reference } = record(item);
      const read = readReference(reference);
      return read ? [{ team: string(team), reference: read }] : [];
    });
  }

  async function read({ team, reference }: Team, wanted: ReadonlySet<string>): Promise<void> {
    for await (const page of speaker.roster(reference, team)) {
      for (const account of page) {
        const { mails, isGuest, id, aad, tenant } = readMember(account, reference.tenant);
        const mail = mails.find((one) => wanted.has(one.toLowerCase()));
        if (mail === undefined || isGuest || id === '') continue;
        const address = directAddress({ tenant, from: { id, aad } });
        const known = await contacts.find(address);
        const { serviceUrl, bot } = reference;
        const met = known ?? { serviceUrl, bot, tenant, user: id, kind: 'personal' as const };
        await contacts.keep(address, met, { user: aad || id, mail });
      }
    }
  }

  return {
    async visit({ team, serviceUrl, tenant, bot }) {
      if (team === '') return;
      const here: Team = { team, reference: { serviceUrl, tenant, bot, kind: 'channel' } };
      const others = (await teams()).filter((one) => one.team !== team);
      const reference = JSON.stringify([here, ...others].slice(0, teamsAtMost));
      await host.remember({ address: listAddress, platform: 'teams', user: '', mail: '', reference, at: now() });
      await read(here, new Set((await host.people()).map(({ mail }) => mail.toLowerCase())));
    },
    async search(mails) {
      const wanted = new Set(mails.map((mail) => mail.toLowerCase()));
      for (const team of await teams()) await read(team, wanted).catch((error: unknown) => host.report(error));
    },
  };
}

/** Who speaks: asked of the tenant's directory, remembered for a while, never waited for long. */
import { TeamsInfo, type TurnContext } from 'botbuilder';
import type { Host } from '../../src/index.ts';
import { type Incoming, record, string } from './activity.ts';
import { createCache } from './cache.ts';
import { inTime } from './connect.ts';
import { type Contacts, ownChat } from './contacts.ts';
import { directAddress, type Member } from './parse.ts';

const atMost = 5_000;
const believed = 3_600_000;
/**
 * How long a person may wait for the directory, and how long it is not asked again after it failed: shorter than a report
 * takes, which must not be filed for nobody because the directory was away when it was begun.
 */
const lookupTime = 2_500;
const failureTime = 5_000;

export interface MembersParts {
  readonly host: Host;
  readonly contacts: Contacts;
  readonly now: () => number;
  /** Whether people of this tenant may use the desk. */
  readonly isOurs: (tenant: string) => boolean;
}

export function createMembers({ host, contacts, now, isOurs }: MembersParts) {
  const known = createCache<Member>(atMost, now, believed);
  const failed = createCache<true>(atMost, now, failureTime);

  return async function memberOf(incoming: Incoming, context: TurnContext): Promise<Member> {
    const address = directAddress(incoming);
    if (!isOurs(incoming.tenant)) return { mail: '', stranger: true };
    const cached = known.get(address);
    if (cached) return cached;
    const found = await asked(incoming, context);
    if (!found) return { mail: await contacts.mailOf(address), stranger: false };
    // What another company says of a mail address proves nothing.
    const stranger = found.isGuest || !isOurs(found.tenant);
    const mails = stranger ? [''] : [...(await knownMails(found.mails)), ...found.mails];
    const member = { mail: mails[0] ?? '', stranger };
    known.set(address, member);
    return member;
  };

  /** A person has a mail address and a sign-in name, which may differ: the one in people.csv counts. */
  async function knownMails(mails: readonly string[]): Promise<readonly string[]> {
    if (mails.length < 2) return mails;
    const people = await Promise.all(mails.map((mail) => host.personByMail(mail)));
    return mails.filter((_, i) => people[i] !== undefined);
  }

  async function asked(incoming: Incoming, context: TurnContext) {
    const address = directAddress(incoming);
    const isForeign = incoming.conversation.kind === 'personal' && !ownChat(incoming);
    if (isForeign || failed.get(address)) return undefined;
    try {
      const account = await inTime(lookupTime, () => TeamsInfo.getMember(context, incoming.from.id));
      return readMember(account, incoming.tenant);
    } catch (error) {
      failed.set(address, true);
      host.report(error);
      return undefined;
    }
  }
}

/** What the directory says of a person. A guest's sign-in name carries `#EXT#`. */
export function readMember(account: unknown, tenant: string) {
  const raw = record(account);
  const name = string(raw.userPrincipalName);
  const mails = [...new Set([string(raw.email), name].filter((mail) => mail.includes('@')))];
  const isGuest = ['guest', 'anonymous'].includes(string(raw.userRole).toLowerCase()) || name.includes('#EXT#');
  return {
    mails,
    isGuest,
    tenant: string(raw.tenantId) || tenant,
    id: string(raw.id),
    aad: string(raw.aadObjectId) || string(raw.objectId),
  };
}

/** Who speaks: what Slack knows of a user, asked once in a while and never waited for too long. */
import type { webApi } from '@slack/bolt';
import type { Host, Lang } from '../../src/index.ts';
import { personAddress } from './address.ts';
import { slackError } from './failures.ts';
import type { Identity } from './identity.ts';
import { keepNewest } from './newest.ts';
import { lookUp, within } from './patience.ts';

export interface Who {
  readonly mail?: string;
  readonly stranger?: true;
  readonly lang: Lang;
}

export interface PeopleParts {
  readonly client: webApi.WebClient;
  readonly host: Pick<Host, 'contact' | 'report'>;
  readonly allowedTeams: readonly string[];
  readonly now: () => number;
}

const kept = 10 * 60_000;
/** How long a Slack that has failed is not asked again: one request looks a person up several times, and has three seconds. */
const spared = 5_000;
const most = 5_000;

/** The members of a `users.info` answer that matter. */
interface SlackUser {
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly locale?: string;
  readonly profile?: { readonly email?: string };
}

export type People = (user: string, self: Identity) => Promise<Who>;

export function createPeople({ client, host, allowedTeams, now }: PeopleParts): People {
  const known = new Map<string, { readonly who: Promise<Who>; readonly until: number }>();

  async function look(user: string, self: Identity): Promise<Who> {
    const asked = client.users.info({ user, include_locale: true });
    const { user: found } = await within(asked, lookUp);
    return whoIs((found ?? {}) as SlackUser, self, allowedTeams);
  }

  /** Where Slack does not answer in time, what it said when the person last wrote holds. */
  async function remembered(user: string, self: Identity): Promise<Who> {
    const contact = await host.contact(personAddress(self.team, user));
    return { lang: 'ja', ...(contact?.mail && { mail: contact.mail }) };
  }

  async function ask(user: string, self: Identity): Promise<Who> {
    try {
      return await look(user, self);
    } catch (error) {
      // Slack shows its users to their own company.
      if (/^user_not_(?:found|visible)$/u.test(slackError(error) ?? '')) return { lang: 'ja', stranger: true };
      known.delete(user);
      host.report(error);
      const who = await remembered(user, self);
      keepNewest(known, user, { who: Promise.resolve(who), until: now() + spared }, most);
      return who;
    }
  }

  return (user, self) => {
    const hit = known.get(user);
    if (hit && hit.until > now()) return hit.who;
    const who = ask(user, self);
    keepNewest(known, user, { who, until: now() + kept }, most);
    return who;
  };
}

/** A guest, or somebody of another company, is a stranger; what another company says of a mail address proves nothing. */
function whoIs(user: SlackUser, self: Identity, allowedTeams: readonly string[]): Who {
  const lang = user.locale?.startsWith('en') ? 'en' : 'ja';
  const sameCompany = self.enterprise !== undefined && user.enterprise_user?.enterprise_id === self.enterprise;
  const isOurs = sameCompany || [undefined, self.team, ...allowedTeams].includes(user.team_id);
  if (!isOurs || user.is_restricted || user.is_ultra_restricted || user.is_stranger) return { lang, stranger: true };
  return { lang, ...(user.profile?.email && { mail: user.profile.email }) };
}

/** Who speaks: what Slack knows of a user, asked once in a while and never waited for too long. */
import type { webApi } from '@slack/bolt';
import type { Host, Lang } from '../../src/index.ts';
import { personAddress } from './address.ts';
import type { Identity } from './identity.ts';

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

/** Slack shows "operation timed out" after 3 s: an answer that comes later helps nobody. */
const patience = 1_500;
const kept = 10 * 60_000;
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
    const { user: found } = await within(asked, patience);
    return whoIs((found ?? {}) as SlackUser, self, allowedTeams);
  }

  /** Where Slack does not answer in time, what it said when the person last wrote holds. */
  async function remembered(user: string, self: Identity): Promise<Who> {
    const contact = await host.contact(personAddress(self.team, user));
    return { lang: 'ja', ...(contact?.mail && { mail: contact.mail }) };
  }

  return async (user, self) => {
    const hit = known.get(user);
    if (hit && hit.until > now()) return hit.who;
    const who = look(user, self);
    known.delete(user);
    known.set(user, { who, until: now() + kept });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    try {
      return await who;
    } catch (error) {
      if (known.get(user)?.who === who) known.delete(user);
      host.report(error);
      return remembered(user, self);
    }
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

/** @throws Error where it takes longer than `ms` */
async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Slack did not answer in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** What `doctor` says of who can be told something, by ids: from whom Tokki has met, and from what was given up. */
import type { Config } from '../config.ts';
import { slackOptions } from '../config-slack.ts';
import { teamsOptions } from '../config-teams.ts';
import { platformOf } from '../outbox.ts';
import type { DeadJob, Store } from '../store/store.ts';
import type { Address, Contact, Person } from '../types.ts';
import { type Finding, good, listed } from './finding.ts';

/** So many jobs that were given up are looked at, the newest ones. */
export const mostDead = 1_000;

const advices = {
  slack: 'Slack finds them by the mail address of an open account: correct people.csv, or invite them.',
  teams: 'They add the Tokki app in Teams, or the app is added to a team that they are in.',
} as const;
type Platform = keyof typeof advices;

const meanwhile = 'Until then their alerts go to the next responsible person.';
const mailAdvice = 'Give them a mail address in people.csv; without one, no platform can find them.';
const unmetAdvice = 'Slack is asked for their mail address when there is something to tell them.';

/** Who is told nothing: people whom no platform can reach. The page shows only what somebody looks at. */
export async function checkReach(
  config: Config,
  store: Pick<Store, 'people' | 'contacts' | 'dead'>,
): Promise<readonly Finding[]> {
  const platforms = platformsOf(config);
  const [first] = platforms;
  if (first === undefined) return [];
  const [people, contacts] = [await store.people(), await store.contacts()];
  const wayTo = wayFinder(people, contacts, await store.dead(mostDead));
  const nameless = people.filter(({ mail }) => mail === '');
  const ways = Map.groupBy(
    people.filter(({ mail }) => mail !== ''),
    (person) => bestOf(platforms.map((platform) => wayTo(person, platform))),
  );
  const advice = [...platforms.map((platform) => advices[platform]), meanwhile].join(' ');
  const findings = [
    ...unreachable(`reach-${first}`, ways.get('none') ?? [], advice),
    ...unreachable('reach-mail', nameless, mailAdvice),
  ];
  const unmet = ways.get('asked') ?? [];
  if (unmet.length > 0)
    return [...findings, { rule: 'reach', finding: `not met yet: ${named(unmet)}`, advice: unmetAdvice, ok: true }];
  return findings.length > 0 ? findings : [good('reach', 'everybody was met')];
}

function platformsOf(config: Config): readonly Platform[] {
  return [...(slackOptions(config) ? (['slack'] as const) : []), ...(teamsOptions(config) ? (['teams'] as const) : [])];
}

/** A platform has met somebody, is asked for the mail address when there is something to tell, or cannot reach them. */
type Way = 'met' | 'asked' | 'none';

function bestOf(ways: readonly Way[]): Way {
  return ways.find((way) => way === 'met') ?? ways.find((way) => way === 'asked') ?? 'none';
}

/** Slack can look anybody up by mail, Teams finds only whom it has met; a platform that has refused since then says more. */
function wayFinder(people: readonly Person[], contacts: readonly Contact[], dead: readonly DeadJob[]) {
  const personAt = personFinder(people, contacts);
  const met = new Map<string, number>();
  const refused = new Map<string, number>();
  const note = (map: Map<string, number>, address: Address, at: number) => {
    const key = `${platformOf(address)} ${personAt(address)?.id}`;
    map.set(key, Math.max(at, map.get(key) ?? at));
  };
  for (const { address, at } of contacts) note(met, address, at);
  for (const { kind, reason, address, due } of dead)
    if (kind === 'send' && reason === 'unreachable') note(refused, address, due);
  return ({ id }: Person, platform: Platform): Way => {
    const [seen, lost] = [met, refused].map((map) => map.get(`${platform} ${id}`));
    if (lost !== undefined && (seen === undefined || lost >= seen)) return 'none';
    if (seen !== undefined) return 'met';
    return platform === 'slack' ? 'asked' : 'none';
  };
}

/** The ids of those whose messages were given up, or to whom something was not delivered; nobody for a channel. */
export async function concerned(
  store: Pick<Store, 'people' | 'contacts'>,
  dead: readonly DeadJob[],
): Promise<readonly string[]> {
  const personAt = personFinder(await store.people(), await store.contacts());
  return [...new Set(dead.flatMap(({ address }) => personAt(address)?.id ?? []))].toSorted();
}

/** Whose address it is: that of a private conversation, of a mail address, of somebody who can be reached nowhere. */
function personFinder(people: readonly Person[], contacts: readonly Contact[]) {
  const byId = new Map(people.map((person) => [person.id, person]));
  const byMail = new Map(people.map((person) => [person.mail.toLowerCase(), person]));
  const mails = new Map(contacts.map(({ address, mail }) => [address, mail.toLowerCase()]));
  return (address: Address): Person | undefined => {
    const platform = platformOf(address);
    const place = address.slice(platform.length + 1);
    if (platform === 'web' || platform === 'nobody') return byId.get(place.split('/')[0] ?? '');
    const mail = place.startsWith('@') ? place.slice(1) : (mails.get(address) ?? '');
    return mail === '' ? undefined : byMail.get(mail);
  };
}

function unreachable(rule: string, people: readonly Person[], advice: string): readonly Finding[] {
  return people.length === 0 ? [] : [{ rule, finding: `cannot be reached: ${named(people)}`, advice }];
}

function named(people: readonly Person[]): string {
  return listed(people.map(({ id }) => id));
}

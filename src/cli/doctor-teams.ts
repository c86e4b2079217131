/** What `tokki doctor` says of Teams, without asking Microsoft anything. */
import type { Config } from '../config.ts';
import { slackOptions } from '../config-slack.ts';
import { teamsOptions } from '../config-teams.ts';
import type { Store } from '../store/store.ts';

interface Finding {
  readonly rule: string;
  readonly finding: string;
  readonly advice: string;
  readonly ok?: true;
}

const meetAdvice =
  'They add the Tokki app in Teams, or the app is added to a team that they are in; until then their alerts go to the next responsible person.';
const mailAdvice = 'Give them a mail address in people.csv; without one, no platform can find them.';

export function checkTeams(config: Config): readonly Finding[] {
  const options = teamsOptions(config);
  if (!options) return [];
  const { appId, type, tenant, allowedTenants } = options;
  if (appId === '') {
    const advice = 'For the Agents Playground on this machine only; set TEAMS_APP_ID for real use.';
    return [{ rule: 'teams', finding: 'TEAMS_DEV_NO_AUTH=1: everybody is believed', advice, ok: true }];
  }
  const tenants = allowedTenants.length > 0 ? allowedTenants : [tenant ?? ''];
  return [{ rule: 'teams', finding: `${type}, for the tenants ${tenants.join(', ')}`, advice: '', ok: true }];
}

/** Who is told nothing: people whom no platform can reach. The page shows only what somebody looks at. */
export async function checkReach(
  config: Config,
  store: Pick<Store, 'people' | 'contacts'>,
): Promise<readonly Finding[]> {
  const [isSlack, isTeams] = [slackOptions(config) !== undefined, teamsOptions(config) !== undefined];
  if (!isSlack && !isTeams) return [];
  const people = await store.people();
  const nameless = people.filter(({ mail }) => mail === '');
  const met = new Set((await store.contacts()).map(({ mail }) => mail.toLowerCase()));
  // Slack finds anybody by mail; Teams only whom it has met.
  const unmet = isSlack ? [] : people.filter(({ mail }) => mail !== '' && !met.has(mail.toLowerCase()));
  const findings = [
    ...unreachable('reach-teams', unmet, meetAdvice),
    ...unreachable('reach-mail', nameless, mailAdvice),
  ];
  return findings.length > 0
    ? findings
    : [{ rule: 'reach', finding: 'everybody can be told something', advice: '', ok: true }];
}

function unreachable(rule: string, people: readonly { readonly id: string }[], advice: string): readonly Finding[] {
  if (people.length === 0) return [];
  return [{ rule, finding: `cannot be reached: ${people.map(({ id }) => id).join(', ')}`, advice }];
}

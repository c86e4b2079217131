/** What `tokki doctor` says of Teams, without asking Microsoft anything. */
import type { Config } from '../config.ts';
import { teamsOptions } from '../config-teams.ts';
import { type Finding, good } from './finding.ts';

export function checkTeams(config: Config): readonly Finding[] {
  const options = teamsOptions(config);
  if (!options) return [];
  const { appId, type, tenant, allowedTenants } = options;
  if (appId === '') {
    const advice = 'For the Agents Playground on this machine only; set TEAMS_APP_ID for real use.';
    return [{ rule: 'teams', finding: 'TEAMS_DEV_NO_AUTH=1: everybody is believed', advice, ok: true }];
  }
  const tenants = allowedTenants.length > 0 ? allowedTenants : [tenant ?? ''];
  return [good('teams', `${type}, for the tenants ${tenants.join(', ')}`)];
}

import assert from 'node:assert/strict';
import { checkTeams } from '../../src/cli/doctor-teams.ts';
import { parseConfig } from '../../src/config.ts';

const teams = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_APP_TENANT: 'tenant-1' };
const rules = (findings: readonly { rule: string; finding: string }[]) =>
  findings.map(({ rule, finding }) => `${rule}: ${finding}`);

describe('what the doctor says of Teams', () => {
  it('is nothing where Teams is off', () => {
    assert.deepEqual(checkTeams(parseConfig({})), []);
  });

  it('names the kind of app and the tenants that may use it', () => {
    assert.deepEqual(rules(checkTeams(parseConfig(teams))), ['teams: SingleTenant, for the tenants tenant-1']);
    const more = parseConfig({ ...teams, TEAMS_APP_TYPE: 'MultiTenant', TEAMS_ALLOWED_TENANTS: 'a,b' });
    assert.deepEqual(rules(checkTeams(more)), ['teams: MultiTenant, for the tenants a, b']);
    assert.match(rules(checkTeams(parseConfig({ TEAMS_DEV_NO_AUTH: '1' })))[0] ?? '', /everybody is believed/u);
  });
});

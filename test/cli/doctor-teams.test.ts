import assert from 'node:assert/strict';
import { checkReach, checkTeams } from '../../src/cli/doctor-teams.ts';
import { parseConfig } from '../../src/config.ts';
import type { Contact, Person } from '../../src/types.ts';

const person = (id: string, mail: string): Person => ({ id, name: '', mail, role: 'staff', lang: 'ja', contracts: [] });
const contact = (mail: string): Contact => ({
  address: 'teams:t:x',
  platform: 'teams',
  user: 'x',
  mail,
  reference: '',
  at: 0,
});
const store = {
  people: async () => [person('hana', 'Hana@x.jp'), person('ichiro', 'ichiro@x.jp'), person('ken', '')],
  contacts: async () => [contact('hana@x.jp')],
};
const teams = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_APP_TENANT: 'tenant-1' };
const rules = (findings: readonly { rule: string; finding: string }[]) =>
  findings.map(({ rule, finding }) => `${rule}: ${finding}`);

describe('what the doctor says of Teams', () => {
  it('is nothing where Teams is off', async () => {
    assert.deepEqual(checkTeams(parseConfig({})), []);
    assert.deepEqual(await checkReach(parseConfig({}), store), []);
  });

  it('names the kind of app and the tenants that may use it', () => {
    assert.deepEqual(rules(checkTeams(parseConfig(teams))), ['teams: SingleTenant, for the tenants tenant-1']);
    const more = parseConfig({ ...teams, TEAMS_APP_TYPE: 'MultiTenant', TEAMS_ALLOWED_TENANTS: 'a,b' });
    assert.deepEqual(rules(checkTeams(more)), ['teams: MultiTenant, for the tenants a, b']);
    assert.match(rules(checkTeams(parseConfig({ TEAMS_DEV_NO_AUTH: '1' })))[0] ?? '', /everybody is believed/u);
  });

  it('names the people whom nothing can tell anything', async () => {
    assert.deepEqual(rules(await checkReach(parseConfig(teams), store)), [
      'reach-teams: cannot be reached: ichiro',
      'reach-mail: cannot be reached: ken',
    ]);
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    assert.deepEqual(rules(await checkReach(parseConfig({ ...teams, ...slack }), store)), [
      'reach-mail: cannot be reached: ken',
    ]);
    const all = { ...store, people: async () => [person('hana', 'hana@x.jp')] };
    assert.match(rules(await checkReach(parseConfig(teams), all))[0] ?? '', /everybody/u);
  });
});

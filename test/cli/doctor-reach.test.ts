/** Doctor says who can be told something: by whom was met, and by what a platform has refused. */
import assert from 'node:assert/strict';
import { checkReach } from '../../src/cli/doctor-reach.ts';
import { parseConfig } from '../../src/config.ts';
import type { DeadJob } from '../../src/store/store.ts';
import type { Contact, Person } from '../../src/types.ts';

const teams = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_APP_TENANT: 'tenant-1' };
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };

const person = (id: string, mail: string): Person => ({ id, name: '', mail, role: 'staff', lang: 'ja', contracts: [] });
const people = [person('hana', 'Hana@x.jp'), person('ichiro', 'ichiro@x.jp'), person('ken', '')];
const contact = (platform: string, mail: string, at = 0): Contact => {
  return { address: `${platform}:t:${mail}`, platform, user: 'x', mail, reference: '', at };
};
const dead = (address: string, due: number, reason = 'unreachable'): DeadJob => {
  return { id: 1, kind: 'send', address, due, reason };
};

const found = async (env: object, contacts: readonly Contact[], lost: readonly DeadJob[] = [], who = people) =>
  (
    await checkReach(parseConfig({ ...env }), {
      people: async () => who,
      contacts: async () => contacts,
      dead: async () => lost,
    })
  ).map(({ rule, finding, ok }) => `${rule}: ${finding}${ok ? ' (ok)' : ''}`);

describe('the doctor, looking at who can be told something', () => {
  it('says nothing where there is only the page', async () => {
    assert.deepEqual(await found({}, []), []);
  });

  it('names whom Teams has not met, and who has no mail address', async () => {
    assert.deepEqual(await found(teams, [contact('teams', 'hana@x.jp')]), [
      'reach-teams: cannot be reached: ichiro',
      'reach-mail: cannot be reached: ken',
    ]);
    const [hana] = people;
    assert.deepEqual(await found(teams, [contact('teams', 'hana@x.jp')], [], hana ? [hana] : []), [
      'reach: everybody was met (ok)',
    ]);
  });

  it('does not take for met whom Slack would have to look up', async () => {
    assert.deepEqual(await found({ ...teams, ...slack }, [contact('teams', 'hana@x.jp')]), [
      'reach-mail: cannot be reached: ken',
      'reach: not met yet: ichiro (ok)',
    ]);
  });

  it('names whom Slack has refused, unless they were met since, or elsewhere', async () => {
    const lost = [dead('slack:@ichiro@x.jp', 5), dead('slack:t:hana@x.jp', 5)];
    const met = contact('slack', 'hana@x.jp', 1);
    assert.deepEqual((await found(slack, [met], lost))[0], 'reach-slack: cannot be reached: hana, ichiro');
    const since = contact('slack', 'hana@x.jp', 9);
    assert.deepEqual((await found(slack, [since], lost))[0], 'reach-slack: cannot be reached: ichiro');
    const elsewhere = contact('teams', 'ichiro@x.jp');
    assert.deepEqual(
      (await found({ ...slack, ...teams }, [since, elsewhere], lost))[0],
      'reach-mail: cannot be reached: ken',
    );
    const busy = [dead('slack:@ichiro@x.jp', 5, 'busy')];
    assert.ok((await found(slack, [], busy)).includes('reach: not met yet: hana, ichiro (ok)'));
  });

  it('names no more than a line holds', async () => {
    const many = Array.from({ length: 23 }, (_, n) => person(`p${n}`, `${n}@x.jp`));
    assert.match((await found(slack, [], [], many))[0] ?? '', /: p0, .*, p19 and 3 more \(ok\)$/u);
  });
});

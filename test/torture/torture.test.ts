import assert from 'node:assert/strict';
import { onServers, onSqlite, serversInstalled } from './installation.ts';
import { createSlackPlatform } from './slack.ts';
import { createTeamsPlatform } from './teams.ts';
import { torture } from './torture.ts';
import { createWeb } from './web.ts';

/** The short form of `npm run torture`. How long a stop takes says more of the machine than of the desk: that is for the long one. */
describe('a desk that is killed again and again', function () {
  this.timeout(300_000);
  const seed = 28;

  it('loses no acknowledged answer, files each report once and delivers each alert once', async () => {
    const plan = { installation: onSqlite(), platforms: [createWeb()], people: 4, reports: 2, kills: 3, seed };
    const { violations, reports, broken } = await torture(plan);
    assert.deepEqual(
      violations.filter(({ rule }) => rule !== 'stop in time'),
      [],
    );
    assert.equal(reports, 8);
    assert.ok((broken.kills ?? 0) >= 3);
  });

  for (const [what, plan, broke] of [
    ['two instances, and servers and platforms that go away and come back', { kills: 2, reports: 1 }, 'kills'],
    ['an update that rolls over both instances', { kills: 1, reports: 1, only: 'update' }, 'updates'],
  ] as const)
    it(`does so with people on the page, in Slack and in Teams, and ${what}`, async function () {
      if (!serversInstalled) {
        assert.ok(process.env.TOKKI_DEMAND_SERVERS !== '1', 'PostgreSQL and Redis are not installed');
        this.skip();
      }
      const platforms = [createWeb(), await createSlackPlatform(seed), await createTeamsPlatform(seed)];
      const { violations, reports, broken } = await torture({
        installation: await onServers(),
        platforms,
        people: 3,
        seed,
        ...plan,
      });
      assert.deepEqual(
        violations.filter(({ rule }) => rule !== 'stop in time'),
        [],
      );
      assert.equal(reports, 3);
      assert.ok((broken[broke] ?? 0) >= plan.kills);
    });
});

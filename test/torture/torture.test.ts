import assert from 'node:assert/strict';
import { createChance } from './chance.ts';
import { onServers, onSqlite, serversInstalled } from './installation.ts';
import { createSlackPlatform } from './slack.ts';
import { torture } from './torture.ts';
import { createWeb } from './web.ts';

describe('a desk that is killed again and again', () => {
  it('loses no acknowledged answer, files each report once and delivers each alert once', async function () {
    this.timeout(300_000);
    const plan = { installation: onSqlite(), platforms: [createWeb()], people: 6, reports: 3, kills: 5, seed: 7 };
    const verdict = await torture(plan);
    assert.deepEqual(verdict.violations, []);
    assert.ok((verdict.broken.kills ?? 0) >= 3);
    assert.equal(verdict.reports, 18);
  });

  it('does so with two instances, whose database and Redis go away and come back', async function () {
    if (!serversInstalled) {
      assert.ok(process.env.TOKKI_DEMAND_SERVERS !== '1', 'PostgreSQL and Redis are not installed');
      this.skip();
    }
    this.timeout(300_000);
    const platforms = [createWeb(), await createSlackPlatform(createChance(7))];
    const plan = { installation: await onServers(), platforms, people: 8, reports: 8, kills: 6, seed: 5 };
    const verdict = await torture(plan);
    assert.deepEqual(verdict.violations, []);
    assert.ok((verdict.broken.kills ?? 0) >= 3);
  });
});

import assert from 'node:assert/strict';
import { torture } from './torture.ts';

describe('a desk that is killed again and again', () => {
  it('loses no acknowledged answer, files each report once and delivers each alert once', async function () {
    this.timeout(120_000);
    const verdict = await torture({ people: 6, reports: 4, kills: 5, seed: 7 });
    assert.deepEqual(verdict.violations, []);
    assert.ok(verdict.kills >= 3, `${verdict.kills} kills`);
    assert.equal(verdict.reports, 24);
  });
});

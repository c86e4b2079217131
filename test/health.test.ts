import assert from 'node:assert/strict';
import { createHealth } from '../src/health.ts';

describe('the health of an instance', () => {
  it('is looked at once, however many ask, and again after a while', async () => {
    let [now, checks] = [0, 0];
    const health = createHealth(
      async () => {
        checks += 1;
        if (checks === 2) throw new Error('disk full');
      },
      () => now,
    );
    await Promise.all([health.ready(), health.ready(), health.ready()]);
    assert.equal(checks, 1);
    now = 2_000;
    await assert.rejects(health.ready(), /disk full/u);
    await assert.rejects(health.ready(), /disk full/u);
    now = 4_000;
    await health.ready();
    assert.equal(checks, 3);
  });

  it('ends when the instance is about to stop', async () => {
    const health = createHealth(
      async () => undefined,
      () => 0,
    );
    health.stop();
    await assert.rejects(health.ready(), { code: 'full' });
  });
});

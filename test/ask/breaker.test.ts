import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Breaker, closed, consult, failed, succeeded } from '../../src/ask/breaker.ts';

describe('the circuit breaker', () => {
  it('lets people wait while the endpoint works, and leaves it alone for half a minute after a failure', () => {
    assert.deepEqual(consult(closed, 0), { leave: 'wait', next: closed });
    const open = failed(closed, 1_000);
    assert.equal(consult(open, 1_000).leave, 'alone');
    assert.equal(consult(open, 30_999).leave, 'alone');
    assert.equal(consult(open, 31_000).leave, 'try');
  });

  it('tries once at a time, for longer and longer pauses up to ten minutes', () => {
    let breaker = failed(closed, 0);
    const pauses: number[] = [];
    for (let i = 0, now = 0; i < 8; i++) {
      assert.equal(breaker.state, 'open');
      const until = breaker.state === 'open' ? breaker.until : 0;
      pauses.push(until - now);
      const { leave, next } = consult(breaker, until);
      assert.equal(leave, 'try');
      assert.equal(consult(next, until).leave, 'alone');
      now = until;
      breaker = failed(next, now);
    }
    assert.deepEqual(pauses, [30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000, 600_000]);
  });

  it('is closed by an answer, and counts failures of calls that were under way at once as one', () => {
    const open = failed(closed, 0);
    assert.equal(failed(open, 5_000), open);
    assert.equal(succeeded(), closed);
  });

  it('never makes anybody wait for an endpoint whose last answer was a failure', () => {
    const step = fc.record({ wait: fc.nat(100_000), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let breaker: Breaker = closed;
        let now = 0;
        let lastFailed = false;
        for (const { wait, fails } of steps) {
          now += wait;
          const { leave, next } = consult(breaker, now);
          breaker = next;
          assert.equal(leave === 'wait', !lastFailed);
          if (leave === 'alone') continue;
          breaker = fails ? failed(breaker, now) : succeeded();
          lastFailed = fails;
        }
      }),
    );
  });
});

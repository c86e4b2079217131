import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import { createThrottle } from '../src/throttle.ts';

/** A platform that asks everybody to wait for ten seconds, until it does not any more. */
function setUp() {
  const clock = { now: 0 };
  const state = { busy: true };
  const tried: string[] = [];
  const throttled = createThrottle(() => clock.now);
  const send = async (to: string, urgent = false) => {
    const attempt = async () => {
      tried.push(to);
      if (state.busy) throw new TokkiError('busy', 'wait', { retryAfter: 10_000 });
    };
    return throttled(to, urgent, attempt).then(
      () => 0,
      (error: TokkiError) => error.retryAfter,
    );
  };
  return { clock, state, tried, send };
}

describe('a platform that asks to wait', () => {
  it('is not asked again for others before its time, once it has asked it in two conversations', async () => {
    const { clock, tried, send } = setUp();
    assert.deepEqual([await send('slack:a'), await send('slack:b')], [10_000, 10_000]);
    clock.now = 4_000;
    assert.equal(await send('slack:c'), 6_000);
    assert.deepEqual(tried, ['slack:a', 'slack:b']);
    clock.now = 10_000;
    assert.equal(await send('slack:c'), 10_000);
    assert.equal(tried.length, 3);
  });

  it('is asked for an alert at any time', async () => {
    const { tried, send } = setUp();
    await send('slack:a');
    await send('slack:b');
    await send('slack:boss', true);
    assert.deepEqual(tried, ['slack:a', 'slack:b', 'slack:boss']);
  });

  it('may mean one conversation alone, and says nothing of other platforms', async () => {
    const { state, tried, send } = setUp();
    await send('slack:a');
    await send('slack:a');
    state.busy = false;
    assert.deepEqual([await send('slack:b'), await send('teams:b')], [0, 0]);
    assert.equal(tried.length, 4);
  });

  it('may be asked again as soon as it has taken something', async () => {
    const { state, send } = setUp();
    await send('slack:a');
    await send('slack:b');
    state.busy = false;
    assert.equal(await send('slack:boss', true), 0);
    assert.equal(await send('slack:c'), 0);
  });

  it('does not hold up others for the sake of alerts that it refuses', async () => {
    const { state, send } = setUp();
    await send('slack:boss', true);
    await send('slack:chief', true);
    state.busy = false;
    assert.equal(await send('slack:c'), 0);
  });
});

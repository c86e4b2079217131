import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import { createIntake, type IntakeParts } from '../src/intake.ts';
import { alone } from '../src/signals.ts';
import type { Message } from '../src/types.ts';

const limits = { person: 3, channel: 5, waiting: 10 };

function message(user: string, over: Partial<Message> = {}): Message {
  return { key: 'k', address: `slack:${user}`, user, private: true, at: 0, text: 'x', ...over };
}

function setUp(over: Partial<IntakeParts> = {}) {
  const clock = { now: 0 };
  const intake = createIntake({
    limits,
    store: { waiting: async () => 0 },
    signals: alone,
    now: () => clock.now,
    ...over,
  });
  return { intake, clock };
}

describe('the intake', () => {
  it('takes so much a minute from one person and does not mind the others', async () => {
    const { intake, clock } = setUp();
    const said = async (user: string) => (await intake.admit(message(user)))?.limit;
    assert.deepEqual(
      [await said('a'), await said('a'), await said('a'), await said('a')],
      [undefined, undefined, undefined, 3],
    );
    assert.equal(await said('b'), undefined);
    clock.now = 60_000;
    assert.equal(await said('a'), undefined);
  });

  it('does not count a look at the overview as a message, but takes no flood of them either', async () => {
    const { intake } = setUp();
    const look = async () => (await intake.admit(message('a', { text: '', choice: { id: 'home' } })))?.limit;
    assert.deepEqual([await look(), await look(), await look()], [undefined, undefined, undefined]);
    for (const _ of [1, 2, 3]) assert.equal(await intake.admit(message('a')), undefined);
    assert.equal((await intake.admit(message('a')))?.limit, 3);
    assert.equal(await look(), 3);
  });

  it('knows a person wherever they write, and names each minute once', async () => {
    const { intake, clock } = setUp();
    const said = (thread: number) =>
      intake.admit(message('a', { person: 'hana', address: `slack:t${thread}`, private: false }));
    for (const thread of [1, 2, 3]) assert.equal(await said(thread), undefined);
    const [first, second] = [await said(4), await said(5)];
    assert.equal(first?.key, second?.key);
    clock.now = 60_000;
    for (const thread of [1, 2, 3]) await said(thread);
    assert.notEqual((await said(4))?.key, first?.key);
  });

  it('takes so much a minute in one channel, whoever writes', async () => {
    const { intake } = setUp();
    const said = async (user: string) =>
      (await intake.admit(message(user, { address: 'slack:room', private: false })))?.limit;
    for (const user of ['a', 'b', 'c', 'd', 'e']) assert.equal(await said(user), undefined);
    assert.equal(await said('f'), 5);
  });

  it('lets nobody use up a channel for the others', async () => {
    const { intake } = setUp();
    const said = async (user: string) =>
      (await intake.admit(message(user, { address: 'slack:room', private: false })))?.limit;
    for (let n = 0; n < 9; n++) await said('a');
    assert.deepEqual([await said('b'), await said('b'), await said('c')], [undefined, undefined, 5]);
  });

  it('counts with the other instances where they can be reached, and for itself where not', async () => {
    const others = { ...alone, count: async (names: readonly string[]) => names.map(() => 4) };
    assert.equal((await setUp({ signals: others }).intake.admit(message('a')))?.limit, 3);
    assert.equal(await setUp().intake.admit(message('a')), undefined);
  });

  it('refuses to take more than can wait, until some of it is done', async () => {
    let waiting = 11;
    const { intake, clock } = setUp({ store: { waiting: async () => waiting } });
    const busy = (error: unknown) => error instanceof TokkiError && error.code === 'full';
    await assert.rejects(intake.admit(message('a')), busy);
    waiting = 9;
    await assert.rejects(intake.admit(message('b')), busy);
    clock.now = 1_000;
    assert.equal(await intake.admit(message('b')), undefined);
  });
});

import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import type { Address, Message } from '../src/types.ts';
import { echo, message, setUp } from './bot-set-up.ts';

/** Says something to the desk in another conversation. */
function elsewhere(key: string): Message {
  return { ...message(key), address: 'fake:taro' };
}

/** A bot on a platform that refuses what goes to Hana, until `refusal` is taken away; in other conversations it works. */
async function refusing(refusal: Error) {
  const tries: number[] = [];
  const state: { refusal?: Error } = { refusal };
  const send = async (to: Address, _reply: unknown, _key: string, attempt: number) => {
    if (to !== 'fake:hana') return;
    tries.push(attempt);
    if (state.refusal) throw state.refusal;
  };
  const { bot, clock, ...rest } = await setUp(async (turn) => echo(turn), { send });
  const receive = async (one: Message) => {
    await bot.receive(one);
    await bot.drain();
  };
  await receive(message('m1'));
  const later = async (milliseconds: number) => {
    clock.now += milliseconds;
    await bot.drain();
  };
  return { ...rest, tries, state, receive, later };
}

describe('what a platform refused', () => {
  it('is tried as soon as the platform takes something else', async () => {
    const { tries, state, receive, later } = await refusing(new Error('down'));
    await later(1_000);
    await later(4_000);
    delete state.refusal;
    await later(1_000);
    assert.deepEqual(tries, [1, 2, 3]);
    await receive(elsewhere('n1'));
    assert.deepEqual(tries, [1, 2, 3, 4]);
    await later(3_600_000);
    assert.equal(tries.length, 4);
  });

  it('is tried by itself where nothing else is sent', async () => {
    const { tries, state, later } = await refusing(new Error('down'));
    delete state.refusal;
    await later(1_000);
    assert.deepEqual(tries, [1, 2]);
  });

  it('waits as long as the platform has asked for, whatever else it takes', async () => {
    const { tries, state, receive, later } = await refusing(new TokkiError('busy', 'wait', { retryAfter: 10_000 }));
    delete state.refusal;
    await later(9_000);
    await receive(elsewhere('n1'));
    assert.deepEqual(tries, [1]);
    await later(1_000);
    assert.deepEqual(tries, [1, 2]);
  });

  for (const seconds of [30, 60, 150, 290]) {
    it(`arrives within 15 seconds after ${seconds} of its own in which everything else arrived`, async () => {
      const { tries, state, receive, later } = await refusing(new Error('this one'));
      for (let second = 1; second <= seconds; second++) {
        await later(1_000);
        await receive(elsewhere(`n${second}`));
      }
      delete state.refusal;
      const before = tries.length;
      await later(15_000);
      assert.equal(tries.length, before + 1);
    });
  }

  it('keeps tries for most of an hour where the fault is its own and everything else arrives', async () => {
    const { tries, receive, later, store } = await refusing(new Error('this one'));
    for (let second = 1; second <= 50 * 60; second++) {
      await later(1_000);
      if (second < 120) await receive(elsewhere(`n${second}`));
    }
    const dead = async () => (await store.counts()).find(({ state }) => state === 'dead')?.count ?? 0;
    assert.equal(await dead(), 0);
    for (let minute = 0; minute < 10; minute++) await later(60_000);
    assert.equal(await dead(), 1);
    assert.equal(tries.length, 93);
  });
});

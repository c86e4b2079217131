import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import type { TimerHandler, Turn } from '../src/types.ts';
import { echo, message, say, setUp } from './bot-set-up.ts';

describe('what the bot does later and elsewhere', () => {
  it('does what falls due once, and arms what that decides', async () => {
    const rung: string[] = [];
    const timer = { key: 't1', name: 'fake:ring', subject: 's', due: 5_000 };
    const onTimer: TimerHandler = async ({ key, due }) => {
      rung.push(key);
      const posts = [{ key: 'reminder', to: 'boss', reply: say('due') }];
      return key === 't1' ? { timers: [{ ...timer, key: 't2', due: due + 1_000 }] } : { posts };
    };
    const { bot, sent, clock } = await setUp(async (turn) => ({ ...echo(turn), timers: [timer, timer] }), {}, onTimer);
    await bot.receive(message('m1'));
    await bot.receive(message('m2'));
    for (const now of [1_000, 5_000, 6_000, 9_000]) {
      clock.now = now;
      await bot.drain();
    }
    assert.deepEqual(rung, ['t1', 't2']);
    assert.deepEqual(
      sent.filter(({ to }) => to === 'fake:boss').map(({ text }) => text),
      ['due'],
    );
  });

  it('has what is logged looked at, once for all of the same five minutes, even where a commit was beaten', async () => {
    const minute = 60_000;
    const { bot, store, clock } = await setUp(async (turn) => {
      const access = [{ at: turn.now, by: 'hana', act: 'read', subject: 'report:1' } as const];
      return { ...echo(turn), access };
    });
    const watches: (readonly string[])[] = [];
    const commit = store.commit.bind(store);
    let beaten = true;
    store.commit = async (one) => {
      const found = (one.jobs ?? []).flatMap(({ key }) => (key.startsWith('guard:watch:') ? [key] : []));
      if (one.access?.length) watches.push(found);
      if (beaten && one.access?.length) {
        beaten = false;
        throw new TokkiError('conflict', 'somebody was faster');
      }
      return commit(one);
    };
    for (const [key, now] of [
      ['m1', 1_000],
      ['m2', 2 * minute],
      ['m3', 5 * minute],
    ] as const) {
      clock.now = now;
      await bot.receive(message(key));
      await bot.drain();
    }
    assert.deepEqual(watches, [['guard:watch:0'], ['guard:watch:0'], [], ['guard:watch:300000']]);
  });

  it('takes a message up again where nobody else reads', async () => {
    const seen: Turn[] = [];
    const { bot } = await setUp(async (turn) => {
      seen.push(turn);
      return { ...echo(turn), ...(!turn.message.private && { inPrivate: true }) };
    });
    await bot.receive({ ...message('m1'), address: 'fake:room', private: false, direct: 'fake:hana' });
    await bot.drain();
    assert.deepEqual(
      seen.map(({ message: { address, private: isPrivate, text } }) => [address, isPrivate, text]),
      [
        ['fake:room', false, 'm1'],
        ['fake:hana', true, 'm1'],
      ],
    );
  });

  it('asks who else has to be told where a post has reached nobody', async () => {
    const asked: string[] = [];
    const { bot } = await setUp(
      async (turn) => ({ ...echo(turn), posts: [{ key: 'alert:1', to: 'boss', reply: say('alert'), urgent: true }] }),
      {
        send: async (to) => {
          if (to === 'fake:boss') throw new TokkiError('unreachable', 'gone');
        },
      },
      async ({ name, subject }) => {
        asked.push(`${name} ${subject}`);
        return {};
      },
    );
    await bot.receive(message('m1'));
    await bot.drain();
    assert.deepEqual(asked, ['undelivered boss alert:1']);
  });
});

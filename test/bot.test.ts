import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import type { Message } from '../src/types.ts';
import { echo, message, say, setUp } from './bot-set-up.ts';

describe('the bot', () => {
  it('answers a message once, however often it is delivered', async () => {
    const { bot, sent } = await setUp(async (turn) => echo(turn));
    await Promise.all([bot.receive(message('m1')), bot.receive(message('m1')), bot.receive(message('m1'))]);
    await bot.drain();
    await bot.receive(message('m1'));
    await bot.drain();
    assert.deepEqual(sent, [{ to: 'fake:hana', text: 'm1', key: 'm1>0' }]);
  });

  it('keeps the order of a conversation', async () => {
    const { bot, sent } = await setUp(async (turn) => echo(turn));
    const keys = Array.from({ length: 40 }, (_, i) => `m${i}`);
    for (const key of keys) await bot.receive(message(key));
    await bot.drain();
    assert.deepEqual(
      sent.map(({ text }) => text),
      keys,
    );
  });

  it('hands the conversation on from turn to turn', async () => {
    const seen: number[] = [];
    const { bot } = await setUp(async (turn) => {
      seen.push(turn.conversation.version);
      return { conversation: { ...turn.conversation, lang: 'en' }, replies: [] };
    });
    for (const key of ['a', 'b', 'c']) await bot.receive(message(key));
    await bot.drain();
    assert.deepEqual(seen, [0, 1, 2]);
  });

  it('sends posts to the people that they are for, urgent ones in a lane of their own', async () => {
    const { bot, sent } = await setUp(async (turn) => ({
      ...echo(turn),
      posts: [{ key: 'alert:1:boss', to: 'boss', reply: say('alert'), urgent: true }],
    }));
    await bot.receive(message('m1'));
    await bot.receive(message('m2'));
    await bot.drain();
    const alerts = sent.filter(({ to }) => to === 'fake:boss');
    assert.deepEqual(alerts, [{ to: 'fake:boss', text: 'alert', key: 'alert:1:boss>fake:boss' }]);
  });

  it('masks personal data before anything is stored, in what was typed and in what was entered', async () => {
    const seen: Message[] = [];
    const { bot, store } = await setUp(async (turn) => {
      seen.push(turn.message);
      return echo(turn);
    });
    await bot.receive(message('m1', '電話は090-1234-5678です'));
    const { text: _, ...pressed } = message('m2');
    await bot.receive({ ...pressed, choice: { id: 'x', values: ['taro@example.jp'] } });
    await bot.drain();
    assert.deepEqual(
      seen.map(({ masked }) => masked),
      [['phone'], ['mail']],
    );
    assert.doesNotMatch(JSON.stringify([seen, await store.history('fake:hana', 10)]), /1234-5678|taro@/u);
  });

  it('gives somebody of another company no role of ours, whoever has that address here', async () => {
    const roles: string[] = [];
    const { bot } = await setUp(async (turn) => {
      roles.push(turn.person.role);
      return echo(turn);
    });
    await bot.receive({ ...message('m1'), stranger: true });
    await bot.drain();
    assert.deepEqual(roles, ['stranger']);
  });

  it('takes somebody unknown for a guest', async () => {
    let role = '';
    const { bot } = await setUp(async (turn) => {
      role = turn.person.role;
      return echo(turn);
    });
    await bot.receive({ ...message('m1'), person: 'nobody' });
    await bot.drain();
    assert.equal(role, 'guest');
  });

  it('knows a person by the mail address that the platform vouches for', async () => {
    let id = '';
    const { bot } = await setUp(async (turn) => {
      id = turn.person.id;
      return echo(turn);
    });
    const { person: _, ...anonymous } = message('m1');
    await bot.receive({ ...anonymous, mail: 'H@X.jp' });
    await bot.drain();
    assert.equal(id, 'hana');
  });

  it('tries a failing handler again, then apologises and lists the job as dead', async () => {
    let tries = 0;
    const { bot, sent, store, clock, logged } = await setUp(async () => {
      tries += 1;
      throw new Error('山田太郎');
    });
    await bot.receive(message('m1'));
    await bot.drain();
    assert.equal(sent.length, 0);
    clock.now += 2_000;
    await bot.drain();
    assert.equal(tries, 2);
    assert.match(sent[0]?.text ?? '', /申し訳ありません/u);
    const dead = (await store.counts()).find(({ state, kind }) => state === 'dead' && kind === 'receive');
    assert.equal(dead?.count, 1);
    assert.doesNotMatch(JSON.stringify(logged), /山田/u);
  });

  it('goes on with the next message after one that failed for good', async () => {
    const { bot, sent, clock } = await setUp(async (turn) => {
      if (turn.message.text === 'bad') throw new Error('bad');
      return echo(turn);
    });
    await bot.receive(message('bad'));
    await bot.receive(message('good'));
    await bot.drain();
    clock.now += 2_000;
    await bot.drain();
    assert.deepEqual(sent.map(({ text }) => text).at(-1), 'good');
  });

  it('repeats a send that failed with the same key, with growing pauses, until it succeeds', async () => {
    const keys: string[] = [];
    const { bot, clock } = await setUp(async (turn) => echo(turn), {
      send: async (_to, _reply, key) => {
        keys.push(key);
        if (keys.length < 5) throw new Error('down');
      },
    });
    await bot.receive(message('m1'));
    await bot.drain();
    for (const [n, pause] of [1_000, 4_000, 15_000, 15_000].entries()) {
      clock.now += pause - 1;
      await bot.drain();
      assert.equal(keys.length, n + 1);
      clock.now += 1;
      await bot.drain();
      assert.equal(keys.length, n + 2);
    }
    clock.now += 3_600_000;
    await bot.drain();
    assert.deepEqual([...new Set(keys), keys.length], ['m1>0', 5]);
  });

  it('waits as long as the platform asks, and not for ever', async () => {
    const attempts: number[] = [];
    const { bot, store, clock } = await setUp(async (turn) => echo(turn), {
      send: async (_to, _reply, _key, attempt) => {
        attempts.push(attempt);
        throw new TokkiError('busy', 'wait', { retryAfter: 30_000 });
      },
    });
    await bot.receive(message('m1'));
    await bot.drain();
    clock.now += 29_000;
    await bot.drain();
    assert.deepEqual(attempts, [1]);
    for (let turn = 0; turn < 100; turn++) {
      clock.now += 1_800_000;
      await bot.drain();
    }
    assert.deepEqual(
      attempts,
      Array.from({ length: 93 }, (_, i) => i + 1),
    );
    assert.equal((await store.counts()).find(({ state }) => state === 'dead')?.count, 1);
  });

  it('keeps an alert for somebody who cannot be reached where the doctor sees it', async () => {
    const { bot, store } = await setUp(async (turn) => ({
      ...echo(turn),
      posts: [{ key: 'alert:1:gone', to: 'gone', reply: say('alert'), urgent: true }],
    }));
    await bot.receive(message('m1'));
    await bot.drain();
    assert.equal((await store.counts()).find(({ state }) => state === 'dead')?.count, 1);
  });

  it('does not give a message up because the store was away', async () => {
    let away = 5;
    const { bot, sent, clock } = await setUp(async (turn) => {
      if (away-- > 0) throw new TokkiError('database', 'away');
      return echo(turn);
    });
    await bot.receive(message('m1'));
    for (let n = 0; n < 6; n++) {
      await bot.drain();
      clock.now += 2_000;
    }
    assert.deepEqual(
      sent.map(({ text }) => text),
      ['m1'],
    );
  });

  it('answers at once when the clock is set back', async () => {
    const { bot, sent, clock } = await setUp(async (turn) => echo(turn));
    await bot.receive(message('m1'));
    clock.now -= 900;
    await bot.drain();
    await bot.receive(message('m2'));
    await bot.drain();
    assert.deepEqual(
      sent.map(({ text }) => text),
      ['m1', 'm2'],
    );
  });

  it('gives up at once where nobody can be reached', async () => {
    const { bot, store } = await setUp(async (turn) => echo(turn), {
      send: async () => {
        throw new TokkiError('unreachable', 'gone');
      },
    });
    await bot.receive(message('m1'));
    await bot.drain();
    const dead = (await store.counts()).find(({ state, kind }) => state === 'dead' && kind === 'send');
    assert.equal(dead?.count, 1);
  });

  it('stops only when the work in hand is done', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { bot, sent } = await setUp(async (turn) => {
      await held;
      return echo(turn);
    });
    bot.start();
    await bot.receive(message('m1'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = bot.stop();
    release();
    await stopped;
    await bot.drain();
    assert.equal(sent.length, 1);
  });
});

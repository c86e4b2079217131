import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import type { Signal } from '../src/signals.ts';
import { alone } from '../src/signals.ts';
import { echo, message, setUp } from './bot-set-up.ts';

describe('what the bot does when there is too much', () => {
  it('tells a person who sends too many, once, and keeps nothing of what it did not take', async () => {
    let taken = 0;
    const intake = { admit: async () => (++taken > 1 ? { limit: 1, key: 'limit:0:person:hana' } : undefined) };
    const { bot, sent, store } = await setUp(async (turn) => echo(turn), {}, undefined, { intake });
    for (const key of ['m1', 'm2', 'm3']) await bot.receive(message(key));
    await bot.drain();
    assert.deepEqual(
      sent.map(({ key }) => key),
      ['limit:0:person:hana>fake:hana', 'm1>0'],
    );
    assert.match(sent[0]?.text ?? '', /１分間に1件まで/u);
    assert.doesNotMatch(JSON.stringify(await store.history('fake:hana', 9)), /m2/u);
  });

  it('does nothing more for the rest of a flood', async () => {
    const intake = { admit: async () => ({ limit: 1, key: 'limit:0:person:hana' }) };
    const { bot, store } = await setUp(async (turn) => echo(turn), {}, undefined, { intake });
    const { commit } = store;
    let commits = 0;
    store.commit = (given) => {
      commits += 1;
      return commit(given);
    };
    for (let n = 0; n < 50; n++) assert.equal(await bot.receive(message(`m${n}`)), 'limited');
    assert.equal(commits, 1);
  });

  it('hands the refusal of a full queue on to the platform, which sends again', async () => {
    const intake = {
      admit: async () => {
        throw new TokkiError('full', 'full');
      },
    };
    const { bot, store } = await setUp(async (turn) => echo(turn), {}, undefined, { intake });
    await assert.rejects(bot.receive(message('m1')), { code: 'full' });
    assert.deepEqual(await store.counts(), []);
  });

  it('reads no further than any room does: masking a book would hold up everybody', async () => {
    const { bot, store } = await setUp(async (turn) => ({ ...echo(turn), replies: [] }));
    await bot.receive(message('m1', 'あ'.repeat(80_000)));
    const [line] = await store.history('fake:hana', 1);
    assert.equal(line?.work.kind === 'receive' && line.work.message.text?.length, 8_000);
  });

  it('tells other instances of new lines where a platform shows them itself, and hears of theirs', async () => {
    const told: Signal[] = [];
    const heard: string[] = [];
    let speak: (signal: Signal) => void = () => undefined;
    const signals = {
      ...alone,
      tell: (signal: Signal) => void told.push(signal),
      hear: (listener: (signal: Signal) => void) => {
        speak = listener;
      },
    };
    const hear = (address: string) => void heard.push(address);
    const { bot } = await setUp(async (turn) => echo(turn), { hear }, undefined, { signals });
    await bot.receive(message('m1'));
    await bot.drain();
    const line = { about: 'line', address: 'fake:hana' };
    assert.deepEqual(told, [line, line]);
    speak({ about: 'line', address: 'fake:ken' });
    speak({ about: 'line', address: 'other:ken' });
    assert.deepEqual(heard, ['fake:ken']);
  });

  it('starts to work when another instance tells that it has its hands full', async () => {
    let speak: (signal: Signal) => void = () => undefined;
    const signals = {
      ...alone,
      hear: (listener: (signal: Signal) => void) => {
        speak = listener;
      },
    };
    const { bot, store, sent } = await setUp(async (turn) => echo(turn), {}, undefined, { signals });
    bot.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const said = message('m1');
    const work = { kind: 'receive', message: said } as const;
    await store.commit({ now: 1_000, jobs: [{ key: 'm1', group: 'in', address: said.address, due: 0, work }] });
    speak({ about: 'work' });
    for (let n = 0; n < 100 && sent.length === 0; n++) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(sent.length, 1);
    await bot.stop();
  });
});

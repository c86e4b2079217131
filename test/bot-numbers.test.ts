import assert from 'node:assert/strict';
import { echo, message, say, setUp } from './bot-set-up.ts';

describe('the numbers that the bot gives to reports', () => {
  it('are decided anew where somebody else took the same one first', async () => {
    let decisions = 0;
    const { bot, store, sent } = await setUp(async (turn, desk) => {
      decisions += 1;
      const number = decisions <= 2 ? '1970-0001' : await desk.nextNumber(turn.now);
      return { ...echo(turn), replies: [say(number)], report: report(number) };
    });
    await store.commit({ now: 0, report: report('1970-0001') });
    await bot.receive(message('m1'));
    await bot.drain();
    assert.equal(decisions, 3);
    assert.deepEqual(
      sent.map(({ text }) => text),
      ['1970-0002'],
    );
  });

  it('go to all who file at once, and no commit is refused for it', async () => {
    const { bot, store, sent } = await setUp(async (turn, desk) => {
      const number = await desk.nextNumber(turn.now);
      return { ...echo(turn), replies: [say(number)], report: report(number) };
    });
    const { commit } = store;
    let refused = 0;
    store.commit = (one) =>
      commit(one).catch((error: unknown) => {
        refused++;
        throw error;
      });
    const all = Array.from({ length: 40 }, (_, n) => ({ ...message(`m${n}`), address: `fake:p${n}` as const }));
    await Promise.all(all.map((one) => bot.receive(one)));
    await bot.drain();
    assert.equal(refused, 0);
    assert.equal(new Set(sent.map(({ text }) => text)).size, 40);
  });
});

function report(number: string) {
  return {
    number,
    version: 1,
    edition: 1,
    status: 'received' as const,
    kind: 'lost_device',
    reporter: 'hana',
    contract: 'k',
    filed: 0,
    address: 'fake:hana',
    form: 'incident',
    formVersion: 1,
    annex: 'x',
    answers: {},
    told: [],
  };
}

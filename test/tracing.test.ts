import assert from 'node:assert/strict';
import { createLog, during } from '../src/log.ts';
import { echo, message, setUp } from './bot-set-up.ts';

describe('what went wrong long after a request', () => {
  it('is logged with the id of the request, whether in handling it or in sending the answer', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
    let handled = 0;
    const { bot, clock } = await setUp(
      async (turn) => {
        if (++handled === 1) throw new Error('a bug');
        return echo(turn);
      },
      {
        send: async () => {
          throw new Error('the platform is away');
        },
      },
      undefined,
      { log },
    );
    await during({ request: 'request-1' }, () => bot.receive(message('m1')));
    await bot.drain();
    clock.now += 1_000;
    await bot.drain();
    assert.deepEqual(
      lines.map(({ msg, kind, request }) => [msg, kind, request]),
      [
        ['message.stored', undefined, 'request-1'],
        ['job.retry', 'receive', 'request-1'],
        ['job.retry', 'send', 'request-1'],
      ],
    );
  });

  it('is nobody’s where it fell due by itself', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
    const onTimer = async () => {
      throw new Error('a bug');
    };
    const arm = { key: 't', name: 'late', subject: 's', due: 1_000 };
    const { bot } = await setUp(async (turn) => ({ ...echo(turn), timers: [arm] }), {}, onTimer, { log });
    await during({ request: 'request-1' }, () => bot.receive(message('m1')));
    await bot.drain();
    const failed = lines.filter(({ msg }) => msg === 'job.retry');
    assert.deepEqual(
      failed.map(({ kind, request }) => [kind, request]),
      [['timer', undefined]],
    );
  });
});

import assert from 'node:assert/strict';
import { TokkiError } from '../../../src/errors.ts';
import { type Bench, startAdapter } from './adapter.ts';
import { type SlackDouble, startDouble } from './double.ts';
import { fixture } from './fixtures.ts';
import { until } from './until.ts';

describe('Slack in Socket Mode', () => {
  let slack: SlackDouble;
  let bench: Bench;
  let broken = false;
  const heard: string[] = [];

  beforeEach(async () => {
    slack = await startDouble();
    broken = false;
    heard.length = 0;
    bench = await startAdapter(
      { apiUrl: slack.apiUrl, appToken: 'xapp-tokki' },
      {
        receive: async ({ key }) => {
          if (broken) throw new TokkiError('storage', 'the disk is full');
          heard.push(key);
          return 'taken';
        },
        check: async () => ({ kind: '近いものを一つ選んでください。' }),
      },
    );
  });
  afterEach(async () => {
    await bench.stop();
    await slack.stop();
  });

  it('acknowledges an event when it is stored, and not before', async () => {
    broken = true;
    assert.equal(await slack.sockets.deliver('events_api', fixture('message-direct'), 300), undefined);
    broken = false;
    assert.deepEqual(await slack.sockets.deliver('events_api', fixture('message-direct')), {});
    assert.equal(heard.length, 1);
  });

  it('takes presses, commands, shortcuts and forms as over HTTP', async () => {
    assert.ok(await slack.sockets.deliver('interactive', fixture('press-pick')));
    assert.match(JSON.stringify(await slack.sockets.deliver('slash_commands', fixture('command'))), /個別のチャット/u);
    assert.ok(await slack.sockets.deliver('interactive', fixture('global-shortcut')));
    const answer = await slack.sockets.deliver('interactive', fixture('submission'));
    const errors = { 'field:kind': '近いものを一つ選んでください。' };
    assert.deepEqual(answer, { response_action: 'errors', errors });
    assert.equal(heard.length, 3);
  });

  it('comes back when Slack asks for it, and when the connection breaks', async () => {
    slack.sockets.disconnect('politely');
    await until(() => slack.sockets.opened === 2);
    slack.sockets.disconnect('rudely');
    await until(() => slack.sockets.opened === 3);
    assert.ok(await until(() => slack.sockets.deliver('events_api', fixture('message-direct'))));
    assert.equal(heard.length, 1);
  });

  it('keeps trying while Slack refuses the connection', async () => {
    slack.fail('apps.connections.open', { status: 500 });
    slack.fail('apps.connections.open', { body: { ok: false, error: 'invalid_auth' } });
    slack.sockets.disconnect('politely');
    await until(() => slack.sockets.opened === 2);
    assert.equal(bench.reported.length, 2);
  });

  it('has no HTTP of its own', () => {
    assert.equal(bench.adapter.http, undefined);
  });
});

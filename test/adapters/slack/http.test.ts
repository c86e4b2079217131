import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createSlack } from '../../../adapters/slack/index.ts';
import { TokkiError } from '../../../src/errors.ts';
import type { Adapter, Host, Message } from '../../../src/index.ts';
import { startDesk as start } from '../desk.ts';
import { type RunningDesk, signingSecret, startDesk } from './desk.ts';
import { type SlackDouble, startDouble } from './double.ts';
import { fixture, general, hana, self } from './fixtures.ts';
import { command, eventRequest, interaction, send } from './sender.ts';
import { until } from './until.ts';

describe('Slack over HTTP', () => {
  let slack: SlackDouble;
  let desk: RunningDesk;
  let heard: Message[];
  let doors: string[];
  let broken = false;
  let limited = false;
  let slow = 0;
  let later = 0;

  beforeEach(async () => {
    slack = await startDouble();
    heard = [];
    doors = [];
    broken = false;
    limited = false;
    slow = 0;
    later = 0;
    const wrap = (host: Host): Host => ({
      ...host,
      refused: async (door) => void doors.push(door),
      async receive(message) {
        if (broken) throw new TokkiError('storage', 'the disk is full');
        if (limited) return 'limited';
        if (slow > 0) await pause(slow);
        const received = await host.receive(message);
        heard.push(message);
        return received;
      },
    });
    desk = await startDesk({ apiUrl: slack.apiUrl, timeout: 200, now: () => Date.now() + later }, { idle: true, wrap });
  });
  afterEach(async () => {
    await desk.stop();
    await slack.stop();
  });

  const event = (name: string) => eventRequest(fixture(name));
  const status = async (...args: Parameters<typeof send>) => (await send(...args)).status;
  const jobs = async () => (await desk.store.history(`slack:${self.team}:${hana}`, 10)).length;

  it('takes what is signed with the secret', async () => {
    assert.deepEqual(await send(desk.url, event('message-direct')), { status: 200, body: '' });
    assert.deepEqual([heard.length, heard[0]?.mail], [1, 'hana@example.jp']);
  });

  it('refuses what is unsigned, wrongly signed, changed or old', async () => {
    const body = fixture('message-direct');
    const good = eventRequest(body);
    const old = Math.floor(Date.now() / 1000) - 400;
    for (const request of [
      { ...good, headers: { 'content-type': 'application/json' } },
      eventRequest(body, { secret: 'guessed' }),
      { ...good, body: good.body.replace('ノート', 'デスク') },
      eventRequest(body, { at: old }),
      interaction(fixture('press-pick'), { secret: 'guessed' }),
    ])
      assert.equal(await status(desk.url, request), 401);
    assert.equal(heard.length, 0);
    assert.deepEqual(new Set(doors), new Set(['slack']));
  });

  it('tells nothing of a request that another platform turned away', async () => {
    await desk.stop();
    const none = { token: 'x', signingSecret, allowedTeams: [], timeout: 1_000, retries: 0, now: Date.now };
    const slackAlone = createSlack({ ...none, apiUrl: slack.apiUrl });
    const http: Adapter['http'] = (req, res, next) =>
      slackAlone.http?.(req, res, () => (req.url === '/api/messages' ? void res.writeHead(401).end() : next()));
    const wrap = (host: Host): Host => ({ ...host, refused: async (door) => void doors.push(door) });
    desk = await start({ ...slackAlone, http }, { idle: true, wrap });
    assert.equal((await fetch(`${desk.url}/api/messages`, { method: 'POST' })).status, 401);
    assert.deepEqual(doors, []);
    for (const path of ['/slack/events?x=1', '/slack/events/', '/Slack/Events'])
      assert.equal((await fetch(`${desk.url}${path}`, { method: 'POST', body: '{}' })).status, 401, path);
    assert.deepEqual(doors, ['slack', 'slack', 'slack']);
  });

  it('reads no more than a megabyte of what anybody sends, signed or not', async () => {
    const body = { ...fixture('message-direct'), more: 'x'.repeat(1_100_000) };
    for (const request of [eventRequest(body), eventRequest(body, { secret: 'guessed' })])
      assert.equal(await status(desk.url, request), 413);
    assert.equal(heard.length, 0);
  });

  it('takes a replayed request for what it is: the same message', async () => {
    const request = event('message-direct');
    assert.deepEqual([await status(desk.url, request), await status(desk.url, request)], [200, 200]);
    assert.equal(await jobs(), 1);
    const press = interaction(fixture('press-pick'));
    assert.deepEqual([await status(desk.url, press), await status(desk.url, press)], [200, 200]);
    assert.equal(await jobs(), 2);
  });

  it('answers the question whether the address is ours', async () => {
    const request = eventRequest({ type: 'url_verification', token: 'x', challenge: 'abc' });
    assert.deepEqual(await send(desk.url, request), { status: 200, body: '{"challenge":"abc"}' });
  });

  it('acknowledges only what is stored; what Slack sends again is then taken once', async () => {
    broken = true;
    assert.equal(await status(desk.url, event('message-direct')), 503);
    assert.equal(await jobs(), 0);
    broken = false;
    for (const retry of ['1', '2']) {
      const headers = { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_error' };
      assert.equal(await status(desk.url, eventRequest(fixture('message-direct'), { headers })), 200);
    }
    assert.equal(await jobs(), 1);
  });

  it('tells a person whose click or form could not be stored that it did not work', async () => {
    broken = true;
    for (const request of [
      interaction(fixture('press-pick')),
      command(fixture('command')),
      interaction(fixture('submission')),
    ])
      assert.equal(await status(desk.url, request), 503);
    assert.ok(desk.log.some((line) => line.includes('"code":"storage"')));
  });

  it('puts off a press that is not stored within the three seconds that Slack waits, and takes it nevertheless', async () => {
    slow = 3_200;
    const { body, headers } = interaction(fixture('press-pick'));
    const res = await fetch(`${desk.url}/slack/events`, { method: 'POST', headers, body });
    assert.deepEqual([res.status, res.headers.get('retry-after')], [503, '5']);
    await until(() => heard.length === 1);
  });

  it('tells a person, once, that nothing could be stored when Slack has delivered it again in vain', async () => {
    broken = true;
    const again = (times: string) =>
      send(desk.url, eventRequest(fixture('message-direct'), { headers: { 'x-slack-retry-num': times } }));
    await send(desk.url, event('message-direct'));
    assert.equal(slack.of('chat.postMessage').length, 0);
    for (const times of ['1', '2']) assert.equal((await again(times)).status, 503);
    await until(() => slack.of('chat.postMessage').length === 1);
    assert.match(JSON.stringify(slack.of('chat.postMessage')), /受け取れていません/u);
  });

  it('leaves open what it did not take from somebody who sends too much, and says so', async () => {
    assert.equal((await send(desk.url, interaction(fixture('submission')))).body, '');
    limited = true;
    const kept = (await send(desk.url, interaction(fixture('submission')))).body;
    assert.match(kept, /"response_action":"errors".*もう一度送ってください/u);
    assert.match((await send(desk.url, command(fixture('command')))).body, /もう一度送ってください/u);
    await send(desk.url, interaction(fixture('press-pick')));
    assert.equal(slack.of('chat.update').length, 0);
    limited = false;
    await send(desk.url, interaction(fixture('press-pick')));
    await until(() => slack.of('chat.update').length === 1);
  });

  it('takes a mention once, though it comes as two events at the same time', async () => {
    const both = ['mention', 'mention-as-message'].map((name) => status(desk.url, event(name)));
    assert.deepEqual(await Promise.all(both), [200, 200]);
    const lines = await desk.store.history(`slack:${self.team}:${general}:1795900010.000100`, 10);
    assert.equal(lines.length, 1);
  });

  it('hears a thread without a mention only once it takes part in it', async () => {
    await send(desk.url, event('follow-up'));
    assert.equal(heard.length, 0);
    await send(desk.url, event('mention'));
    await desk.drain();
    await send(desk.url, event('follow-up'));
    await send(desk.url, event('follow-up-to-others'));
    assert.deepEqual(
      heard.map(({ text }) => text),
      ['データをUSBで渡していい？', '上司が許可したら？'],
    );
  });

  it('acknowledges and leaves alone what nobody said to it', async () => {
    for (const name of [
      'edited',
      'deleted',
      'joined',
      'other-bot',
      'own-message',
      'channel-chat',
      'messages-tab-opened',
    ])
      assert.equal(await status(desk.url, event(name)), 200);
    for (const name of ['field-changed', 'form-closed'])
      assert.equal(await status(desk.url, interaction(fixture(name))), 200);
    assert.equal(heard.length, 0);
  });

  it('answers an old button at once and lets the desk explain', async () => {
    assert.equal(await status(desk.url, interaction(fixture('press-stale'))), 200);
    await desk.drain();
    assert.match(slack.messages[0]?.text ?? '', /ボタン/u);
  });

  it('refuses guests and people of other companies, and believes nothing that those say of a mail address', async () => {
    const of = (id: string) => slack.users.get(id) ?? {};
    slack.users.set(hana, { ...of(hana), is_ultra_restricted: true });
    await send(desk.url, event('message-direct'));
    assert.deepEqual([heard[0]?.stranger, heard[0]?.mail], [true, undefined]);
    await desk.drain();
    assert.match(slack.messages[0]?.text ?? '', /社内の方だけ/u);
    await send(desk.url, event('mention'));
    await desk.drain();
    assert.deepEqual([slack.messages[0]?.only, heard.length], [hana, 2]);
    // Where they have not spoken to it, they hear nothing.
    for (const name of ['home-opened', 'follow-up']) assert.equal(await status(desk.url, event(name)), 200);
    assert.equal(heard.length, 2);
  });

  it('takes a user whom Slack does not show for a stranger', async () => {
    slack.users.delete(hana);
    await send(desk.url, event('message-direct'));
    assert.equal(heard[0]?.stranger, true);
  });

  it('takes the members of an allowed workspace for its own', async () => {
    await desk.stop();
    const people = { ...slack.users.get(hana), team_id: 'T0PARTNER1' };
    slack.users.set(hana, people);
    desk = await startDesk({ apiUrl: slack.apiUrl, allowedTeams: ['T0PARTNER1'] }, { idle: true });
    await send(desk.url, event('message-direct'));
    await desk.drain();
    assert.match(slack.messages[0]?.text ?? '', /承諾/u);
    await desk.stop();
    desk = await startDesk({ apiUrl: slack.apiUrl }, { idle: true });
    await send(desk.url, event('message-direct'));
    await desk.drain();
    assert.match(slack.messages[0]?.text ?? '', /社内の方だけ/u);
  });

  it('goes on with what it knew before where Slack does not say in time who speaks', async () => {
    await send(desk.url, event('message-direct'));
    later = 11 * 60_000;
    slack.fail('users.info', 'hang');
    const both = ['message-file', 'message-marked-up'].map((name) => status(desk.url, event(name)));
    assert.deepEqual(await Promise.all(both), [200, 200]);
    assert.deepEqual(
      heard.map(({ mail }) => mail),
      ['hana@example.jp', 'hana@example.jp', 'hana@example.jp'],
    );
    assert.equal(slack.of('users.info').length, 2);
  });

  it('waits once for a Slack that hangs, however often it has to know who speaks', async () => {
    slack.fail('users.info', 'hang', 5);
    assert.equal(await status(desk.url, command(fixture('command'))), 200);
    assert.equal(await status(desk.url, interaction(fixture('press-form'))), 200);
    assert.equal(slack.of('users.info').length, 1);
    later = 10_000;
    await send(desk.url, event('message-direct'));
    assert.equal(slack.of('users.info').length, 2);
  });

  it('keeps the other rooms of the house out of its port', async () => {
    assert.equal((await fetch(`${desk.url}/slack/events`)).status, 404);
    assert.equal((await fetch(`${desk.url}/healthz`)).status, 200);
  });
});

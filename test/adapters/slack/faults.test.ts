import assert from 'node:assert/strict';
import { TokkiError } from '../../../src/errors.ts';
import { codeOf as logged } from '../../../src/log.ts';
import type { Reply } from '../../../src/types.ts';
import { replies } from '../replies.ts';
import { type Bench, startAdapter } from './adapter.ts';
import { type Fault, type SlackDouble, startDouble } from './double.ts';
import { general, hana, hanaDm, ichiro, self } from './fixtures.ts';

const to = `slack:${self.team}:${hana}`;
const say: Reply = { kind: 'answer', lang: 'ja', text: '答え' };
const refusal = (error: string): Fault => ({ body: { ok: false, error } });

describe('sending to Slack', () => {
  let slack: SlackDouble;
  let bench: Bench;

  beforeEach(async () => {
    slack = await startDouble();
    const file = async () => ({
      name: '事故報告書.docx',
      type: 'application/msword',
      bytes: new Uint8Array([1, 2, 3]),
    });
    bench = await startAdapter({ apiUrl: slack.apiUrl }, { file });
  });
  afterEach(async () => {
    await bench.stop();
    await slack.stop();
  });

  const send = (reply: Reply = say, attempt = 1, address = to) => bench.adapter.send(address, reply, 'm1>0', attempt);
  const failing = async (send: Promise<void>) =>
    send.then(
      () => assert.fail('it was sent'),
      (error: unknown) => error,
    );
  const codeOf = (error: unknown) => (error instanceof TokkiError ? error.code : (error as Error).name);

  it('waits as long as Slack asks for', async () => {
    slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '7' } });
    const error = await failing(send());
    assert.ok(error instanceof TokkiError);
    assert.deepEqual([error.code, error.retryAfter], ['busy', 7_000]);
    assert.equal(slack.of('chat.postMessage').length, 1);
  });

  it('leaves it to the next attempt where Slack fails or does not answer', async () => {
    for (const fault of [{ status: 500 }, 'hang', refusal('internal_error')] as const) {
      slack.fail('chat.postMessage', fault);
      assert.doesNotMatch(codeOf(await failing(send())), /unreachable|busy/u);
    }
    await send();
    assert.equal(slack.messages.length, 1);
  });

  for (const error of [
    'token_revoked',
    'invalid_auth',
    'missing_scope',
    'is_archived',
    'not_in_channel',
    'user_disabled',
  ])
    it(`gives up at once on ${error}: no attempt will help`, async () => {
      slack.fail('chat.postMessage', refusal(error));
      assert.equal(codeOf(await failing(send())), 'unreachable');
      assert.equal(logged(bench.reported[0]), error);
    });

  it('does not post again what an attempt before has posted, though nobody heard of it', async () => {
    slack.fail('chat.postMessage', 'lost');
    await failing(send());
    assert.equal(slack.messages.length, 1);
    await send(say, 2);
    assert.equal(slack.messages.length, 1);
    await bench.adapter.send(to, say, 'm2>0', 2);
    assert.equal(slack.messages.length, 2);
  });

  it('posts the rest of a reply that was begun, in threads too', async () => {
    const address = `slack:${self.team}:${general}:1.1`;
    const facts = Array.from({ length: 60 }, (_, i) => ({ label: `項目${i}`, value: '値', edit: `e:${i}` }));
    const long: Reply = { ...say, facts };
    slack.fail('chat.postMessage', 'lost');
    await failing(send(long, 1, address));
    await send(long, 2, address);
    assert.equal(slack.messages.length, 2);
    assert.equal(new Set(slack.messages.map(({ metadata }) => JSON.stringify(metadata))).size, 2);
  });

  it('finds in a long thread what it has posted last', async () => {
    const address = `slack:${self.team}:${general}:1.1`;
    for (let i = 0; i < 110; i++) await bench.adapter.send(address, say, `m${i}>0`, 1);
    await bench.adapter.send(address, say, 'm109>0', 2);
    assert.equal(slack.messages.length, 110);
    const [asked] = slack.of('conversations.replies');
    assert.ok(Number(asked?.oldest) > Date.now() / 1_000 - 7 * 86_400);
  });

  it('looks nothing up on the first attempt', async () => {
    await send();
    assert.deepEqual(
      slack.calls.map(({ method }) => method),
      ['auth.test', 'conversations.open', 'chat.postMessage'],
    );
  });

  it('says it in plain text where Slack does not take the blocks', async () => {
    slack.fail('chat.postMessage', refusal('invalid_blocks'));
    await send(replies.choice);
    assert.equal(slack.messages[0]?.blocks.length, 0);
    assert.match(slack.messages[0]?.text ?? '', /何が起きましたか/u);
    assert.equal(bench.reported.length, 1);
  });

  it('finds a person by mail: the one who wrote before, else the one whom Slack knows', async () => {
    await send(say, 1, 'slack:@ichiro@example.jp');
    assert.equal(slack.messages[0]?.channel, 'D0ICHIRO01');
    assert.equal(bench.contacts.get(`slack:${self.team}:${ichiro}`)?.mail, 'ichiro@example.jp');
    await send(say, 1, 'slack:@ichiro@example.jp');
    assert.equal(slack.of('users.lookupByEmail').length, 1);
    assert.equal(codeOf(await failing(send(say, 1, 'slack:@nobody@example.jp'))), 'unreachable');
  });

  it('asks Slack for the conversation again where the one that it kept is gone', async () => {
    const contact = { address: to, platform: 'slack', user: hana, mail: 'hana@example.jp', at: 0 };
    bench.contacts.set(to, { ...contact, reference: JSON.stringify({ channel: 'D0GONE0001' }) });
    slack.fail('chat.postMessage', refusal('channel_not_found'));
    await send();
    assert.equal(slack.messages[0]?.channel, hanaDm);
    assert.equal(bench.contacts.get(to)?.reference, JSON.stringify({ channel: hanaDm }));
  });

  it('whispers in a channel, and simply says it where nobody else reads', async () => {
    const whisper: Reply = { ...say, only: hana };
    await send(whisper, 1, `slack:${self.team}:${general}:1.1`);
    await send(whisper);
    assert.deepEqual(
      slack.messages.map(({ only }) => only),
      [undefined, hana],
    );
  });

  it('whispers in a thread that others have begun, and beside a message that nobody has answered', async () => {
    const address = `slack:${self.team}:${general}:1.1`;
    const whisper: Reply = { ...say, only: hana };
    await send(whisper, 1, address);
    await bench.adapter.send(address, say, 'm2>0', 1);
    await send(whisper, 1, address);
    slack.fail('conversations.replies', refusal('missing_scope'));
    await send(whisper, 1, address);
    assert.deepEqual(
      slack.messages.map(({ only, thread_ts }) => [only, thread_ts]),
      [
        [hana, undefined],
        [hana, '1.1'],
        [undefined, '1.1'],
        [hana, undefined],
      ],
    );
  });

  it('uploads a file beside its message, once', async () => {
    await send(replies.document);
    assert.deepEqual(slack.messages[0]?.files, [{ name: '事故報告書_2026-0001_第一報.docx' }]);
    await send(replies.document, 2);
    assert.equal(slack.messages.length, 2);
  });

  it('speaks to nobody at an address that is none of Slack, and shows a home to a person only', async () => {
    assert.equal(codeOf(await failing(send(say, 1, 'slack:'))), 'unreachable');
    assert.equal(codeOf(await failing(send(replies.home, 1, `slack:${self.team}:${general}:1.1`))), 'unreachable');
  });

  it('is not stopped by a Slack that was away when it started', async () => {
    slack.fail('auth.test', { status: 500 }, 2);
    const other = await startAdapter({ apiUrl: slack.apiUrl });
    assert.equal(other.reported.length, 1);
    await other.adapter.send(to, say, 'm3>0', 1);
    await other.stop();
  });
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { TokkiError } from '../../../src/errors.ts';
import type { Host } from '../../../src/index.ts';
import type { Reply } from '../../../src/types.ts';
import { port } from './serve.ts';
import { inChannel, invoked, note, said, setUp, tenant, type Wire } from './wire.ts';

const hana = `teams:${tenant}:aad-hana`;
const unreachable = (error: unknown) => error instanceof TokkiError && error.code === 'unreachable';

describe('what is said in Teams', () => {
  let wire: Wire;
  let replies: readonly Reply[];
  let waits: number[];
  let clock: number;
  let file: Host['file'];
  const start = async (urls: readonly string[] = []) => {
    replies = [];
    waits = [];
    file = async () => ({ name: '様式.docx', type: 'application/msword', bytes: new TextEncoder().encode('様式') });
    clock = Date.parse('2026-11-23T06:00:00Z');
    const pause = async (milliseconds: number) => {
      waits.push(milliseconds);
      clock += milliseconds;
    };
    wire = await setUp({
      decide: ({ message }) => (message.private ? { replies } : { replies, inPrivate: true }),
      options: { pause },
      urls,
      host: { file: (id, reader) => file(id, reader) },
      clock: () => clock,
    });
  };
  beforeEach(() => start());
  afterEach(() => wire.stop());

  const hear = async (text: string, more: object = {}) => {
    await wire.post(said(wire, text, more));
    await wire.settle();
  };
  const sent = () => wire.connector.posts.map(({ path, body }) => ({ path, text: JSON.stringify(body) }));

  it('goes to the personal chat', async () => {
    await hear('一');
    await wire.adapter.send(hana, note('思い出しました'), 'reminder:1>x', 1);
    assert.match(sent().at(-1)?.path ?? '', /conversations\/a:hana\/activities$/u);
  });

  it('finds a person by mail, in either case', async () => {
    await hear('一');
    const to = wire.adapter.direct({
      id: 'x',
      name: '',
      mail: 'HANA@example.jp',
      role: 'staff',
      lang: 'ja',
      contracts: [],
    });
    assert.equal(to, 'teams:@hana@example.jp');
    await wire.adapter.send(to ?? '', note('知らせ', { kind: 'alert' }), 'alert:1>x', 1);
    assert.match(sent().at(-1)?.text ?? '', /"notification":\{"alert":true\}/u);
  });

  it('waits as Teams asks where it is busy, with a back-off and chance where it asks nothing', async () => {
    await hear('一');
    wire.connector.fail(
      /POST .*activities/u,
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 502 },
      { status: 412 },
    );
    await wire.adapter.send(hana, note('済み'), 'k>0', 1);
    assert.deepEqual(waits, [3_000, 1_000, 2_000]);
    assert.equal(sent().length, 1);
  });

  it('gives a long wait back to the desk, and asks nothing before its time', async () => {
    await hear('一');
    wire.connector.fail(/POST .*activities/u, { status: 429, headers: { 'retry-after': '120' } });
    const isBusy = (error: unknown) =>
      error instanceof TokkiError && error.code === 'busy' && error.retryAfter > 100_000;
    await assert.rejects(wire.adapter.send(hana, note('x'), 'k>0', 1), isBusy);
    const asked = wire.connector.calls.length;
    await assert.rejects(wire.adapter.send(hana, note('x'), 'k>0', 2), isBusy);
    assert.equal(wire.connector.calls.length, asked);
    clock += 121_000;
    await wire.adapter.send(hana, note('x'), 'k>0', 1);
    assert.equal(sent().length, 1);
  });

  it('comes to an end where Teams stays busy', async () => {
    await hear('一');
    wire.connector.fail(/POST .*activities/u, ...Array.from({ length: 9 }, () => ({ status: 504 })));
    await assert.rejects(wire.adapter.send(hana, note('x'), 'k>0', 1), (error: Error) => !unreachable(error));
    assert.equal(waits.length, 3);
  });

  it('goes on where it was cut off, and says nothing twice', async () => {
    await hear('一');
    const files = [{ id: 'f1', name: '様式.docx' }];
    wire.connector.fail(/POST .*activities/u, { status: 200 }, { status: 400 });
    const long = note(Array.from({ length: 300 }, (_, i) => `長い文の${i}行目です。`.repeat(9)).join('\n'), { files });
    await assert.rejects(wire.adapter.send(hana, long, 'k>0', 1));
    assert.equal(sent().length, 1);
    await wire.adapter.send(hana, long, 'k>0', 2);
    await wire.adapter.send(hana, long, 'k>0', 3);
    const texts = sent().map(({ text }) => text);
    assert.ok(texts.length > 3);
    assert.equal(new Set(texts).size, texts.length);
    assert.match(texts.at(-1) ?? '', /card\.file\.consent/u);
  });

  it('is unreachable at once where the person has blocked or removed Tokki', async () => {
    await hear('一');
    wire.connector.fail(/POST .*activities/u, { status: 403, code: 'MessageWritesBlocked' });
    await assert.rejects(wire.adapter.send(hana, note('x'), 'k>0', 1), unreachable);
    assert.deepEqual(waits, []);
  });

  it('is unreachable where nobody has ever met the person', async () => {
    await assert.rejects(wire.adapter.send('teams:@ken@example.jp', note('x'), 'k>0', 1), unreachable);
    await assert.rejects(wire.adapter.send(`teams:${tenant}:aad-ken`, note('x'), 'k>0', 1), unreachable);
  });

  it('opens a chat with somebody who was met in a channel, and keeps it', async () => {
    replies = [note('続き')];
    await hear('電車にUSBを忘れました', inChannel);
    const [opened] = wire.connector.calls.filter(({ path }) => path.endsWith('/v3/conversations'));
    assert.deepEqual(opened?.body.members, [{ id: '29:hana', name: '' }]);
    assert.match(sent().at(-1)?.path ?? '', /conversations\/a:opened-\d+\/activities$/u);
    await wire.adapter.send('teams:@hana@example.jp', note('また'), 'k>0', 1);
    assert.equal(wire.connector.calls.filter(({ path }) => path.endsWith('/v3/conversations')).length, 1);
  });

  it('says in the reply chain, once, that no chat could be opened', async () => {
    replies = [note('一'), note('二')];
    wire.connector.fail(/POST .*v3\/conversations$/u, { status: 403 }, { status: 403 });
    await hear('電車にUSBを忘れました', inChannel);
    const told = sent().filter(({ text }) => text.includes('個別のチャットを開けませんでした'));
    assert.equal(told.length, 1);
    assert.match(told[0]?.path ?? '', /;messageid=1\/activities$/u);
  });

  it('finds in the rosters of its teams whoever has never written', async () => {
    wire.connector.roster = [
      { id: '29:ichiro', email: 'ichiro@example.jp', aadObjectId: 'aad-ichiro', userRole: 'user' },
    ];
    await hear('', { type: 'conversationUpdate', membersAdded: [{ id: said(wire, '').recipient.id }], ...inChannel });
    await wire.adapter.send('teams:@ichiro@example.jp', note('事故', { kind: 'alert' }), 'alert:1>x', 1);
    assert.match(sent().at(-1)?.path ?? '', /conversations\/a:opened-\d+\/activities$/u);
  });

  it('whispers a notice in the chain in its own words, and sends anything more to the one person', async () => {
    await hear('一');
    await hear('二', inChannel);
    const chain = `teams:${tenant}:${Buffer.from(inChannel.conversation.id).toString('base64url')}`;
    await wire.adapter.send(chain, note('続きは個別に。', { only: 'aad-hana' }), 'k>0', 1);
    const facts = [{ label: '人数', value: '三百人' }];
    await wire.adapter.send(chain, note('内容です。', { only: 'aad-hana', facts }), 'k>1', 1);
    const [whispered, whole, elsewhere] = sent().slice(-3);
    assert.match(whispered?.path ?? '', /messageid=1/u);
    assert.match(whole?.path ?? '', /a:hana/u);
    assert.match(elsewhere?.path ?? '', /messageid=1/u);
    assert.doesNotMatch(elsewhere?.text ?? '', /三百人/u);
  });

  it('marks what a model has worded, with its quotes as citations', async () => {
    await hear('一');
    const quotes = [{ id: '6.5', label: '第６条第５項', text: '台帳で管理するものとし' }];
    await wire.adapter.send(hana, { kind: 'answer', lang: 'ja', text: '台帳が[要る]', quotes, ai: true }, 'k>0', 1);
    const body = wire.connector.posts.at(-1)?.body;
    assert.equal(body?.text, '台帳が\\[要る\\] [1]');
    assert.match(JSON.stringify(body?.entities), /AIGeneratedContent.*"position":1/u);
  });

  it('hands a document over when the person agrees, and asks no more', async () => {
    const { uploads, url, stop } = await drive();
    await wire.stop();
    await start([url]);
    await hear('一');
    await wire.adapter.send(hana, note('様式案です。', { files: [{ id: 'f1', name: '様式.docx' }] }), 'k>0', 1);
    const offer = JSON.stringify(wire.connector.posts.at(-1)?.body);
    assert.match(offer, /card\.file\.consent/u);
    assert.match(offer, /"sizeInBytes":6/u);
    assert.equal(
      (await wire.post(invoked(wire, 'fileConsent/invoke', consent(url), { replyToId: 'offer' }))).status,
      200,
    );
    assert.deepEqual(uploads, ['PUT bytes 0-5/6 様式']);
    assert.match(sent().at(-1)?.text ?? '', /card\.file\.info/u);
    assert.ok(wire.connector.calls.some(({ method, path }) => method === 'DELETE' && path.endsWith('/offer')));
    await stop();
  });

  it('hands documents to OneDrive alone, and to nobody who declines', async () => {
    await hear('一');
    await wire.post(invoked(wire, 'fileConsent/invoke', consent('https://evil.example/upload')));
    assert.match(sent().at(-1)?.text ?? '', /保存できませんでした/u);
    // A document that this person may not have, or a OneDrive that breaks off: the offer stays, to be taken again.
    file = async () => assert.fail('not yours');
    const mine = consent('https://x.sharepoint.com/upload');
    assert.equal((await wire.post(invoked(wire, 'fileConsent/invoke', mine, { replyToId: 'offer' }))).status, 200);
    assert.equal(sent().filter(({ text }) => text.includes('保存できませんでした')).length, 2);
    assert.equal(wire.connector.calls.filter(({ method }) => method === 'DELETE').length, 0);
    await wire.post(invoked(wire, 'fileConsent/invoke', { ...consent('https://x'), action: 'decline' }));
    assert.match(sent().at(-1)?.text ?? '', /渡していません/u);
  });
});

const consent = (uploadUrl: string) => ({
  action: 'accept',
  context: { file: 'f1', lang: 'ja' },
  uploadInfo: {
    name: '様式.docx',
    uploadUrl,
    contentUrl: 'https://x.sharepoint.com/f',
    uniqueId: 'u',
    fileType: 'docx',
  },
});

/** A OneDrive of this machine. */
async function drive() {
  const uploads: string[] = [];
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += String(chunk);
    uploads.push(`${req.method} ${req.headers['content-range']} ${text}`);
    res.writeHead(201).end();
  });
  const url = `http://127.0.0.1:${await port(server)}/upload`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { uploads, url, stop };
}

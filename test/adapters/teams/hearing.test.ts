import assert from 'node:assert/strict';
import type { Host } from '../../../src/index.ts';
import type { Message, Reply } from '../../../src/types.ts';
import { type Action, actionsIn, buttonOn, execute as executeOn, form, question } from './pressing.ts';
import { inChannel, invoked, note, said, setUp, tenant, type Wire } from './wire.ts';

describe('what is heard in Teams', () => {
  let wire: Wire;
  let replies: readonly Reply[];
  let problems: Readonly<Record<string, string>>;
  const host: Partial<Host> = { form: async () => form, check: async () => problems };
  beforeEach(async () => {
    replies = [];
    problems = {};
    wire = await setUp({ decide: () => ({ replies }), host });
  });
  afterEach(() => wire.stop());

  const last = () => wire.messages.at(-1);
  const hear = async (activity: object): Promise<Message | undefined> => {
    assert.equal((await wire.post(activity)).status, 200);
    await wire.settle();
    return last();
  };
  const press = (title: string) => buttonOn(wire, title);
  const execute = (action: Action, inputs?: object) => executeOn(wire, action, inputs);

  it('is, in a personal chat, a Message of the person of the directory', async () => {
    const activity = said(wire, 'USBで渡していい？');
    assert.deepEqual(await hear(activity), {
      key: `teams:a:hana:${activity.id}`,
      address: `teams:${tenant}:aad-hana`,
      user: 'aad-hana',
      person: 'aad-hana',
      mail: 'hana@example.jp',
      private: true,
      at: Date.parse('2026-11-23T06:00:00Z'),
      text: 'USBで渡していい？',
    });
    const contact = await wire.host.contact(`teams:${tenant}:aad-hana`);
    assert.equal(contact?.mail, 'hana@example.jp');
  });

  it('is, in a channel, the words without the mention, with the way to the direct chat', async () => {
    const entities = [{ type: 'mention', text: '<at>Tokki</at>', mentioned: { id: said(wire, '').recipient.id } }];
    const message = await hear(said(wire, '<at>Tokki</at>&nbsp;ask <at>Ken</at>?\n', { entities, ...inChannel }));
    assert.equal(message?.text, 'ask Ken?');
    assert.equal(message?.private, false);
    assert.equal(message?.direct, `teams:${tenant}:aad-hana`);
    const chain = Buffer.from(inChannel.conversation.id).toString('base64url');
    assert.equal(message?.address, `teams:${tenant}:${chain}`);
  });

  it('knows a person by the sign-in name too, and asks the directory once', async () => {
    wire.connector.member = { email: 'h.sato@mail.example.jp', userPrincipalName: 'Hana@example.jp', userRole: 'user' };
    await hear(said(wire, '一'));
    assert.equal((await hear(said(wire, '二')))?.mail, 'Hana@example.jp');
    assert.equal(wire.connector.calls.filter(({ path }) => path.includes('/members/')).length, 1);
  });

  it('is still heard while the directory is away', async () => {
    await hear(said(wire, '一'));
    wire.connector.fail(/\/members\//u, { status: 500 });
    const other = {
      from: { id: '29:ken', name: 'Ken', aadObjectId: 'aad-ken' },
      conversation: { id: 'a:ken', tenantId: tenant },
    };
    const message = await hear(said(wire, '二', other));
    assert.equal(message?.mail, undefined);
    assert.equal(message?.stranger, undefined);
  });

  it('says who does not belong here: guests, other tenants', async () => {
    wire.connector.member = {
      email: 'ichiro@example.jp',
      userPrincipalName: 'x_partner#EXT#@example.jp',
      userRole: 'guest',
    };
    const guest = await hear(said(wire, '一'));
    // What a guest account says of a mail address proves nothing: it must not open what is another's.
    assert.deepEqual([guest?.stranger, guest?.mail, guest?.person], [true, undefined, undefined]);
    assert.equal(await wire.host.contactByMail('teams', 'ichiro@example.jp'), undefined);
    const file = { action: 'accept', context: { file: 'f1' }, uploadInfo: { uploadUrl: 'https://x.sharepoint.com/u' } };
    assert.equal((await wire.post(invoked(wire, 'fileConsent/invoke', file))).status, 400);
    const conversation = { id: 'a:else', conversationType: 'personal', tenantId: 'tenant-2' };
    assert.equal((await hear(said(wire, '二', { conversation })))?.stranger, true);
  });

  it('is the command of the manifest in the desk’s words', async () => {
    assert.equal((await hear(said(wire, '質問')))?.text, 'ヘルプ');
    assert.equal((await hear(said(wire, '事故報告')))?.text, '事故報告');
  });

  it('is the wish for help on installation, once', async () => {
    const added = { membersAdded: [{ id: said(wire, '').recipient.id }] };
    await hear(said(wire, '', { type: 'installationUpdate', action: 'add', ...added }));
    await hear(said(wire, '', { type: 'conversationUpdate', ...added }));
    assert.deepEqual(
      wire.messages.map(({ text }) => text),
      ['ヘルプ'],
    );
  });

  it('is the wish for help in the language of the client where nobody here knows the person', async () => {
    wire.connector.member = { email: 'new@example.jp', userPrincipalName: 'new@example.jp', userRole: 'user' };
    await hear(said(wire, '', { type: 'installationUpdate', action: 'add', locale: 'en-US' }));
    assert.deepEqual(
      wire.messages.map(({ text }) => text),
      ['help'],
    );
  });

  it('is a button by Action.Execute: the card comes back with the answer and without actions', async () => {
    replies = [question];
    await hear(said(wire, '報告する'));
    replies = [note('次')];
    const answer = await execute(press('紛失・盗難'));
    await wire.settle();
    assert.deepEqual(last()?.choice, { id: 'a:answer:kind', values: ['lost'] });
    assert.equal(answer.type, 'application/vnd.microsoft.card.adaptive');
    assert.deepEqual(actionsIn(answer.value), []);
    assert.match(JSON.stringify(answer.value), /✓ 回答：紛失・盗難/u);
  });

  it('leaves an answer its buttons: they can be pressed again', async () => {
    replies = [{ kind: 'answer', lang: 'ja', text: 'できません。', buttons: [{ id: 'ask:up', label: '役に立った' }] }];
    await hear(said(wire, '質問です'));
    replies = [];
    const answer = await execute(press('役に立った'));
    await wire.settle();
    assert.deepEqual(last()?.choice, { id: 'ask:up' });
    assert.equal(actionsIn(answer.value).length, 1);
  });

  it('is a button by Action.Submit: the card that was sent is closed', async () => {
    replies = [question];
    await hear(said(wire, '報告する'));
    replies = [];
    const post = wire.connector.posts.length;
    const { data } = press('その他');
    const message = await hear(said(wire, '', { text: undefined, value: data, replyToId: `post-${post}` }));
    assert.deepEqual(message?.choice, { id: 'a:answer:kind', values: ['other'] });
    const [closed] = wire.connector.calls.filter(({ method }) => method === 'PUT');
    assert.match(closed?.path ?? '', new RegExp(`/activities/post-${post}$`, 'u'));
    assert.deepEqual(actionsIn(closed), []);
  });

  it('leaves no card open that was answered in words', async () => {
    replies = [question];
    await hear(said(wire, '報告する'));
    replies = [{ ...question, text: 'いつですか。' }];
    await hear(said(wire, 'USBをなくした'));
    const closed = wire.connector.calls.filter(({ method }) => method === 'PUT');
    assert.equal(closed.length, 1);
    assert.match(JSON.stringify(closed), /✓ 回答済み/u);
  });

  it('leaves no card open that was too large to come back with its answer', async () => {
    replies = [{ ...question, text: '長い文です。'.repeat(3_000) }];
    await hear(said(wire, '報告する'));
    replies = [note('次')];
    const answer = await execute(press('紛失・盗難'));
    assert.equal(answer.type, 'application/vnd.microsoft.activity.message');
    await wire.settle();
    const closed = wire.connector.calls.filter(({ method }) => method === 'PUT');
    assert.equal(closed.length, 1);
    assert.deepEqual(actionsIn(closed), []);
  });

  it('tells a card that comes into view again what to show, and stores nothing', async () => {
    replies = [question];
    await hear(said(wire, '報告する'));
    const { data } = press('その他');
    const look = { ...press('その他'), data: { tokki: { ...data.tokki, as: 'look' } } };
    const before = wire.messages.length;
    assert.ok(actionsIn((await execute(look)).value).length > 2);
    replies = [note('次')];
    await hear(said(wire, 'USBをなくした'));
    assert.deepEqual(actionsIn((await execute(look)).value), []);
    assert.equal(wire.messages.length, before + 1);
    const lost = { ...look, data: { tokki: { id: '', ref: 'unknown', as: 'look' } } };
    assert.match(JSON.stringify(await execute(lost)), /もう終わっています/u);
  });

  it('opens a form in a dialog, shows at the field what is wrong, and takes what is right', async () => {
    replies = [question];
    await hear(said(wire, '報告する'));
    const { data } = press('まとめて記入する');
    const ask = async (name: string, value: object) => (await wire.post(invoked(wire, name, { data: value }))).text;
    const opened = JSON.parse(await ask('task/fetch', data)) as { task: { type: string; value: { card: object } } };
    assert.equal(opened.task.type, 'continue');
    const send = actionsIn(opened.task.value.card).at(-1);
    problems = { persons: '数が読み取れませんでした。' };
    const before = wire.messages.length;
    const wrong = await ask('task/submit', { ...send?.data, 'one:persons': '三百' });
    assert.match(wrong, /数が読み取れませんでした。/u);
    assert.match(wrong, /"type":"continue"/u);
    assert.equal(wire.messages.length, before);
    problems = {};
    assert.equal(await ask('task/submit', { ...send?.data, 'one:persons': 300 }), '');
    await wire.settle();
    assert.deepEqual(last()?.choice, { id: 'a:fill', fields: { persons: ['300'] } });
  });

  it('is a form in the conversation, checked before it is taken', async () => {
    replies = [{ kind: 'form', lang: 'ja', text: '書けるところだけで。', form }];
    await hear(said(wire, '報告する'));
    problems = { persons: '数が読み取れませんでした。' };
    const wrong = await execute(press('記入する'), { 'one:persons': '' });
    assert.match(JSON.stringify(wrong.value), /数が読み取れませんでした。/u);
    assert.ok(actionsIn(wrong.value).length > 0);
    problems = {};
    await execute(press('記入する'), { 'one:persons': 3 });
    await wire.settle();
    assert.deepEqual(last()?.choice, { id: 'a:fill', fields: { persons: ['3'] } });
  });

  it('is, from a message action, a link and never the text of the message', async () => {
    const payload = {
      id: '1',
      linkToMessage: 'https://teams.microsoft.com/l/message/19:x/1',
      body: { content: '名簿 山田' },
    };
    const chat = { conversation: { id: '19:two@unq.gbl.spaces', conversationType: 'personal', tenantId: tenant } };
    const value = { commandId: 'report', messagePayload: payload };
    const asked = await wire.post(invoked(wire, 'composeExtension/fetchTask', value, chat));
    assert.match(asked.text, /事故として報告しますか/u);
    const [send] = actionsIn(JSON.parse(asked.text)).slice(-1);
    const answer = await wire.post(
      invoked(wire, 'composeExtension/submitAction', { ...value, data: send?.data }, chat),
    );
    assert.match(answer.text, /個別のチャット/u);
    await wire.settle();
    const message = last();
    assert.equal(message?.link, payload.linkToMessage);
    assert.equal(message?.address, `teams:${tenant}:aad-hana`);
    assert.equal(message?.private, true);
    assert.doesNotMatch(JSON.stringify(message), /名簿/u);
    // The chat of two people is never spoken into.
    const contact = await wire.host.contact(`teams:${tenant}:aad-hana`);
    assert.doesNotMatch(contact?.reference ?? '', /unq\.gbl/u);
  });

  it('takes no link to another place', async () => {
    const value = { commandId: 'report', messagePayload: { linkToMessage: 'https://evil.example/l/message/1' } };
    assert.equal((await wire.post(invoked(wire, 'composeExtension/fetchTask', value))).status, 400);
  });
});

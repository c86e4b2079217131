import assert from 'node:assert/strict';
import { TokkiError } from '../../../src/errors.ts';
import { otherKey } from './issuer.ts';
import { inChannel, invoked, said, setUp, type Wire } from './wire.ts';

describe('the door of Teams', () => {
  let wire: Wire;
  const complain = console.error;
  before(async () => {
    wire = await setUp();
  });
  beforeEach(() => {
    // The SDK prints why it does not believe a token.
    console.error = () => undefined;
  });
  afterEach(() => {
    console.error = complain;
  });
  after(() => wire.stop());

  it('lets in what the Bot Framework has signed', async () => {
    assert.deepEqual(await wire.post(said(wire, 'こんにちは')), { status: 200, text: '' });
    await wire.settle();
    assert.equal(wire.messages.at(-1)?.text, 'こんにちは');
  });

  const hour = 3_600;
  const soon = () => Math.floor(Date.now() / 1000);
  const bad: Readonly<Record<string, () => string>> = {
    'no token': () => '',
    'a word that is no token': () => 'Bearer garbage',
    'another scheme': () => `Basic ${wire.issuer.token()}`,
    'a token for another app': () => `Bearer ${wire.issuer.token({ aud: 'somebody-else' })}`,
    'a token of another issuer': () => `Bearer ${wire.issuer.token({ iss: 'https://evil.example' })}`,
    'an old token': () => `Bearer ${wire.issuer.token({ exp: soon() - hour, nbf: soon() - 2 * hour })}`,
    'a token for another service URL': () => `Bearer ${wire.issuer.token({ serviceurl: 'https://evil.example/' })}`,
    'a token with an unknown key': () => `Bearer ${wire.issuer.token({}, { kid: 'key-2' })}`,
    'a token that somebody else has signed': () => `Bearer ${wire.issuer.token({}, {}, otherKey)}`,
    'a token without a signature': () => `Bearer ${wire.issuer.token({}, { alg: 'none' })}`,
  };
  for (const [what, authorization] of Object.entries(bad)) {
    it(`answers ${what} with a bare 401`, async () => {
      const before = wire.messages.length;
      assert.deepEqual(await wire.post(said(wire, 'x'), authorization()), { status: 401, text: '' });
      await wire.settle();
      assert.equal(wire.messages.length, before);
    });
  }

  it('leaves a line in the access log of those whom it turns away', async () => {
    const refused = await wire.store.keep.accesses({ acts: ['refuse'] });
    assert.deepEqual(new Set(refused.map(({ subject }) => subject)), new Set(['door:teams']));
  });

  it('speaks to no server that is not of Teams, and hears no other channel', async () => {
    const evil = 'https://evil.example/teams/';
    const token = `Bearer ${wire.issuer.token({ serviceurl: evil })}`;
    assert.deepEqual(await wire.post(said(wire, 'x', { serviceUrl: evil }), token), { status: 403, text: '' });
    const none = `Bearer ${wire.issuer.token()}`;
    assert.equal((await wire.post(said(wire, 'x', { serviceUrl: '' }), none)).status, 403);
    // The key is endorsed for Teams only: another channel's name is not believed.
    assert.equal((await wire.post(said(wire, 'x', { channelId: 'webchat' }), none)).status, 401);
  });

  it('takes JSON only, of a bounded size, by POST', async () => {
    assert.equal((await wire.post(said(wire, 'x'.repeat(300_000)))).status, 413);
    assert.equal((await wire.post([])).status, 400);
    assert.equal((await wire.post({ text: 'x' })).status, 400);
  });

  it('answers what it has no use for: edits, reactions, changes, typing', async () => {
    const before = wire.messages.length;
    const kinds = [
      { type: 'messageUpdate', channelData: { eventType: 'editMessage' } },
      { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'conversationUpdate', membersRemoved: [{ id: '29:ken' }], ...inChannel },
      { type: 'installationUpdate', action: 'remove' },
      { type: 'typing' },
      { type: 'somethingNew' },
    ];
    for (const kind of kinds) assert.equal((await wire.post(said(wire, '', kind))).status, 200, kind.type);
    await wire.settle();
    assert.equal(wire.messages.length, before);
  });

  it('says of an invoke that it does not know that it is not implemented', async () => {
    for (const name of ['signin/verifyState', 'toString', 'config/fetch']) {
      assert.deepEqual(await wire.post(invoked(wire, name, {})), { status: 501, text: '' });
    }
  });

  it('hears a repeated delivery once', async () => {
    const before = wire.messages.length;
    const activity = said(wire, 'again');
    for (let n = 0; n < 3; n++) assert.equal((await wire.post(activity)).status, 200);
    await wire.settle();
    assert.equal(wire.messages.length, before + 1);
  });

  it('takes each activity for itself where it comes without an id', async () => {
    const at = (second: number) => ({ id: undefined, timestamp: `2026-11-23T06:00:0${second}.000Z` });
    const before = wire.messages.length;
    for (const second of [1, 2, 2]) await wire.post(said(wire, 'x', at(second)));
    await wire.settle();
    assert.equal(wire.messages.length, before + 2);
  });
});

describe('the door of Teams while the store is away', () => {
  it('acknowledges nothing', async () => {
    const receive = async () => {
      throw new TokkiError('storage', 'the disk is full');
    };
    const wire = await setUp({ host: { receive } });
    try {
      assert.deepEqual(await wire.post(said(wire, 'x')), { status: 503, text: '{"error":"unavailable"}' });
      const pressed = { action: { data: { tokki: { id: 'a', ref: 'r' } } } };
      assert.equal((await wire.post(invoked(wire, 'adaptiveCard/action', pressed))).status, 503);
    } finally {
      await wire.stop();
    }
  });
});

import assert from 'node:assert/strict';
import { createTeams } from '../../../adapters/teams/index.ts';
import type { Choice, Contact } from '../../../src/types.ts';
import { adapterContract } from '../../contracts/adapter.ts';
import { actionsOf, wordsOf } from './cards.ts';
import { startConnector } from './connector.ts';
import { invoked, said, tenant } from './wire.ts';

/** Where Teams can speak to Hana: she has added the app. */
function hanaHasTheApp(serviceUrl: string): Contact {
  const { from, recipient, conversation } = said({ connector: { url: serviceUrl } }, '');
  const reference = {
    serviceUrl,
    tenant,
    bot: recipient,
    user: from.id,
    conversation: conversation.id,
    kind: 'personal',
  };
  const address = `teams:${tenant}:${from.aadObjectId}`;
  const mail = 'hana@example.jp';
  return { address, platform: 'teams', user: from.aadObjectId, mail, reference: JSON.stringify(reference), at: 0 };
}

adapterContract('Teams', async (url) => {
  const connector = await startConnector();
  const adapter = createTeams({
    appId: '',
    type: 'SingleTenant',
    allowedTenants: [],
    serviceUrls: [],
    now: Date.now,
  });
  const deliver = (activity: object) => {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${url()}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  };
  const post = async (activity: object) => assert.equal((await deliver(activity)).status, 200);
  return {
    adapter: {
      ...adapter,
      async start(host) {
        await adapter.start(host);
        await host.remember(hanaHasTheApp(connector.url));
      },
    },
    says: (text, id) => post(said({ connector }, text, { id })),
    delivers: (text, id) => deliver(said({ connector }, text, { id })),
    async presses(choice: Choice) {
      const cards = connector.posts.map(({ body }) => body);
      const action = actionsOf(cards).find(
        ({ data: { tokki } }) => tokki.id === choice.id && String(tokki.values) === String(choice.values),
      );
      assert.ok(action, 'there is such a button');
      await post(invoked({ connector }, 'adaptiveCard/action', { action: { data: action.data } }));
    },
    shown: async () => connector.posts.map(({ body }) => wordsOf({ card: body, text: '' })),
    stop: connector.stop,
  };
});

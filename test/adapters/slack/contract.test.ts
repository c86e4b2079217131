import assert from 'node:assert/strict';
import { createSlack } from '../../../adapters/slack/index.ts';
import { adapterContract } from '../../contracts/adapter.ts';
import { signingSecret } from './desk.ts';
import { startDouble } from './double.ts';
import { hanaDm } from './fixtures.ts';
import { buttonsOf, createPerson } from './person.ts';

adapterContract('Slack', async (url) => {
  const slack = await startDouble();
  const person = createPerson(url, () => slack);
  const options = { token: 'xoxb-tokki', signingSecret, allowedTeams: [], timeout: 1_000, retries: 0, now: Date.now };
  const stamps = new Map<string, string>();
  return {
    adapter: createSlack({ ...options, apiUrl: slack.apiUrl }),
    async says(text, id) {
      const ts = stamps.get(id);
      stamps.set(id, await person.says(text, ts ? { ts, event_ts: ts } : {}));
      if (ts) stamps.set(id, ts);
    },
    async presses(choice) {
      const on = slack.messages.find(({ blocks }) =>
        buttonsOf(blocks).some(({ value }) => value === JSON.stringify(choice)),
      );
      assert.ok(on, 'there is such a button');
      const button = buttonsOf(on.blocks).find(({ value }) => value === JSON.stringify(choice));
      await person.presses(button?.text.text ?? '', on);
    },
    shown: async () => slack.messages.filter(({ channel }) => channel === hanaDm).map(({ text }) => text),
    stop: slack.stop,
  };
});

import assert from 'node:assert/strict';
import { createSlack } from '../../../adapters/slack/index.ts';
import { adapterContract } from '../../contracts/adapter.ts';
import { signingSecret } from './desk.ts';
import { startDouble } from './double.ts';
import { fixture, hana, hanaDm, self } from './fixtures.ts';
import { buttonsOf, createPerson, stamp } from './person.ts';
import { eventRequest } from './sender.ts';

adapterContract('Slack', async (url) => {
  const slack = await startDouble();
  const person = createPerson(url, () => slack);
  const options = { token: 'xoxb-tokki', signingSecret, allowedTeams: [], timeout: 1_000, retries: 0, now: Date.now };
  const stamps = new Map<string, string>();
  const stampOf = (id: string) => {
    const ts = stamps.get(id) ?? stamp();
    stamps.set(id, ts);
    return { ts, event_ts: ts };
  };
  return {
    adapter: createSlack({ ...options, apiUrl: slack.apiUrl }),
    says: async (text, id) => void (await person.says(text, stampOf(id))),
    delivers(text, id) {
      const event = { type: 'message', user: hana, channel: hanaDm, channel_type: 'im', team: self.team, text };
      const request = eventRequest({ ...fixture('message-direct'), event: { ...event, ...stampOf(id) } });
      return fetch(`${url()}/slack/events`, { method: 'POST', ...request });
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

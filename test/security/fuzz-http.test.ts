/** Inputs that nobody means well, through every HTTP route and through the desk behind it; how many: see fuzz.test.ts. */
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { createWeb } from '../../adapters/web/index.ts';
import type { Message } from '../../src/types.ts';
import { type RunningDesk, startDesk } from '../adapters/desk.ts';
import { startDesk as startSlack } from '../adapters/slack/desk.ts';
import { startDouble } from '../adapters/slack/double.ts';
import { signed } from '../adapters/slack/sender.ts';
import { inChannel, said, setUp } from '../adapters/teams/wire.ts';
import { type Chance, chance, fuzzed } from './rng.ts';

const { seed, inputs } = fuzzed;
/** Stands in every text: no log may hold it. */
const planted = 'きみつ7Q';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function send(port: number, { method, path, headers, body }: Sent): Promise<number> {
  return new Promise((resolve) => {
    const all = { ...headers, 'content-length': Buffer.byteLength(body) };
    const asked = request({ host: '127.0.0.1', port, agent, method, path, headers: all }, (res) => {
      // The stream of events never ends by itself.
      if (String(res.headers['content-type']).startsWith('text/event-stream')) asked.destroy();
      res.resume();
      res.on('close', () => resolve(res.statusCode ?? 0));
    });
    asked.on('error', () => resolve(0));
    asked.setTimeout(20_000, () => resolve(599));
    asked.end(body);
  });
}

/** What Node refuses to send is no input for a server. */
function sendable(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/[^\x21-\x7e]/gu, '');
}

/** @returns how often each status came */
async function hammer(count: number, one: (n: number) => Promise<number>): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const status = await one(next++);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return statuses;
}

/** No fault of the server, and enough of each of these, so that it is known what was tried. */
function demand(statuses: ReadonlyMap<number, number>, least: Readonly<Record<number, number>>): void {
  const seen = JSON.stringify([...statuses]);
  assert.deepEqual(
    [...statuses.keys()].filter((status) => status >= 500 && status !== 501),
    [],
    seen,
  );
  for (const [status, count] of Object.entries(least)) assert.ok((statuses.get(Number(status)) ?? 0) >= count, seen);
}

const bodies = ({ pick, text }: Chance): readonly (() => string)[] => [
  () => JSON.stringify({ person: pick(['hana', 'ichiro', text(3)]), text: planted + text(20) }),
  () => {
    const id = pick(['incident:', 'case:2026-0001:', 'guard:approve:', 'training:', 'question:', '']) + text(4);
    const choice = { id, values: [planted, text(5)], fields: { [text(3)]: [text(3)] } };
    return JSON.stringify({ person: 'hana', choice });
  },
  () => planted + text(30),
  () => '',
];

describe('HTTP that nobody means well', function () {
  this.timeout(900_000);
  let desk: RunningDesk | undefined;
  afterEach(async () => {
    await desk?.stop();
    desk = undefined;
  });
  after(() => agent.destroy());

  function quiet(): void {
    const log = JSON.stringify(desk?.log);
    assert.doesNotMatch(log, new RegExp(planted, 'u'));
    assert.doesNotMatch(log, /job\.(?:dead|retry)|unexpected/u);
  }

  it('makes no route of the page fail, and stands in no log', async () => {
    desk = await startDesk(createWeb({ now: Date.now }), { idle: true });
    const port = Number(new URL(desk.url).port);
    const source = chance(seed);
    const { pick, text, number } = source;
    const api = ['people', 'conversation', 'events', 'files/'].map((one) => `/api/web/${one}`);
    const gets = ['/', '/healthz', '/readyz', '/metrics', '/render.ts', '/page/app.ts', ...api];
    const methods = ['PUT', 'DELETE', 'HEAD', 'PATCH', 'POST', 'GET'];
    const query = () => sendable(`?person=${pick(['hana', 'hana', text(4)])}&after=${text(3)}&desk=${text(2)}`);
    const path = () => pick(gets) + (number(4) === 0 ? sendable(text(4)).replaceAll('?', '') : '') + query();
    const statuses = await hammer(inputs.page, () => {
      const route = pick([
        { method: 'POST', path: '/api/web/messages' },
        { method: 'GET', path: path() },
        { method: pick(methods), path: path() },
      ]);
      const types = ['application/json', 'application/json', 'text/plain', 'application/json; charset=x'];
      const last = number(4) === 0 ? { 'last-event-id': sendable(text(3)) } : {};
      return send(port, { ...route, headers: { 'content-type': pick(types), ...last }, body: pick(bodies(source))() });
    });
    demand(statuses, { 202: inputs.page / 20, 400: inputs.page / 20 });
    quiet();
  });

  it('makes nothing fail that Slack has signed, and opens nothing that it has not', async () => {
    const slack = await startDouble();
    try {
      desk = await startSlack({ apiUrl: slack.apiUrl, timeout: 200 }, { idle: true });
      const port = Number(new URL(desk.url).port);
      const { pick, text, number } = chance(seed);
      const posts = ['event_callback', 'block_actions', 'view_submission', 'shortcut', 'message_action'];
      const types = [...posts, 'url_verification', 'app_rate_limited'];
      const event = () => ({
        type: pick(['message', 'app_mention', 'app_home_opened', text(2)]),
        text: planted + text(10),
        user: pick(['U1', text(2)]),
        channel: text(3),
        ts: pick(['1.2', text(2)]),
        channel_type: pick(['im', 'channel']),
      });
      const view = () => ({
        callback_id: text(3),
        private_metadata: text(5),
        state: { values: { [text(2)]: { [text(2)]: { value: text(3) } } } },
      });
      const actions = () => [{ action_id: text(3), value: text(5), type: pick(['button', 'static_select', text(2)]) }];
      const body = () => ({
        type: pick(types),
        challenge: text(3),
        team_id: 'T1',
        event: event(),
        actions: actions(),
        view: view(),
        user: { id: text(2) },
      });
      const statuses = await hammer(inputs.slack, () => {
        const isSigned = number(2) === 0;
        const json = number(8) === 0 ? planted + text(20) : JSON.stringify(body());
        const [sent, type] = number(2)
          ? [json, 'application/json']
          : [`payload=${encodeURIComponent(json.toWellFormed())}`, 'application/x-www-form-urlencoded'];
        const { headers } = signed(sent, type, isSigned ? {} : { secret: 'another one' });
        return send(port, { method: 'POST', path: '/slack/events', headers, body: sent });
      });
      demand(statuses, { 401: inputs.slack / 3 });
      quiet();
    } finally {
      await slack.stop();
    }
  });

  it('makes nothing fail that the Bot Framework has signed, and opens nothing that it has not', async () => {
    const wire = await setUp();
    const complain = console.error;
    console.error = () => undefined;
    try {
      const { pick, text, number } = chance(seed);
      const kinds = ['message', 'invoke', 'conversationUpdate', 'installationUpdate', 'messageReaction', text(2)];
      const names = ['adaptiveCard/action', 'task/fetch', 'task/submit', 'composeExtension/submitAction', text(2)];
      const data = () => ({ tokki: { id: text(4), ref: text(3), values: [text(2)] }, [text(2)]: text(3) });
      const activity = () =>
        said(wire, planted + text(10), {
          type: pick(kinds),
          name: pick(names),
          value: pick([{ action: { data: data() } }, { data: data() }, { commandId: text(3) }, text(3), null]),
          entities: [{ type: pick(['mention', text(2)]), text: text(3), mentioned: pick([{ id: text(2) }, text(2)]) }],
          attachments: [{ contentType: text(2), content: text(4) }],
          ...(number(2) && inChannel),
        });
      const statuses = await hammer(inputs.teams, async () => {
        const sent = number(8) === 0 ? [text(5)] : activity();
        return (await wire.post(sent, number(2) === 0 ? `Bearer ${text(6)}`.replace(/[^\x20-\x7e]/gu, '') : undefined))
          .status;
      });
      demand(statuses, { 401: inputs.teams / 3, 200: inputs.teams / 20 });
      await wire.settle();
      assert.doesNotMatch(JSON.stringify(wire.logged), new RegExp(planted, 'u'));
    } finally {
      console.error = complain;
      await wire.stop();
    }
  });

  it('makes the desk answer, whatever was said or pressed', async () => {
    desk = await startDesk(createWeb({ now: Date.now }), { idle: true });
    const { host, drain, store } = desk;
    const { pick, text, number } = chance(seed + 1);
    const ids = [
      'incident:',
      'case:2026-0001:open:',
      'reports:',
      'training:',
      'question:',
      'home',
      'report:',
      'speak:',
    ];
    const openers = ['USBを電車に忘れた', '提出', '報告一覧', '研修', '戻る', 'わからない', '引き継ぐ', ''];
    for (let n = 0; n < inputs.desk; n++) {
      const person = pick(['hana', 'ichiro']);
      const part: Partial<Message> =
        number(2) === 0
          ? { text: pick(openers) + (number(3) === 0 ? '' : text(12)) }
          : {
              choice: { id: pick(ids) + text(3), values: [text(4)], fields: { [text(2)]: [text(3)], what: [text(5)] } },
            };
      await host.receive({
        key: `f${n}`,
        address: `web:${person}`,
        user: person,
        person,
        private: true,
        at: n,
        ...part,
      });
      if (n % 50 === 0) await drain();
    }
    await drain();
    assert.deepEqual(
      (await store.dead(9)).map(({ reason }) => reason),
      [],
    );
    assert.deepEqual(await store.verifyLog().then(({ broken }) => broken), undefined);
    quiet();
  });
});

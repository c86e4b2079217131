/** 100,000 inputs that nobody means well: through every parser and every HTTP route. Seeded, so that a find can be repeated. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { readActivity } from '../../adapters/teams/activity.ts';
import { spokenText } from '../../adapters/teams/parse.ts';
import { createWeb } from '../../adapters/web/index.ts';
import { parseMessage as parseWeb } from '../../adapters/web/parse.ts';
import { render } from '../../adapters/web/render.ts';
import { readAct } from '../../src/ask/acts.ts';
import { parseConfig } from '../../src/config.ts';
import { csvCell } from '../../src/csv.ts';
import { TokkiError } from '../../src/errors.ts';
import { parseForm } from '../../src/forms/form.ts';
import { languageOf } from '../../src/forms/lang.ts';
import { parseAnswer } from '../../src/forms/parse.ts';
import { clean } from '../../src/forms/text.ts';
import { requestsIn } from '../../src/guard/approvals.ts';
import { entriesOf } from '../../src/guard/ledger.ts';
import { readChoice } from '../../src/incident/acts.ts';
import { readCaseChoice } from '../../src/incident/case/ids.ts';
import { findCitations, formatCitation, parseCitation } from '../../src/knowledge/citation.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import { guard } from '../../src/knowledge/privacy.ts';
import { decodeCsv, parsePeople } from '../../src/people.ts';
import { bomOf } from '../../src/sbom.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import type { Reply } from '../../src/types.ts';
import { type RunningDesk, startDesk } from '../adapters/desk.ts';
import { startDesk as startSlack } from '../adapters/slack/desk.ts';
import { startDouble } from '../adapters/slack/double.ts';
import { signed } from '../adapters/slack/sender.ts';
import { chance } from './rng.ts';

const seed = Number(process.env.FUZZ_SEED ?? 16);
const now = Date.UTC(2026, 10, 24, 3);
const form = parseForm(
  parseYaml(readFileSync(new URL('../../knowledge/forms/incident.yaml', import.meta.url), 'utf8')),
  'f',
);
const [firstStep] = form.steps;
assert.ok(firstStep);
const cipher = createCipher(parseKeys(newKey()));
const open = { form: 'incident', key: 'k', answers: {}, told: [], started: now } as const;
/** Stands in every text: no log may hold it. */
const planted = 'きみつ7Q';

/** What each reader makes of a text; it may refuse it as a TokkiError, and nothing else may happen. */
const readers: readonly ((text: string, pick: (below: number) => number) => unknown)[] = [
  guard,
  clean,
  (text) => languageOf(text, 'ja'),
  findCitations,
  parseCitation,
  (text) => formatCitation(text, 'en'),
  (text, pick) => parseAnswer(form.steps[pick(form.steps.length)] ?? firstStep, { text }, { now }),
  (text, pick) => parseAnswer(form.steps[pick(form.steps.length)] ?? firstStep, { values: [text] }, { now }),
  (text) => readChoice({ id: text, values: [text], fields: { [text]: [text] } }, open),
  (text) => readChoice({ id: `incident:k:${text}` }, open),
  (text) => readCaseChoice({ id: `case:2026-0001:${text}`, fields: { [text]: [text] } }),
  (text) => readAct({ id: `question:${text}` }),
  (text) =>
    assert.equal(typeof spokenText(readActivity({ text, value: text, conversation: { id: text } }, 1)), 'string'),
  (text) => parseWeb({ person: text, text }, 'hana', now, () => 'k'),
  (text) => parseWeb(JSON.parse(`{"choice":{"id":"x","fields":{"__proto__":["x"]}}}`), text, now, () => 'k'),
  (text) => parsePeople(`id,name,mail,role\n${text}`),
  (text) => decodeCsv(Buffer.from(text, 'latin1')),
  csvCell,
  (text) => requestsIn([{ at: now, by: text, act: 'admin', subject: `request:abc123:${text}` }], now),
  (text) => entriesOf([{ id: 1, at: now, by: text, act: 'admin', subject: `ledger:${text}` }]),
  (text) => cipher.open(text, ['a', 'b', 'c']),
  (text) => cipher.open(`1.${cipher.keyId}.${text}`, ['a', 'b', 'c']),
  parseKeys,
  (text) => parseConfig({ PORT: text, WEB_PROXIES: text, DATABASE_URL: text, DATA_REGION: text, LOG_KEEP_DAYS: text }),
  (text) => bomOf(text),
  (text) => parseDocument(text, 'x'),
  (text) =>
    render({
      kind: 'notice',
      lang: 'ja',
      text,
      title: text,
      facts: [{ label: text, value: text }],
      buttons: [{ id: text, label: text }],
    } as Reply),
];

/** @returns the inputs that were no refusal but a fault, with the reader's place in the list */
function faultsOf(count: number): readonly string[] {
  const { number, text } = chance(seed);
  const faults: string[] = [];
  for (let n = 0; n < count; n++) {
    const input = text(30);
    const reader = n % readers.length;
    try {
      readers[reader]?.(input, number);
    } catch (error) {
      if (!(error instanceof TokkiError)) faults.push(`${reader} ${JSON.stringify(input)} ${error}`);
    }
  }
  return faults;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function send(port: number, { method, path, headers, body }: Route): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (res) => {
        // The stream of events never ends by itself.
        if (String(res.headers['content-type']).startsWith('text/event-stream')) asked.destroy();
        res.resume();
        res.on('close', () => resolve(res.statusCode ?? 0));
      },
    );
    asked.on('error', () => resolve(0));
    asked.setTimeout(20_000, () => resolve(599));
    asked.end(body);
  });
}

/** What Node refuses to send is no input for a server. */
function sendable(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/[^\x21-\x7e]/gu, '');
}

async function hammer(count: number, port: number, make: (n: number) => Route): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const status = await send(port, make(next++));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return statuses;
}

const noServerFault = (statuses: ReadonlyMap<number, number>) => [...statuses.keys()].filter((status) => status >= 500);

describe('inputs that nobody means well', function () {
  this.timeout(300_000);
  let desk: RunningDesk | undefined;
  afterEach(async () => {
    await desk?.stop();
    desk = undefined;
  });
  after(() => agent.destroy());

  it('make no reader fail in another way than by a refusal: 80,000 of them', () =>
    assert.deepEqual(faultsOf(80_000), []));

  it('make no route of the page fail, and stand in no log: 16,000 of them', async () => {
    desk = await startDesk(createWeb({ now: Date.now }), { idle: true });
    const { pick, text, number } = chance(seed);
    const gets = [
      '/',
      '/healthz',
      '/render.ts',
      '/page/app.ts',
      ...['people', 'conversation', 'events', 'files/'].map((one) => `/api/web/${one}`),
    ];
    const methods = ['PUT', 'DELETE', 'HEAD', 'PATCH', 'POST', 'GET'];
    const query = () => sendable(`?person=${pick(['hana', 'hana', text(4)])}&after=${text(3)}&desk=${text(2)}`);
    const path = () => pick(gets) + (number(4) === 0 ? sendable(text(4)).replaceAll('?', '') : '') + query();
    const route = () =>
      pick([
        { method: 'POST', path: '/api/web/messages' },
        { method: 'GET', path: path() },
        { method: pick(methods), path: path() },
      ]);
    const bodies = [
      () => JSON.stringify({ person: pick(['hana', 'ichiro', text(3)]), text: planted + text(20) }),
      () =>
        JSON.stringify({
          person: 'hana',
          choice: {
            id: pick(['incident:', 'case:2026-0001:', 'guard:approve:', '']) + text(4),
            values: [planted, text(5)],
            fields: { [text(3)]: [text(3)] },
          },
        }),
      () => planted + text(30),
      () => '',
    ];
    const statuses = await hammer(16_000, Number(new URL(desk.url).port), () => ({
      ...route(),
      headers: {
        'content-type': pick(['application/json', 'application/json', 'text/plain', 'application/json; charset=x']),
        ...(number(4) === 0 && { 'last-event-id': sendable(text(3)) }),
      },
      body: pick(bodies)(),
    }));
    assert.deepEqual(noServerFault(statuses), [], JSON.stringify([...statuses]));
    assert.ok((statuses.get(202) ?? 0) > 1_000 && (statuses.get(400) ?? 0) > 1_000, JSON.stringify([...statuses]));
    assert.doesNotMatch(JSON.stringify(desk.log), new RegExp(planted, 'u'));
  });

  it('make nothing fail that Slack has signed, and open nothing that it has not: 4,000 of them', async () => {
    const slack = await startDouble();
    try {
      desk = await startSlack({ apiUrl: slack.apiUrl, timeout: 200 }, { idle: true });
      const { pick, text, number } = chance(seed);
      const types = [
        'event_callback',
        'block_actions',
        'view_submission',
        'shortcut',
        'message_action',
        'url_verification',
        'app_rate_limited',
      ];
      const body = (): Record<string, unknown> => ({
        type: pick(types),
        challenge: text(3),
        team_id: 'T1',
        event: {
          type: pick(['message', 'app_mention', 'app_home_opened', text(2)]),
          text: planted + text(10),
          user: pick(['U1', text(2)]),
          channel: text(3),
          ts: pick(['1.2', text(2)]),
          channel_type: pick(['im', 'channel']),
        },
        actions: [{ action_id: text(3), value: text(5), type: pick(['button', 'static_select', text(2)]) }],
        view: {
          callback_id: text(3),
          private_metadata: text(5),
          state: { values: { [text(2)]: { [text(2)]: { value: text(3) } } } },
        },
        user: { id: text(2) },
      });
      const known = await hammer(4_000, Number(new URL(desk.url).port), () => {
        const isSigned = number(2) === 0;
        const json = number(8) === 0 ? planted + text(20) : JSON.stringify(body());
        const [sent, type] = number(2)
          ? [json, 'application/json']
          : [`payload=${encodeURIComponent(json.toWellFormed())}`, 'application/x-www-form-urlencoded'];
        const { headers } = signed(sent, type, isSigned ? {} : { secret: 'another one' });
        return { method: 'POST', path: '/slack/events', headers, body: sent };
      });
      assert.deepEqual(noServerFault(known), [], JSON.stringify([...known]));
      assert.ok((known.get(401) ?? 0) > 1_500, JSON.stringify([...known]));
      assert.doesNotMatch(JSON.stringify(desk.log), new RegExp(planted, 'u'));
    } finally {
      await slack.stop();
    }
  });
});

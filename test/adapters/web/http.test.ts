import assert from 'node:assert/strict';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeb, type WebOptions } from '../../../adapters/web/index.ts';
import { createHttp, listen } from '../../../src/http.ts';
import type { Adapter, HistoryLine, Host } from '../../../src/index.ts';
import type { Message, Person } from '../../../src/types.ts';
import { listOf, quietHost } from '../host.ts';

const people: readonly Person[] = [
  { id: 'hana', name: '花', mail: 'hana@x.jp', role: 'staff', lang: 'ja', contracts: [] },
  { id: 'ken', name: '健', mail: 'ken@x.jp', role: 'responsible', lang: 'ja', contracts: [] },
];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the HTTP side of the page', () => {
  let server: Server;
  let adapter: Adapter;
  let url: string;
  let received: Message[];
  let doors: string[];
  let lines: HistoryLine[];
  let healthy: () => Promise<void>;

  async function serve(options: Partial<WebOptions> = {}): Promise<void> {
    received = [];
    doors = [];
    lines = [];
    healthy = async () => undefined;
    adapter = createWeb({ now: () => 5, ...options });
    const host: Host = {
      receive: async (message) => {
        received.push(message);
        const { key, address, at } = message;
        lines.push({ id: lines.length + 1, key, address, at, message });
        return message.text === 'too much' ? 'limited' : 'taken';
      },
      history: async (address, limit, after) => {
        const own = lines.filter((line) => line.address === address);
        return after === undefined ? own.slice(-limit) : own.filter(({ id }) => id > after).slice(0, limit);
      },
      ...listOf(people),
      ...quietHost,
      refused: async (door) => void doors.push(door),
      report: (error) => assert.fail(String(error)),
    };
    await adapter.start(host);
    server = await listen(createHttp({ adapters: [adapter], healthy: () => healthy(), log: silent }), 0, '127.0.0.1');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  beforeEach(() => serve());
  afterEach(async () => {
    await adapter.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/web/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('takes a message with 202 and gives its key back', async () => {
    const res = await post({ person: 'hana', text: 'こんにちは', key: 'k' });
    assert.equal(res.status, 202);
    assert.deepEqual(await res.json(), { key: 'web:hana:k' });
    assert.equal(received[0]?.person, 'hana');
  });

  it('answers 429 to who sends too much, so that it is sent again', async () => {
    const res = await post({ person: 'hana', text: 'too much', key: 'k' });
    assert.deepEqual([res.status, res.headers.get('retry-after')], [429, '60']);
  });

  it('refuses what it cannot read with 400, and says what is wrong', async () => {
    for (const body of ['{', '[]', 'null', '{"person":"nobody","text":"a"}', '{"person":"hana"}', '{"text":"a"}']) {
      const res = await post(body);
      assert.equal(res.status, 400, body);
      assert.equal(((await res.json()) as { error: string }).error, 'bad_request');
    }
    assert.equal(received.length, 0);
  });

  it('takes 40,000 characters and refuses a flood with 413', async () => {
    assert.equal((await post({ person: 'hana', text: 'あ'.repeat(40_000) })).status, 202);
    assert.equal((await post({ person: 'hana', text: 'あ'.repeat(400_000) })).status, 413);
  });

  it('refuses requests that another site could make a browser send', async () => {
    assert.equal((await post({ person: 'hana', text: 'a' }, { 'content-type': 'text/plain' })).status, 415);
    const status = await new Promise((resolve) => {
      const options = {
        host: '127.0.0.1',
        port: new URL(url).port,
        path: '/api/web/people',
        headers: { host: 'evil.example' },
      };
      request(options, (res) => resolve(res.statusCode)).end();
    });
    assert.equal(status, 403);
    assert.deepEqual(doors, ['web']);
  });

  it('is no page for a proxy that names nobody: everybody behind it could be anybody', async () => {
    for (const header of ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip']) {
      const res = await fetch(`${url}/api/web/people`, { headers: { [header]: '203.0.113.9' } });
      assert.equal(res.status, 403, header);
    }
    assert.equal(doors.length, 4);
    assert.equal((await fetch(`${url}/api/web/people`)).headers.get('strict-transport-security'), null);
  });

  it('says which people there are, without their mail addresses', async () => {
    const answer = await (await fetch(`${url}/api/web/people`)).text();
    assert.match(answer, /"hana"/u);
    assert.doesNotMatch(answer, /@/u);
  });

  it('streams the lines that come after the last one seen, each once', async () => {
    await post({ person: 'hana', text: '一', key: 'a' });
    const stream = await fetch(`${url}/api/web/events?person=hana`, { headers: { 'last-event-id': '0' } });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const until = async (words: string) => {
      while (!seen.includes(words)) seen += (await reader?.read())?.value ?? assert.fail('the stream ended');
    };
    await until('"一"');
    const key = 'web:hana:a>0';
    lines.push({ id: 2, key, address: 'web:hana', at: 6, reply: { kind: 'answer', lang: 'ja', text: '答え' } });
    await adapter.send('web:hana', { kind: 'answer', lang: 'ja', text: '答え' }, key, 1);
    await adapter.send('web:hana', { kind: 'answer', lang: 'ja', text: '答え' }, key, 2);
    await until('答え');
    assert.equal(seen.match(/^id: 1$/gmu)?.length, 1);
    assert.match(seen, /^id: 2\nevent: reply$/mu);
    await reader?.cancel();
  });

  it('streams to as many pages as somebody may have open, and leaves room for the others', async () => {
    const open = await Promise.all(Array.from({ length: 21 }, () => fetch(`${url}/api/web/events?person=hana`)));
    assert.equal(open.filter(({ status }) => status === 200).length, 20);
    const refused = open.find(({ status }) => status === 429);
    assert.equal(refused?.headers.get('retry-after'), '5');
    const other = await fetch(`${url}/api/web/events?person=ken`);
    assert.equal(other.status, 200);
    await Promise.all([...open, other].map((res) => res.body?.cancel()));
  });

  it('streams everything that was missed, of all the people asked for, in order', async () => {
    for (let n = 0; n < 250; n++) await post({ person: n % 2 ? 'ken' : 'hana', text: String(n), key: `k${n}` });
    const stream = await fetch(`${url}/api/web/events?person=hana&person=ken&after=0`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    while (!seen.includes('"249"')) seen += (await reader?.read())?.value ?? assert.fail('the stream ended');
    const ids = [...seen.matchAll(/^id: (\d+)$/gmu)].map((match) => Number(match[1]));
    assert.equal(new Set(ids).size, 250);
    assert.equal(ids.length, 250);
    await reader?.cancel();
  });

  it('says what is wrong with a body that is no JSON, or too large', async () => {
    assert.deepEqual(await (await post('{')).json(), { error: 'bad_request', message: 'the body is not JSON' });
    const large = await (await post({ person: 'hana', text: 'あ'.repeat(400_000) })).json();
    assert.deepEqual(large, { error: 'too_large', message: 'at most 256kb' });
  });

  it('refuses the header of the proxy from anybody else', async () => {
    await adapter.stop();
    server.close();
    await serve({ userHeader: 'x-user', proxies: ['10.0.0.7'] });
    assert.equal((await post({ text: 'a' }, { 'x-user': 'hana' })).status, 403);
    assert.equal(received.length, 0);
  });

  it('believes the proxy alone where there is one, whoever the page claims to be', async () => {
    await adapter.stop();
    server.close();
    await serve({ userHeader: 'x-user', proxies: ['127.0.0.1'] });
    assert.equal((await post({ person: 'ken', text: 'a' })).status, 400);
    assert.equal((await post({ person: 'ken', text: 'a' }, { 'x-user': 'HANA@x.jp' })).status, 202);
    assert.equal(received[0]?.person, 'hana');
    assert.equal((await fetch(url)).headers.get('strict-transport-security'), 'max-age=31536000');
    const mine = await (await fetch(`${url}/api/web/people`, { headers: { 'x-user': 'hana' } })).json();
    assert.deepEqual(
      (mine as { id: string }[]).map(({ id }) => id),
      ['hana'],
    );
  });

  it('serves the page with strict headers and nothing from outside its folder', async () => {
    const page = await fetch(`${url}/`);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/u);
    assert.match(await page.text(), /<script type="module" src="\/app.ts">/u);
    const script = await fetch(`${url}/render.ts`);
    assert.match(script.headers.get('content-type') ?? '', /javascript/u);
    assert.doesNotMatch(await script.text(), /: Reply/u);
    for (const path of ['/index.ts', '/../index.ts', '/%2e%2e/index.ts', '/page', '/package.json']) {
      assert.equal((await fetch(url + path)).status, 404, path);
    }
  });

  it('is alive whatever happens, and ready only while the store can be written', async () => {
    for (const path of ['/healthz', '/readyz'])
      assert.deepEqual(await (await fetch(url + path)).json(), { status: 'ok' });
    healthy = async () => {
      throw new Error('disk full');
    };
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const res = await fetch(`${url}/readyz`);
    assert.equal(res.status, 503);
    assert.equal(res.headers.get('retry-after'), '5');
    assert.deepEqual(await res.json(), { error: 'unavailable' });
  });
});

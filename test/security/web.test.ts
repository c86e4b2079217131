/** Attacks on the page's HTTP interface that a browser, or somebody on the network, can make. */
import assert from 'node:assert/strict';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createWeb } from '../../adapters/web/index.ts';
import { TokkiError } from '../../src/errors.ts';
import { createHttp, listen } from '../../src/http.ts';
import type { Message, Person } from '../../src/types.ts';
import { listOf, quietHost } from '../adapters/host.ts';

const people: readonly Person[] = [
  { id: 'hana', name: '花', mail: 'h@x.jp', role: 'staff', lang: 'ja', contracts: [] },
];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the page under attack', () => {
  let server: Server;
  let port: number;
  let received: Message[];
  const adapter = createWeb({ now: () => 5 });

  before(async () => {
    await adapter.start({
      ...quietHost,
      receive: async (message) => {
        received.push(message);
        return 'taken';
      },
      history: async () => [],
      ...listOf(people),
      file: async () => {
        throw new TokkiError('input', 'there is no such file');
      },
      report: () => undefined,
    });
    server = await listen(
      createHttp({ adapters: [adapter], healthy: async () => undefined, log: quiet }),
      0,
      '127.0.0.1',
    );
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    received = [];
  });
  after(async () => {
    await adapter.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  interface Sent {
    readonly path?: string;
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string | Buffer;
  }

  /** As it is, without the tidying that `fetch` does. */
  function send({ path = '/api/web/messages', method = 'POST', headers = {}, body = '' }: Sent) {
    return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
      const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers };
      const asked = request({ host: '127.0.0.1', port, path, method, headers: all }, (res) => {
        let text = '';
        res.on('data', (chunk) => (text += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  const hello = JSON.stringify({ person: 'hana', text: 'hello' });

  it('takes nothing that a page of another site makes a browser send', async () => {
    for (const site of ['cross-site', 'same-site']) {
      assert.equal((await send({ headers: { 'sec-fetch-site': site }, body: hello })).status, 403);
      assert.equal(
        (await send({ method: 'GET', path: '/api/web/people', headers: { 'sec-fetch-site': site } })).status,
        403,
      );
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      assert.equal((await send({ headers: { 'content-type': type }, body: hello })).status, 415);
    assert.equal((await send({ headers: { host: 'evil.example' }, body: hello })).status, 403);
    assert.equal(received.length, 0);
    const { headers } = await send({
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(headers['access-control-allow-origin'], undefined);
    assert.equal((await send({ headers: { 'sec-fetch-site': 'same-origin' }, body: hello })).status, 202);
  });

  it('is shown in no frame, runs no script but its own, sets no cookie, and is kept by no cache', async () => {
    for (const path of ['/', '/api/web/people']) {
      const { headers } = await send({ method: 'GET', path });
      const policy = String(headers['content-security-policy']);
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ])
        assert.ok(policy.includes(rule), rule);
      assert.doesNotMatch(policy, /unsafe/u);
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['set-cookie'], undefined);
      assert.equal(headers['x-powered-by'], undefined);
      assert.match(String(headers['permissions-policy']), /camera=\(\)/u);
    }
  });

  it('inflates no bomb', async () => {
    const bomb = gzipSync(Buffer.from(JSON.stringify({ person: 'hana', text: '0'.repeat(20_000_000) })));
    assert.ok(bomb.length < 30_000);
    assert.equal((await send({ headers: { 'content-encoding': 'gzip' }, body: bomb })).status, 413);
    for (const coding of ['gzip', 'br', 'deflate', 'zzz'])
      assert.ok(
        [400, 415].includes((await send({ headers: { 'content-encoding': coding }, body: 'no' })).status),
        coding,
      );
  });

  it('bears JSON that is nested as deep as it goes, and keys as many as there is room for', async () => {
    for (const body of [
      '['.repeat(200_000),
      '['.repeat(100_000) + ']'.repeat(100_000),
      '{"a":'.repeat(40_000),
      `{"person":"hana","text":"x",${Array.from({ length: 15_000 }, (_, i) => `"k${i}":0`).join(',')}}`,
    ])
      assert.ok([202, 400].includes((await send({ body })).status));
    const fields = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, ['x']]));
    assert.equal((await send({ body: JSON.stringify({ person: 'hana', choice: { id: 'x', fields } }) })).status, 400);
  });

  it('lets nobody change what all objects have', async () => {
    for (const body of [
      '{"person":"hana","text":"x","__proto__":{"polluted":1}}',
      '{"person":"hana","choice":{"id":"x","fields":{"__proto__":["polluted"],"constructor":["x"],"toString":["x"]}}}',
      '{"person":"__proto__","text":"x"}',
      '{"person":"constructor","choice":"__proto__"}',
    ])
      assert.ok([202, 400].includes((await send({ body })).status), body);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    const [, second] = received;
    assert.deepEqual(Object.getPrototypeOf(second?.choice?.fields ?? {}), Object.prototype);
  });

  it('gives out no file but the page’s own, whatever the path', async () => {
    const up = [
      '..',
      '%2e%2e',
      '..%2f..',
      '%2e%2e%2f%2e%2e',
      '....//',
      '..\\..',
      '%5c..%5c',
      '%00',
      '..%c0%af',
      '%252e%252e',
    ];
    for (const part of up) {
      for (const path of [
        `/${part}/package.json`,
        `/page/${part}/${part}/.env`,
        `/api/web/files/${part}%2fpackage.json?person=hana`,
        `/${part}/${part}/etc/passwd`,
      ]) {
        const { status, text } = await send({ method: 'GET', path });
        assert.ok([400, 404].includes(status), `${path} ${status}`);
        assert.doesNotMatch(text, /tokki"|root:/u, path);
      }
    }
  });

  it('says of what is wrong only what the page has to know', async () => {
    for (const sent of [
      { body: '{' },
      { path: '/api/web/nothing' },
      { path: '/api/web/files/x?person=hana', method: 'GET' },
      { body: '{"person":"nobody","text":"秘密"}' },
    ]) {
      const { status, text } = await send(sent);
      assert.ok(status >= 400 && status < 500);
      assert.doesNotMatch(text, /秘密|node_modules|\.ts:|at /u);
    }
  });
});

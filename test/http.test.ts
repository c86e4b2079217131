import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { TokkiError } from '../src/errors.ts';
import { createHttp, type HttpParts, listen } from '../src/http.ts';
import { createLog } from '../src/log.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the HTTP port', () => {
  let server: Server | undefined;

  async function serve(parts: Partial<HttpParts>): Promise<string> {
    const app = createHttp({ adapters: [], healthy: async () => undefined, log: silent, ...parts });
    server = await listen(app, 0, '127.0.0.1');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  it('shows the metrics to those who may read them only', async () => {
    const metrics = { type: 'text/plain', text: async () => 'tokki_jobs 0\n' };
    const open = await serve({ metrics: { ...metrics, from: ['10.0.0.0/8', '127.0.0.0/8'] } });
    assert.equal(await (await fetch(`${open}/metrics`)).text(), 'tokki_jobs 0\n');
    server?.closeAllConnections();
    server?.close();
    const closed = await serve({ metrics: { ...metrics, from: ['10.0.0.0/8', '::1'] } });
    assert.equal((await fetch(`${closed}/metrics`)).status, 403);
  });

  it('refuses to start with networks that are none', () => {
    const metrics = { type: '', from: ['everybody'], text: async () => '' };
    assert.throws(() => createHttp({ adapters: [], healthy: async () => undefined, log: silent, metrics }), {
      code: 'config',
    });
  });

  it('tells a platform to send again later where too much is waiting', async () => {
    const http = () => {
      throw new TokkiError('full', 'full');
    };
    const adapter = { name: 'a', http, start: async () => undefined, send: async () => undefined };
    const url = await serve({ adapters: [{ ...adapter, stop: async () => undefined, direct: () => undefined }] });
    const res = await fetch(`${url}/anything`, { method: 'POST' });
    assert.deepEqual([res.status, res.headers.get('retry-after')], [503, '5']);
    assert.deepEqual(await res.json(), { error: 'busy' });
  });

  it('gives each request an id, keeps one that a proxy gave, and writes it into the log', async () => {
    const written: string[] = [];
    const log = createLog('info', { write: (line) => void written.push(line) });
    const healthy = async () => {
      throw new Error('no');
    };
    const url = await serve({ log, healthy });
    const given = await fetch(`${url}/readyz`, { headers: { 'x-request-id': 'proxy-12345' } });
    assert.equal(given.headers.get('x-request-id'), 'proxy-12345');
    assert.match(written.join(''), /"request":"proxy-12345".*http\.failed/u);
    const forged = await fetch(`${url}/readyz`, { headers: { 'x-request-id': 'a b" c,d:e{}' } });
    assert.match(forged.headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/u);
  });

  it('cuts off who sends headers drop by drop', async function () {
    this.timeout(30_000);
    await serve({});
    assert.ok(server);
    server.headersTimeout = 200;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nx-a: 1\r\n');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    assert.match(answer, /^HTTP\/1\.1 408/u);
    socket.destroy();
  });
});

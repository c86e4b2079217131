/** Redis under TLS: who has a certificate that is trusted is spoken to, by the name that stands in it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { connectRedis, type RedisSignals } from '../src/redis.ts';
import { type Certificate, createCertificate, createTlsRedis, redisInstalled } from './servers.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function settled(signals: RedisSignals): Promise<readonly (string | undefined)[]> {
  for (let n = 0; n < 600 && signals.state() !== 'up' && signals.trouble() === undefined; n++) await pause(25);
  return [signals.state(), signals.trouble()];
}

function tlsTests(): void {
  const trusted = getCACertificates('default');
  let folder: string;
  let certificate: Certificate;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-tls-'));
    certificate = createCertificate(folder);
    setDefaultCACertificates([...trusted, readFileSync(certificate.cert, 'utf8')]);
  });
  after(() => {
    setDefaultCACertificates(trusted);
    rmSync(folder, { recursive: true });
  });

  it('speaks to one server by its name, and not by an address that its certificate does not have', async () => {
    const server = await createTlsRedis(certificate);
    await server.start();
    const [named, numbered] = ['localhost', '127.0.0.1'].map((host) =>
      connectRedis(`rediss://${host}:${server.port}`, silent),
    );
    assert.ok(named && numbered);
    assert.deepEqual(await settled(named), ['up', undefined]);
    assert.deepEqual(await settled(numbered), ['down', 'ERR_TLS_CERT_ALTNAME_INVALID']);
    await Promise.all([named.close(), numbered.close()]);
    await server.remove();
  });

  it('speaks to a Cluster by its names', async function () {
    this.timeout(60_000);
    const names = ['--cluster-announce-hostname', 'localhost', '--cluster-preferred-endpoint-type', 'hostname'];
    const server = await createTlsRedis(certificate, '--cluster-enabled', 'yes', '--tls-cluster', 'yes', ...names);
    await server.start();
    const to = ['--tls', '--cacert', certificate.cert, '-h', 'localhost', '-p', String(server.port)];
    spawnSync('redis-cli', [...to, 'cluster', 'addslotsrange', '0', '16383']);
    const signals = connectRedis(`rediss+cluster://localhost:${server.port}`, silent);
    for (let n = 0; n < 600 && signals.state() !== 'up'; n++) await pause(25);
    assert.deepEqual([signals.state(), signals.trouble()], ['up', undefined]);
    assert.deepEqual(await signals.count(['a', 'b'], 5_000), [1, 1]);
    await signals.close();
    await server.remove();
  });
}

describe('Redis under TLS', () => {
  if (redisInstalled) tlsTests();
});

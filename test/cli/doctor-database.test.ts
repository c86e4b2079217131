/** Doctor says whether what goes to the database can be read on the way. */
import assert from 'node:assert/strict';
import { checkTransport } from '../../src/cli/doctor-keeping.ts';
import { parseConfig } from '../../src/config.ts';

const found = (address?: string) =>
  checkTransport(parseConfig(address === undefined ? {} : { DATABASE_URL: address, DATA_REGION: 'jp' }));

describe('the doctor, looking at the way to the database', () => {
  it('reports a remote PostgreSQL without TLS, without its password', () => {
    for (const query of ['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=no-verify', '?ssl=0']) {
      const [finding, ...rest] = found(`postgres://tokki:hidden@db.example.jp:5432/tokki${query}`);
      assert.deepEqual([rest, finding?.rule, finding?.ok], [[], 'database-tls', undefined], query);
      assert.match(finding?.finding ?? '', /db\.example\.jp/u);
      assert.match(finding?.advice ?? '', /sslmode=verify-full.*6\.8\.2/u);
      assert.doesNotMatch(JSON.stringify(finding), /hidden/u);
    }
    const elsewhere = 'postgres://localhost/tokki?host=203.0.113.7';
    assert.deepEqual([found(elsewhere)[0]?.ok, found('postgres://[2001:db8::1]/x')[0]?.ok], [undefined, undefined]);
  });

  it('is content with one that is under TLS', () => {
    for (const query of ['sslmode=require', 'sslmode=verify-ca', 'sslmode=verify-full', 'ssl=true'])
      assert.deepEqual(
        found(`postgres://db.example.jp/tokki?${query}`).map(({ rule, ok }) => [rule, ok]),
        [['database-tls', true]],
        query,
      );
  });

  it('says nothing of SQLite, this machine, its own network and a socket', () => {
    assert.deepEqual(found(), []);
    for (const host of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '10.1.2.3',
      '172.20.0.5',
      '192.168.1.9',
      '[fd00::1]',
      'db',
      'db.internal',
    ])
      assert.deepEqual(found(`postgres://tokki:x@${host}/tokki`), [], host);
    assert.deepEqual(found('postgres:///tokki?host=/var/run/postgresql'), []);
    assert.deepEqual(found('postgres://db.example.jp/tokki?host=fd00::1'), []);
  });
});

/** Doctor says what is wrong with Redis: nobody there, a wrong password, a right that is missing. */
import assert from 'node:assert/strict';
import { checkRedis } from '../../src/cli/doctor-instance.ts';
import { parseConfig } from '../../src/config.ts';
import { createRedis, redisInstalled } from '../servers.ts';

const user = (...rights: readonly string[]) => ['--user', 'desk', 'on', '>p', ...rights];

/** What is said of a server that was started like this. */
async function found(address: string, ...options: readonly string[]): Promise<readonly [boolean, string, string]> {
  const server = await createRedis(...options);
  await server.start();
  const url = `redis://${address}127.0.0.1:${server.port}`;
  const [finding] = await checkRedis(parseConfig({ DATABASE_URL: 'postgres://x', REDIS_URL: url }));
  await server.remove();
  return [finding?.ok ?? false, finding?.finding ?? '', finding?.advice ?? ''];
}

describe('the doctor, looking at Redis', () => {
  if (!redisInstalled) return;

  it('is content where it hears itself and counts', async () => {
    const [ok, finding] = await found('');
    assert.deepEqual([ok, finding], [true, 'a signal was heard, and it counts']);
  });

  it('tells a wrong password from a right that is missing, and both from no server', async () => {
    for (const address of ['', ':wrong@', 'desk:wrong@']) {
      const [ok, finding, advice] = await found(address, '--requirepass', 'p', ...user('~*', '&*', '+@all'));
      assert.ok(!ok);
      assert.match(finding, /^does not take the password \((?:WRONGPASS|NOAUTH)\)$/u);
      assert.match(advice, /REDIS_URL.*every second/u);
    }
    for (const rights of [
      ['~*', '+@all'],
      ['~*', '&*', '+@all', '-publish'],
    ]) {
      const [ok, finding, advice] = await found('desk:p@', ...user(...rights));
      assert.deepEqual([ok, finding], [false, 'refuses what Tokki does there (NOPERM)']);
      assert.match(advice, /tokki:\*/u);
    }
    const [away] = await checkRedis(parseConfig({ REDIS_URL: 'redis://127.0.0.1:1' }));
    assert.equal(away?.finding, 'does not answer (ECONNREFUSED)');
  });

  it('sees that signals are carried but nothing is counted', async () => {
    const [ok, finding] = await found('desk:p@', ...user('~other:*', '&*', '+@all'));
    assert.deepEqual([ok, finding], [false, 'a signal was heard, but it does not count']);
  });
});

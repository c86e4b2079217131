import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import { parseRedis } from '../src/redis-address.ts';

describe('REDIS_URL', () => {
  it('names one server, with or without a password and a database', () => {
    const nodes = [{ host: 'cache', port: 6379 }];
    assert.deepEqual(parseRedis('redis://cache'), { kind: 'single', nodes, tls: false, db: 0 });
    assert.deepEqual(parseRedis('rediss://bot:p%40ss@cache:6380/3'), {
      kind: 'single',
      nodes: [{ host: 'cache', port: 6380 }],
      tls: true,
      db: 3,
      username: 'bot',
      password: 'p@ss',
    });
    for (const url of ['redis://secret@cache', 'redis://:secret@cache'])
      assert.deepEqual(parseRedis(url), { kind: 'single', nodes, tls: false, db: 0, password: 'secret' });
    assert.deepEqual(parseRedis('redis://[::1]:7').nodes, [{ host: '::1', port: 7 }]);
  });

  it('names Sentinels and what they watch', () => {
    assert.deepEqual(parseRedis('redis+sentinel://:secret@a,b:26380/desk/2?sentinelPassword=other'), {
      kind: 'sentinel',
      nodes: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 26380 },
      ],
      name: 'desk',
      tls: false,
      db: 2,
      password: 'secret',
      sentinelPassword: 'other',
    });
  });

  it('names the nodes of a Cluster', () => {
    assert.deepEqual(parseRedis('rediss+cluster://a:1,b'), {
      kind: 'cluster',
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 6379 },
      ],
      tls: true,
      db: 0,
    });
  });

  it('is refused without saying what stands in it, which may be a password', () => {
    for (const url of [
      'http://hunter2@x',
      'redis://',
      'redis+ring://hunter2@x',
      'redis+sentinel://hunter2@x',
      'redis://hunter2@x:99999',
      'redis://hunter2@x/one',
      'redis://hunter2%@x',
    ])
      assert.throws(
        () => parseRedis(url),
        (error) => error instanceof TokkiError && error.code === 'config' && !/hunter2/u.test(error.message),
        url,
      );
  });
});

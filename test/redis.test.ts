import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogFields } from '../src/log.ts';
import { connectRedis } from '../src/redis.ts';
import type { Signal, Signals } from '../src/signals.ts';
import { createRedis, type RedisServer, redisInstalled } from './servers.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const work = { about: 'work' } as const;

async function until(state: 'up' | 'down', ...all: readonly Signals[]): Promise<void> {
  for (let n = 0; n < 400 && all.some((one) => one.state() !== state); n++) await pause(25);
  assert.deepEqual(
    all.map((one) => one.state()),
    all.map(() => state),
  );
}

/** The user `desk` with the password `p`, as the administrator of a server would make it. */
const user = (...rights: readonly string[]) => ['desk', 'on', '>p', ...rights];

/** Two instances; what the second one hears is in `heard`. */
function join(url: string) {
  const [one, other] = [connectRedis(url, silent), connectRedis(url, silent)];
  const heard: Signal[] = [];
  other.hear((signal) => heard.push(signal));
  const arrives = async (signal: Signal) => {
    // A subscription takes effect a moment after the connection does.
    for (let n = 0; n < 200 && heard.length === 0; n++) {
      one.tell(signal);
      await pause(10);
    }
    assert.deepEqual(heard[0], signal);
    heard.length = 0;
  };
  return { one, other, arrives, close: () => Promise.all([one.close(), other.close()]) };
}

function talkTests(): void {
  let server: RedisServer;
  before(async () => {
    server = await createRedis();
    await server.start();
  });
  after(() => server.remove());

  it('carries what an instance tells to the others, not to itself', async () => {
    const { one, other, arrives, close } = join(`redis://127.0.0.1:${server.port}`);
    const own: Signal[] = [];
    one.hear((signal) => own.push(signal));
    await until('up', one, other);
    await arrives({ about: 'line', address: 'web:花' });
    assert.deepEqual(own, []);
    await close();
  });

  it('counts over all instances', async () => {
    const { one, other, close } = join(`redis://127.0.0.1:${server.port}/1`);
    await until('up', one, other);
    assert.deepEqual(await one.count(['a', 'b'], 5_000), [1, 1]);
    assert.deepEqual(await other.count(['a', 'c'], 5_000), [2, 1]);
    await close();
  });

  it('forgets a counter after its lifetime', async () => {
    const signals = connectRedis(`redis://127.0.0.1:${server.port}/2`, silent);
    await until('up', signals);
    await signals.count(['short'], 30);
    await pause(60);
    assert.deepEqual(await signals.count(['short'], 30), [1]);
    await signals.close();
  });

  it('starts without a server, finds it when it comes, and survives that it goes and comes back', async function () {
    this.timeout(30_000);
    const late = await createRedis();
    const { one, other, arrives, close } = join(`redis://127.0.0.1:${late.port}`);
    assert.equal(await one.count(['a'], 1_000), undefined);
    one.tell(work);
    for (let round = 0; round < 2; round++) {
      await late.start();
      await until('up', one, other);
      await arrives(work);
      await late.stop();
      await until('down', one, other);
      assert.equal(await one.count(['a'], 1_000), undefined);
    }
    await close();
    await late.remove();
  });

  it('keeps nobody waiting for a server that does not answer, and is up again when that goes on', async () => {
    const hung = await createRedis();
    await hung.start();
    const signals = connectRedis(`redis://127.0.0.1:${hung.port}`, silent);
    await until('up', signals);
    hung.freeze(true);
    assert.equal(await signals.count(['a'], 1_000), undefined);
    await until('down', signals);
    hung.freeze(false);
    await until('up', signals);
    await signals.close();
    await hung.remove();
  });

  it('asks for the password', async () => {
    const guarded = await createRedis('--requirepass', 'p@ss');
    await guarded.start();
    const [knows, guesses] = ['p%40ss', 'wrong'].map((password) =>
      connectRedis(`redis://:${password}@127.0.0.1:${guarded.port}`, silent),
    );
    assert.ok(knows && guesses);
    await until('up', knows);
    assert.equal(guesses.state(), 'down');
    await Promise.all([knows.close(), guesses.close()]);
    await guarded.remove();
  });

  it('is down where its user may not hear the channel, says why, and is up when it may', async () => {
    // As Redis 7 makes a user: with all keys and commands, and no channel.
    const guarded = await createRedis('--user', ...user('~*', '+@all'));
    await guarded.start();
    const lines: unknown[] = [];
    const note = (event: string, fields?: LogFields) => lines.push([event, fields?.code]);
    const url = `redis://desk:p@127.0.0.1:${guarded.port}`;
    const signals = connectRedis(url, { info: note, warn: note, error: note });
    for (let n = 0; n < 400 && signals.trouble() === undefined; n++) await pause(25);
    assert.deepEqual([signals.state(), signals.trouble()], ['down', 'NOPERM']);
    spawnSync('redis-cli', ['-p', String(guarded.port), 'acl', 'setuser', 'desk', '&tokki:*']);
    await until('up', signals);
    assert.deepEqual(lines, [
      ['redis.down', 'NOPERM'],
      ['redis.up', undefined],
    ]);
    await signals.close();
    await guarded.remove();
  });

  it('needs no more rights than the README names', async () => {
    const rights = /`(~tokki:\* [^`]*)`/u.exec(await readFile(new URL('../README.md', import.meta.url), 'utf8'))?.[1];
    const guarded = await createRedis('--user', ...user(...(rights ?? '').split(' ')));
    await guarded.start();
    const { one, other, arrives, close } = join(`redis://desk:p@127.0.0.1:${guarded.port}`);
    await until('up', one, other);
    await arrives(work);
    assert.deepEqual(await one.count(['a'], 5_000), [1]);
    await close();
    await guarded.remove();
  });

  it('finds through Sentinels the server that they watch', async () => {
    const port = String(server.port);
    const sentinel = await createSentinel(port);
    const { one, other, arrives, close } = join(`redis+sentinel://127.0.0.1:${sentinel.port}/desk`);
    await until('up', one, other);
    await arrives(work);
    await close();
    await sentinel.remove();
  });

  it('talks over a Cluster', async function () {
    this.timeout(30_000);
    const nodes = await Promise.all([1, 2, 3].map(() => createRedis('--cluster-enabled', 'yes')));
    for (const node of nodes) await node.start();
    const places = nodes.map(({ port }) => `127.0.0.1:${port}`);
    spawnSync('redis-cli', ['--cluster', 'create', ...places, '--cluster-yes']);
    const { one, other, arrives, close } = join(`redis+cluster://${places.slice(0, 2).join(',')}`);
    await until('up', one, other);
    await arrives(work);
    // The names fall on different nodes.
    assert.deepEqual(await one.count(['a', 'b', 'c', 'd'], 5_000), [1, 1, 1, 1]);
    assert.deepEqual(await other.count(['a', 'd'], 5_000), [2, 2]);
    await close();
    await Promise.all(nodes.map((node) => node.remove()));
  });
}

async function createSentinel(port: string): Promise<RedisServer> {
  const sentinel = await createRedis('--sentinel', '--sentinel', 'monitor', 'desk', '127.0.0.1', port, '1');
  await sentinel.start();
  return sentinel;
}

describe('Redis', () => {
  if (redisInstalled) talkTests();
  else {
    const reason = 'redis-server is not installed';
    it('joins several instances', function () {
      assert.ok(process.env.TOKKI_DEMAND_SERVERS !== '1', `TOKKI_DEMAND_SERVERS=1, but ${reason}`);
      process.stdout.write(`\nRedis tests are pending: ${reason}\n`);
      this.skip();
    });
  }
});

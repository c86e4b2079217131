import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { TokkiError } from '../src/errors.ts';
import type { LogFields } from '../src/log.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Job, Lane, NewJob } from '../src/store/store.ts';
import { createWorker, type WorkerParts } from '../src/worker.ts';

const reply = { kind: 'notice', lang: 'ja', text: 'x' } as const;

function job(n: number, platform = 'slow', urgent = false): NewJob {
  const address = `${platform}:${n}`;
  return {
    key: `${platform}${n}`,
    group: address,
    address,
    due: 0,
    urgent,
    work: { kind: 'send', to: address, reply },
  };
}

/** A worker on a real store, whose jobs on the platform `slow` wait until they are let go. */
async function setUp(jobs: readonly NewJob[], more: Partial<WorkerParts> = {}) {
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: 0, jobs });
  const began: string[] = [];
  const logged: { event: string; fields?: LogFields }[] = [];
  const write = (event: string, fields?: LogFields) => void logged.push({ event, ...(fields && { fields }) });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const step = async (taken: Job) => {
    began.push(taken.key);
    if (taken.address.startsWith('slow:')) await held;
    await store.commit({ now: 1, done: taken });
  };
  const log = { info: write, warn: write, error: write };
  const worker = createWorker({ store, now: () => 1, log, step, ...more });
  return { store, worker, began, logged, letGo };
}

async function until(true_: () => boolean): Promise<void> {
  for (let n = 0; n < 400 && !true_(); n++) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(true_());
}

const many = (count: number, platform?: string) => Array.from({ length: count }, (_, n) => job(n, platform));

describe('the worker', () => {
  it('lets a platform that hangs hold up neither another one nor its own alerts', async () => {
    const { store, worker, began, letGo } = await setUp(many(50));
    worker.start();
    await until(() => began.length === 16);
    await store.commit({ now: 1, jobs: [...many(3, 'quick'), job(99, 'slow', true)] });
    worker.wake();
    await until(() => began.length === 20);
    assert.deepEqual(began.slice(16).toSorted(), ['quick0', 'quick1', 'quick2', 'slow99']);
    letGo();
    await until(() => began.length === 54);
    await worker.stop();
  });

  it('tells that there is more to do than it has hands for', async () => {
    let full = 0;
    const { worker, began, letGo } = await setUp(many(20), { onFull: () => full++ });
    worker.start();
    await until(() => began.length === 16);
    assert.ok(full > 0);
    letGo();
    await worker.stop();
  });

  it('sleeps until the next job is due', async () => {
    const sleeps: number[] = [];
    const clock = { now: 1 };
    const { store, worker, began } = await setUp([{ ...job(1, 'quick'), due: 40 }], {
      now: () => clock.now,
      poll: () => {
        sleeps.push(clock.now);
        return 60_000;
      },
    });
    worker.start();
    await until(() => sleeps.length === 1);
    assert.deepEqual(began, []);
    clock.now = 40;
    // Nobody wakes it: the minute of the poll has not passed.
    await until(() => began.length === 1);
    await worker.stop();
    await store.close();
  });

  it('asks for no job where none is due', async () => {
    let claims = 0;
    const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    const claim: typeof store.claim = (...args) => {
      claims++;
      return store.claim(...args);
    };
    const step = async (done: Job) => void (await store.commit({ now: 1, done }));
    const { worker } = await setUp([], { store: { ...store, claim }, step });
    worker.start();
    for (let n = 0; n < 20; n++) {
      worker.wake();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.equal(claims, 0);
    await store.commit({ now: 1, jobs: [job(1, 'quick')] });
    worker.wake();
    await until(() => claims === 1);
    await worker.stop();
    assert.deepEqual(await store.counts(['open']), []);
    assert.equal(claims, 1);
    await store.close();
  });

  it('gives back what it cannot finish in time, and what it still does with it comes to nothing', async () => {
    const { store, worker, began, letGo, logged } = await setUp(many(2));
    worker.start();
    await until(() => began.length === 2);
    await worker.stop(20);
    const [taken] = await store.claim(1, 60_000, 1);
    assert.equal(taken?.attempt, 2);
    assert.deepEqual(
      logged.filter(({ event }) => event === 'job.given-back').map(({ fields }) => fields?.count),
      [2],
    );
    letGo();
    await until(() => logged.some(({ fields }) => fields?.code === 'fenced'));
    assert.ok(taken);
    await store.commit({ now: 1, done: taken });
  });

  it('ends though the store answers nothing any more', async () => {
    const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    await store.commit({ now: 0, jobs: many(2) });
    let silent = false;
    const never = new Promise<never>(() => {});
    const claim: typeof store.claim = (...args) => (silent ? never : store.claim(...args));
    const hold: typeof store.hold = (...args) => (silent ? never : store.hold(...args));
    const { worker, began, logged } = await setUp([], { store: { ...store, claim, hold } });
    worker.start();
    await until(() => began.length === 2);
    silent = true;
    worker.wake();
    await worker.stop(20);
    assert.ok(logged.some(({ event }) => event === 'job.given-back'));
  });

  it('renews no lease of what it has let go: that would cut short the wait it was given', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const renewed: string[][] = [];
      let finish = () => {};
      const end = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const began: string[] = [];
      const inHand = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
      await inHand.commit({ now: 0, jobs: [job(1, 'kept'), job(2, 'gone')] });
      const hold = async (jobs: readonly { readonly id: number }[]) =>
        void renewed.push(jobs.map(({ id }) => String(id)));
      const step = async ({ key }: Job, letGo: () => void) => {
        began.push(key);
        if (key.startsWith('gone')) letGo();
        await end;
      };
      const { worker } = await setUp([], { store: { ...inHand, hold }, step });
      worker.start();
      await until(() => began.length === 2);
      mock.timers.tick(3_000);
      assert.deepEqual(renewed, [['1']]);
      finish();
      await worker.stop();
    } finally {
      mock.timers.reset();
    }
  });

  it('goes on looking while the store is away', async () => {
    let away = 3;
    const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    await store.commit({ now: 0, jobs: [job(1, 'quick')] });
    const claim = (now: number, lease: number, limit: number, full?: readonly Lane[]) => {
      if (away-- > 0) throw new TokkiError('database', 'away');
      return store.claim(now, lease, limit, full);
    };
    const { worker, began } = await setUp([], { store: { ...store, claim }, poll: () => 5 });
    worker.start();
    await until(() => began.length === 1);
    await worker.stop();
  });
});

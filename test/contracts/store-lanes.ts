import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import { keys, noon, receive, send } from './store-fixtures.ts';

const lease = 60_000;

export function lanesContract(store: () => Store): void {
  describe('the queue under load', () => {
    it('leaves out the lanes that are full, and takes the rest in order', async () => {
      const jobs = [
        send('s1', { address: 'slack:a', group: '1' }),
        receive('s2', { address: 'slack:a', group: '2' }),
        send('s3', { address: 'slack:b', group: '3', urgent: true }),
        send('t1', { address: 'teams:a', group: '4' }),
      ];
      await store().commit({ now: noon, jobs });
      const full = [
        { urgent: false, kind: 'send', platform: 'slack' },
        { urgent: true, kind: 'send', platform: 'slack' },
      ] as const;
      assert.deepEqual(keys(await store().claim(noon, lease, 9, full)), ['s2', 't1']);
      assert.deepEqual(keys(await store().claim(noon, lease, 9, full.slice(0, 1))), ['s3']);
      assert.deepEqual(keys(await store().claim(noon, lease, 9)), ['s1']);
    });

    it('lets a crowded group wait behind every other one after each of its jobs', async () => {
      const crowd = [1, 2, 3].map((n) => send(`crowd${n}`, { group: 'crowd' }));
      await store().commit({ now: noon, jobs: [...crowd, send('other', { group: 'other', due: noon + 1 })] });
      const [first] = await store().claim(noon + 2, lease, 1);
      assert.ok(first);
      await store().commit({ now: noon + 2, done: first });
      assert.deepEqual(keys(await store().claim(noon + 2, lease, 1)), ['other']);
      assert.deepEqual(keys(await store().claim(noon + 2, lease, 1)), ['crowd2']);
    });

    it('keeps a job for as long as its holder says, and gives it back when that has come', async () => {
      await store().commit({ now: noon, jobs: [send('a', { group: 'a' }), send('b', { group: 'b' })] });
      const held = await store().claim(noon, 1_000, 9);
      await store().hold(held, noon + 5_000);
      assert.deepEqual(await store().claim(noon + 4_999, lease, 9), []);
      await store().hold(held.slice(0, 1), noon + 4_000);
      assert.deepEqual(keys(await store().claim(noon + 4_000, lease, 9)), ['a']);
      // Somebody else holds it now.
      await store().hold(held, noon);
      assert.deepEqual(keys(await store().claim(noon + 4_000, lease, 9)), ['b']);
    });

    it('holds nothing that is done', async () => {
      await store().commit({ now: noon, jobs: [send('a')] });
      const [job] = await store().claim(noon, lease, 1);
      assert.ok(job);
      await store().commit({ now: noon, done: job });
      await store().hold([job], noon);
      assert.deepEqual(await store().claim(noon + lease, lease, 9), []);
    });

    it('counts what waits, no further than it is asked to', async () => {
      const jobs = [1, 2, 3].map((n) => receive(`m${n}`));
      await store().commit({ now: noon, jobs: [...jobs, send('s')] });
      assert.deepEqual(await Promise.all([2, 3, 99].map((most) => store().waiting('receive', most))), [2, 3, 3]);
    });

    it('counts only the states that are asked for', async () => {
      await store().commit({ now: noon, jobs: [receive('m1'), send('s')] });
      const [job] = await store().claim(noon, lease, 1);
      assert.ok(job);
      await store().commit({ now: noon, done: job });
      assert.deepEqual(
        (await store().counts(['open'])).map(({ state, count }) => [state, count]),
        [['open', 1]],
      );
    });

    it('lists what was given up, newest first, by its code', async () => {
      const jobs = [1, 2].map((n) => send(`s${n}`, { group: `g${n}`, address: 'slack:E1' }));
      await store().commit({ now: noon, jobs });
      for (const job of await store().claim(noon, lease, 9))
        await store().fail({ ...job, now: noon, reason: 'unreachable' });
      const dead = await store().dead(9);
      assert.deepEqual(
        dead.map(({ id: _, ...rest }) => rest),
        [1, 2].map(() => ({ kind: 'send', address: 'slack:E1', due: noon, reason: 'unreachable' })),
      );
      assert.deepEqual(await store().dead(1), dead.slice(0, 1));
    });

    it('tells the time of the database', async () => {
      assert.ok(Math.abs((await store().clock()) - Date.now()) < 60_000);
    });
  });
}

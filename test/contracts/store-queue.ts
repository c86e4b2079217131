import assert from 'node:assert/strict';
import type { Job, Store } from '../../src/store/store.ts';
import { claimed, keys, noon, receive, send } from './store-fixtures.ts';

const lease = 60_000;

export function queueContract(store: () => Store): void {
  describe('the queue', () => {
    it('gives the oldest jobs first', async () => {
      const jobs = [3, 1, 2, 1].map((due, i) => send(`${due}${i}`, { group: `g${i}`, due: noon + due }));
      await store().commit({ now: noon, jobs });
      assert.deepEqual(keys(await store().claim(noon + 9, lease, 3)), ['11', '13', '22']);
      assert.deepEqual(keys(await store().claim(noon + 9, lease, 3)), ['30']);
    });

    it('lets urgent jobs overtake older ones', async () => {
      const jobs = [send('old', { group: 'a' }), send('alert', { group: 'b', due: noon + 1, urgent: true })];
      await store().commit({ now: noon, jobs });
      const taken = await store().claim(noon + 1, lease, 1);
      assert.deepEqual(
        taken.map(({ key, urgent }) => [key, urgent]),
        [['alert', true]],
      );
      assert.deepEqual(keys(await store().claim(noon + 1, lease, 1)), ['old']);
    });

    it('gives no more jobs than are asked for, urgent ones included', async () => {
      const jobs = [0, 1, 2, 3, 4].map((i) => send(`r${i}`, { group: `g${i}`, urgent: i > 2 }));
      await store().commit({ now: noon, jobs });
      assert.deepEqual(await store().claim(noon, lease, 0), []);
      assert.deepEqual(keys(await store().claim(noon, lease, 3)), ['r3', 'r4', 'r0']);
    });

    it('gives one job of a group at a time, in the order in which they were added', async () => {
      await store().commit({ now: noon, jobs: [receive('m1'), receive('m2'), receive('m3')] });
      for (const key of ['m1', 'm2', 'm3']) {
        const [job, ...others] = await store().claim(noon, lease, 10);
        assert.deepEqual([job?.key, others.length], [key, 0]);
        assert.ok(job);
        await store().commit({ now: noon, done: job });
      }
    });

    it('holds a group up until its oldest job is done, even where that one waits for its retry', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({ now: noon, jobs: [receive('m2'), receive('m3', { urgent: true })] });
      await store().fail({ ...done, now: noon, retry: noon + 4_000, reason: 'unreachable' });
      assert.deepEqual(await store().claim(noon + 3_999, lease, 10), []);
      assert.deepEqual(keys(await store().claim(noon + 4_000, lease, 10)), ['m1']);
    });

    it('holds a group up behind a job that is not due', async () => {
      await store().commit({ now: noon, jobs: [send('tomorrow', { due: noon + 9 }), send('now')] });
      assert.deepEqual(await store().claim(noon, lease, 10), []);
    });

    it('goes on with a group after a job that is dead', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({ now: noon, jobs: [receive('m2')] });
      await store().fail({ ...done, now: noon, reason: 'unreachable' });
      assert.deepEqual(keys(await store().claim(noon, lease, 10)), ['m2']);
    });

    it('tells when the next job falls due, or its lease or wait ends', async () => {
      assert.equal(await store().nextDue(), undefined);
      await store().commit({
        now: noon,
        jobs: [send('r1', { due: noon + 50 }), send('x', { group: 'x', due: noon + 90_000 })],
      });
      assert.equal(await store().nextDue(), noon + 50);
      const [job] = await store().claim(noon + 50, lease, 1);
      assert.ok(job);
      assert.equal(await store().nextDue(), noon + 50 + lease);
      await store().fail({ ...job, now: noon, retry: noon + 70, reason: 'unreachable' });
      assert.equal(await store().nextDue(), noon + 70);
      await store().commit({ now: noon, jobs: [send('alert', { group: 'b', due: noon + 60, urgent: true })] });
      assert.equal(await store().nextDue(), noon + 60);
    });

    it('does not ask to be woken for a job that stands behind another of its group', async () => {
      await store().commit({ now: noon, jobs: [send('first', { due: noon + 100 }), send('second', { due: noon })] });
      assert.equal(await store().nextDue(), noon + 100);
    });

    it('has nothing left to wait for when all is done', async () => {
      await store().commit({ now: noon, ...(await claimed(store(), 'm1')) });
      assert.equal(await store().nextDue(), undefined);
    });

    it('never gives two jobs of a group to workers that claim at once, and each job once', async () => {
      const groups = Array.from({ length: 6 }, (_, g) => `g${g}`);
      const jobs = groups.flatMap((group) => [0, 1, 2, 3, 4].map((i) => send(`${group}-${i}`, { group })));
      await store().commit({ now: noon, jobs });
      const held = new Set<string>();
      const done: string[] = [];
      const work = async (job: Job) => {
        assert.ok(!held.has(job.group), `two workers hold a job of ${job.group}`);
        held.add(job.group);
        await new Promise(setImmediate);
        held.delete(job.group);
        done.push(job.key);
        await store().commit({
          now: noon,
          done: job,
          jobs: [send(`${job.key}>`, { group: job.group, due: noon + 1 })],
        });
      };
      const worker = async () => {
        while (done.length < jobs.length) for (const job of await store().claim(noon, lease, 2)) await work(job);
      };
      await Promise.all([1, 2, 3, 4, 5].map(worker));
      assert.equal(new Set(done).size, jobs.length);
      for (const group of groups) {
        const ofGroup = done.filter((key) => key.startsWith(`${group}-`));
        assert.deepEqual(ofGroup, ofGroup.toSorted());
      }
    });

    it('takes a repeated delivery while its job is being finished, and nobody waits in a circle', async () => {
      for (let n = 0; n < 40; n++) {
        const jobs = [send(`k${n}`, { group: 'one' })];
        await store().commit({ now: noon, jobs });
        const [job] = await store().claim(noon, lease, 1);
        assert.ok(job);
        const repeat = () => store().commit({ now: noon, jobs });
        const finish = () => store().commit({ now: noon, done: job, jobs: [send(`k${n}>`, { group: 'other' })] });
        // Some hold the turn while the job is being finished, others wait for it.
        const done = await Promise.all([repeat, repeat, repeat, finish, repeat, repeat, repeat].map((act) => act()));
        assert.deepEqual(
          done.map(({ added }) => added),
          [0, 0, 0, 1, 0, 0, 0],
        );
      }
    });

    it('keeps the order of a group to which many add while others claim', async () => {
      const order: number[] = [];
      let adding = true;
      const add = async (n: number) => {
        for (let i = 0; i < 10; i++) await store().commit({ now: noon, jobs: [send(`${n}-${i}`, { group: 'one' })] });
      };
      const worker = async () => {
        for (;;) {
          const last = !adding;
          const jobs = await store().claim(noon, lease, 4);
          assert.ok(jobs.length <= 1, 'two jobs of one group were given out');
          for (const job of jobs) {
            order.push(job.id);
            await store().commit({ now: noon, done: job });
          }
          if (last && jobs.length === 0) return;
        }
      };
      const workers = [worker(), worker(), worker()];
      await Promise.all([1, 2, 3, 4].map(add));
      adding = false;
      await Promise.all(workers);
      assert.equal(order.length, 40);
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    });
  });
}

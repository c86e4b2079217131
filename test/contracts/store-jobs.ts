import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import { claimed, file, home, keys, noon, receive, refused, report, send } from './store-fixtures.ts';

const lease = 60_000;

export function jobsContract(store: () => Store): void {
  describe('a job', () => {
    it('that a killed process held is given back by recovery, one that is not due stays', async () => {
      await claimed(store(), 'held');
      await store().commit({ now: noon, jobs: [receive('later', { group: 'other', due: noon + 500 })] });
      await store().recover(noon + 1);
      assert.deepEqual(keys(await store().claim(noon + 1, lease, 10)), ['held']);
    });

    it('is claimed with all that it was added with, as its first attempt', async () => {
      const job = receive('m1', { text: '😀' });
      assert.deepEqual(await store().commit({ now: noon, jobs: [job] }), { added: 1 });
      const [taken, ...others] = await store().claim(noon, lease, 10);
      assert.deepEqual(taken, { ...job, id: taken?.id, urgent: false, attempt: 1 });
      assert.equal(others.length, 0);
    });

    it('is added once, however often its key comes', async () => {
      const { added } = await store().commit({ now: noon, jobs: [receive('m1'), receive('m2')] });
      assert.equal(added, 2);
      const again = await store().commit({ now: noon, jobs: [receive('m2'), receive('m3'), receive('m3')] });
      assert.equal(again.added, 1);
      assert.deepEqual(keys(await store().history(home, 10)), ['m1', 'm2', 'm3']);
    });

    it('keeps its key for ever, also when it is done', async () => {
      await store().commit({ now: noon, ...(await claimed(store(), 'm1')) });
      assert.deepEqual(await store().commit({ now: noon, jobs: [receive('m1')] }), { added: 0 });
      assert.deepEqual(await store().claim(noon, lease, 10), []);
    });

    it('is not done before it is due', async () => {
      await store().commit({ now: noon, jobs: [send('later', { due: noon + 1 })] });
      assert.deepEqual(await store().claim(noon, lease, 10), []);
      assert.deepEqual(keys(await store().claim(noon + 1, lease, 10)), ['later']);
    });

    it('is leased: nobody else gets it before the lease ends, and then as the next attempt', async () => {
      await claimed(store(), 'm1');
      assert.deepEqual(await store().claim(noon + lease - 1, lease, 10), []);
      const [again] = await store().claim(noon + lease, lease, 10);
      assert.deepEqual([again?.key, again?.attempt], ['m1', 2]);
    });

    it('is finished by the attempt that holds it only; an older one is fenced and writes nothing', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().claim(noon + lease, lease, 1);
      const access = [{ at: noon, by: 'E1', act: 'write', subject: '2026-0001' }] as const;
      await refused(
        'fenced',
        store().commit({ now: noon, done, jobs: [send('r1')], report: report('2026-0001'), access }),
      );
      assert.deepEqual(keys(await store().history(home, 10)), ['m1']);
      assert.equal(await store().report('2026-0001'), undefined);
      assert.deepEqual(await store().verifyLog(), { rows: 0 });
      await store().commit({ now: noon, done: { ...done, attempt: 2 }, jobs: [send('r1')] });
    });

    it('is finished once', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({ now: noon, done });
      await refused('fenced', store().commit({ now: noon, done }));
    });

    it('that failed is tried again at its retry, not before', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().fail({ ...done, now: noon, retry: noon + 4_000, reason: 'unreachable' });
      assert.deepEqual(await store().claim(noon + 3_999, lease, 10), []);
      const [again] = await store().claim(noon + 4_000, lease, 10);
      assert.deepEqual([again?.key, again?.attempt, again?.due], ['m1', 2, noon]);
    });

    it('that is dead is never tried again, and is counted', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().fail({ ...done, now: noon, reason: 'unreachable' });
      assert.deepEqual(await store().claim(noon + 1e9, lease, 10), []);
      assert.deepEqual(await store().counts(), [{ state: 'dead', kind: 'receive', count: 1, oldest: noon }]);
    });

    it('is not failed by an attempt that has lost it', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().claim(noon + lease, lease, 1);
      await store().fail({ ...done, now: noon, reason: 'unreachable' });
      await store().commit({ now: noon, done: { ...done, attempt: 2 } });
      assert.deepEqual(await store().counts(), [{ state: 'done', kind: 'receive', count: 1, oldest: noon }]);
    });

    it('is counted by state and kind, with the time when the oldest fell due', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({ now: noon, done, jobs: [send('r1', { due: noon + 5 }), send('r2', { due: noon + 3 })] });
      assert.deepEqual(await store().counts(), [
        { state: 'done', kind: 'receive', count: 1, oldest: noon },
        { state: 'open', kind: 'send', count: 2, oldest: noon + 3 },
      ]);
    });

    it('may be one of very many in one commit', async () => {
      const jobs = Array.from({ length: 1_234 }, (_, i) => send(`r${i}`, { address: `web:E${i}` }));
      assert.deepEqual(await store().commit({ now: noon, jobs }), { added: 1_234 });
      assert.equal((await store().claim(noon, lease, 2_000)).length, 1_234);
    });
  });

  describe('the history of an address', () => {
    it('shows what was said there, oldest first, whatever became of it', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({
        now: noon,
        done,
        jobs: [send('r1'), send('r2', { due: noon + 9 }), send('x', { address: 'web:E2' })],
      });
      const [dead] = await store().claim(noon, lease, 1);
      assert.ok(dead);
      await store().fail({ ...dead, now: noon, reason: 'unreachable' });
      const lines = await store().history(home, 10);
      assert.deepEqual(keys(lines), ['m1', 'r1', 'r2']);
      assert.deepEqual(
        lines.map(({ at }) => at),
        [noon, noon, noon + 9],
      );
      assert.deepEqual(
        lines.map(({ work }) => work),
        [receive('m1').work, send('r1').work, send('r2').work],
      );
    });

    it('gives the last lines, or those after a line', async () => {
      await store().commit({ now: noon, jobs: ['a', 'b', 'c', 'd', 'e'].map((key) => receive(key)) });
      const last = await store().history(home, 3);
      assert.deepEqual(keys(last), ['c', 'd', 'e']);
      assert.deepEqual(keys(await store().history(home, 10, last[0]?.id)), ['d', 'e']);
      assert.deepEqual(keys(await store().history(home, 1, last[0]?.id)), ['d']);
      assert.deepEqual(await store().history(home, 10, last[2]?.id), []);
      assert.deepEqual(await store().history('web:nobody', 10), []);
    });

    it('never passes over a line that is committed at the same time as others', async () => {
      const seen: string[] = [];
      let last = 0;
      let writing = true;
      const look = async () => {
        const lines = await store().history(home, 100, last);
        seen.push(...keys(lines));
        last = lines.at(-1)?.id ?? last;
      };
      const reader = (async () => {
        while (writing) await look();
      })();
      const writer = (n: number) => async () => {
        for (let i = 0; i < 20; i++) await store().commit({ now: noon, jobs: [send(`${n}-${i}`, { group: `g${n}` })] });
      };
      await Promise.all([0, 1, 2, 3].map((n) => writer(n)()));
      writing = false;
      await reader;
      await look();
      assert.deepEqual(seen, keys(await store().history(home, 100)));
      assert.equal(seen.length, 80);
    });

    it('is not mixed up by what else is stored', async () => {
      await file(store(), report('2026-0001'));
      assert.deepEqual(await store().history(home, 10), []);
    });
  });
}

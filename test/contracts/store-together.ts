import assert from 'node:assert/strict';
import type { Commit, Store } from '../../src/store/store.ts';
import {
  access,
  claimed,
  conversation,
  keys,
  noon,
  outcomes,
  question,
  receive,
  refused,
  report,
  send,
} from './store-fixtures.ts';

export function togetherContract(store: () => Store): void {
  describe('commits that come at once', () => {
    it('are each done or refused by what they are, not by what comes with them', async () => {
      const { done } = await claimed(store(), 'm1');
      await store().commit({ now: noon, done });
      const good = [1, 2, 3].map((n): Commit => ({ now: noon, jobs: [send(`r${n}`, { group: `g${n}` })] }));
      const bad: readonly Commit[] = [
        { now: noon, done, jobs: [send('fenced')] },
        { now: noon, conversation: conversation(7), jobs: [send('conflict')] },
        { now: noon, events: [{ report: '2026-0999', at: noon, by: 'E1', act: 'filed' }], jobs: [send('input')] },
      ];
      const mixed = good.flatMap((commit, i) => [commit, bad[i] ?? commit]);
      assert.deepEqual(await outcomes(store(), mixed), { written: 3, fenced: 1, conflict: 1, input: 1 });
      assert.deepEqual(keys(await store().claim(noon, 60_000, 10)).toSorted(), ['r1', 'r2', 'r3']);
    });

    it('add a job once, and one of them is told that it was new', async () => {
      const repeats = Array.from(
        { length: 8 },
        (_, n): Commit => ({ now: noon, jobs: [receive('m1'), receive(`o${n}`)] }),
      );
      const results = await Promise.all(repeats.map((commit) => store().commit(commit)));
      assert.deepEqual(results.map(({ added }) => added).toSorted(), [1, 1, 1, 1, 1, 1, 1, 2]);
      const [first, ...others] = await store().claim(noon, 60_000, 10);
      assert.deepEqual([first?.key, others], ['m1', []]);
    });

    it('leave no job behind whose group was only named by a repeat', async () => {
      await store().commit({ now: noon, jobs: [receive('m1')] });
      const [first] = await store().claim(noon, 60_000, 10);
      assert.ok(first);
      await store().commit({ now: noon, done: first });
      const many = Array.from({ length: 600 }, (_, n) => send(`r${n}`, { group: `g${n}`, due: noon + 1 }));
      await store().commit({ now: noon, jobs: [receive('m1'), ...many, receive('m2')] });
      assert.deepEqual(keys(await store().claim(noon, 60_000, 10)), ['m2']);
    });

    it('finish a job once', async () => {
      const { done } = await claimed(store(), 'm1');
      const twice = [1, 2, 3].map((n): Commit => ({ now: noon, done, jobs: [send(`r${n}`)] }));
      assert.deepEqual(await outcomes(store(), twice), { written: 1, fenced: 2 });
      assert.equal((await store().claim(noon, 60_000, 10)).length, 1);
    });

    it('finish jobs and add others behind them: each group goes on where it stands', async () => {
      const groups = ['a', 'b', 'c', 'd'];
      await store().commit({
        now: noon,
        jobs: groups.flatMap((group) => [1, 2].map((n) => send(`${group}${n}`, { group }))),
      });
      const first = await store().claim(noon, 60_000, 10);
      await Promise.all(
        first.map((job) =>
          store().commit({ now: noon, done: job, jobs: [send(`${job.group}3`, { group: job.group })] }),
        ),
      );
      for (const n of [2, 3]) {
        const next = await store().claim(noon, 60_000, 10);
        assert.deepEqual(
          keys(next).toSorted(),
          groups.map((group) => `${group}${n}`),
        );
        await Promise.all(next.map((job) => store().commit({ now: noon, done: job })));
      }
    });

    it('keep all that each of them brings', async () => {
      const addresses = Array.from({ length: 20 }, (_, n) => `web:E${n}`);
      const commitsOf = (version: number) =>
        addresses.map(
          (address, n): Commit => ({
            now: noon,
            conversation: conversation(version, { address, person: `${n}.${version}` }),
            question: question(`q${n}.${version}`),
            access: [access({ subject: `${n}.${version}` })],
          }),
        );
      for (const version of [1, 2, 3]) await Promise.all(commitsOf(version).map((commit) => store().commit(commit)));
      for (const [n, address] of addresses.entries())
        assert.equal((await store().conversation(address))?.person, `${n}.3`);
      assert.equal((await store().questions({})).length, 60);
      assert.deepEqual(await store().verifyLog(), { rows: 60 });
    });

    it('are read at once: each gets its own, or nothing', async () => {
      const addresses = Array.from({ length: 100 }, (_, n) => `web:E${n}`);
      for (const address of addresses.slice(0, 50))
        await store().commit({ now: noon, conversation: conversation(1, { address }) });
      const found = await Promise.all(addresses.map((address) => store().conversation(address)));
      assert.deepEqual(
        found.map((one) => one?.address),
        addresses.map((address, n) => (n < 50 ? address : undefined)),
      );
    });

    it('that file a report leave those who do something else in peace', async () => {
      const filing = [1, 2, 3].map((): Commit => ({ now: noon, report: report('2026-0001') }));
      const other: Commit = { now: noon, jobs: [send('r1')] };
      assert.deepEqual(await outcomes(store(), [other, ...filing]), { written: 2, conflict: 2 });
      await refused('conflict', store().commit({ now: noon, report: report('2026-0001') }));
    });
  });
}

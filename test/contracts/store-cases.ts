import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import type { Task } from '../../src/types.ts';
import { file, noon, outcomes, refused, report } from './store-fixtures.ts';

const one = '2026-0001';

function task(id: number, over: Partial<Task> = {}): Task {
  const title = { ja: `髙﨑${id}`, en: `Task ${id}` };
  return { report: one, id, area: 'contain', source: 'person', title, due: noon + id, state: 'open', ...over };
}

export function casesContract(store: () => Store): void {
  describe('a case', () => {
    it('is in the lists of what is open, of its owner, and of what is overdue', async () => {
      await file(
        store(),
        report('2026-0001', { owner: 'B1' }),
        report('2026-0002', { status: 'closed', owner: 'B1' }),
        report('2026-0003', { status: 'near_miss' }),
        report('2026-0004', { contract: 'C2', owner: 'B2' }),
      );
      const tasks = [task(1), task(2, { state: 'done' }), task(1, { report: '2026-0002' })];
      await store().commit({ now: noon, tasks });
      const list = async (query: Parameters<Store['reports']>[0]) =>
        (await store().reports(query)).map(({ number }) => number.slice(-1)).join('');
      assert.equal(await list({ open: true }), '41');
      assert.equal(await list({ open: true, contracts: ['C1'] }), '1');
      assert.equal(await list({ open: true, owner: 'B1' }), '1');
      assert.equal(await list({ owner: 'B1' }), '21');
      assert.equal(await list({ overdue: noon }), '');
      assert.equal(await list({ overdue: noon + 1 }), '1');
      assert.equal(await list({ overdue: noon + 9, contracts: ['C2'] }), '');
    });

    it('is open again, or no longer, with its status', async () => {
      await file(store(), report(one), report(one, { version: 2, status: 'closed' }));
      assert.deepEqual(await store().reports({ open: true }), []);
      await file(store(), report(one, { version: 3, status: 'handling' }));
      assert.equal((await store().reports({ open: true })).length, 1);
    });

    it('loses its owner where a version has none', async () => {
      await file(store(), report(one, { owner: 'B1' }), report(one, { version: 2 }));
      assert.equal((await store().report(one))?.owner, undefined);
    });

    it('is changed by one of several at once, with all that belongs to the change', async () => {
      await file(store(), report(one));
      const commits = ['B1', 'B2', 'B3'].map((owner, i) => ({
        now: noon,
        report: report(one, { version: 2, owner }),
        events: [{ report: one, at: noon, by: owner, act: 'taken' }],
        tasks: [task(i + 1)],
      }));
      assert.deepEqual(await outcomes(store(), commits), { written: 1, conflict: 2 });
      const [event] = await store().events(one);
      assert.equal((await store().report(one))?.owner, event?.by);
      assert.equal((await store().tasks({ report: one })).length, 1);
    });

    it('of another installation is taken over as it stands there, once', async () => {
      const imported = [report(one, { version: 7, edition: 3, status: 'closed' }), report('2025-0009')];
      await store().commit({ now: noon, imported });
      assert.deepEqual(await store().report(one), imported[0]);
      await refused('conflict', store().commit({ now: noon, imported: [report('2024-0001'), report(one)] }));
      assert.equal(await store().report('2024-0001'), undefined);
      assert.equal(await store().nextNumber(noon), '2026-0002');
    });

    it('keeps the answers that an amendment replaced', async () => {
      const detail = { persons: { value: 30 } };
      const before = { persons: { value: 300, approx: true } } as const;
      const amended = { report: one, at: noon, by: 'E1', act: 'amend', detail, before };
      await store().commit({ now: noon, report: report(one), events: [amended] });
      assert.deepEqual(await store().events(one), [amended]);
    });
  });

  describe('a task', () => {
    it('is found as it was stored, and replaced by its number', async () => {
      await file(store(), report(one));
      await store().commit({ now: noon, tasks: [task(1, { owner: 'B1' }), task(2)] });
      const done = task(1, { state: 'done', note: '済' });
      await store().commit({ now: noon, tasks: [done] });
      assert.deepEqual(await store().tasks({ report: one }), [done, task(2)]);
      assert.deepEqual(await store().tasks({ report: one, id: 2 }), [task(2)]);
    });

    it('is listed where it meets all conditions, what is due first at the head', async () => {
      await file(
        store(),
        report(one),
        report('2026-0002', { contract: 'C2' }),
        report('2026-0003', { status: 'closed' }),
      );
      await store().commit({
        now: noon,
        tasks: [
          task(1, { due: noon + 50 }),
          task(2, { owner: 'B1' }),
          task(3, { state: 'not_applicable' }),
          task(1, { report: '2026-0002' }),
          task(1, { report: '2026-0003', due: noon }),
        ],
      });
      const list = async (query: Parameters<Store['tasks']>[0]) =>
        (await store().tasks(query)).map((found) => `${found.report.slice(-1)}.${found.id}`).join(' ');
      assert.equal(await list({}), '3.1 2.1 1.2 1.3 1.1');
      assert.equal(await list({ open: true }), '2.1 1.2 1.1');
      assert.equal(await list({ settled: true }), '1.3');
      assert.equal(await list({ open: true, contracts: ['C1'] }), '1.2 1.1');
      assert.equal(await list({ open: true, due: noon + 2 }), '2.1 1.2');
      assert.equal(await list({ open: true, after: noon + 1, due: noon + 50 }), '1.2 1.1');
      assert.equal(await list({ owner: 'B1', open: true }), '1.2');
      assert.equal(await list({ open: true, limit: 1, offset: 1 }), '1.2');
      assert.equal(await list({ contracts: [] }), '');
    });

    it('of a report that does not exist is refused, and nothing is written', async () => {
      await assert.rejects(store().commit({ now: noon, tasks: [task(1)] }));
      assert.deepEqual(await store().tasks({}), []);
    });
  });
}

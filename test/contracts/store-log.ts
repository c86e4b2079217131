import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import type { Access } from '../../src/types.ts';
import { noon, outcomes, receive } from './store-fixtures.ts';

const access = (subject: string): Access => ({ at: noon, by: 'B1', act: 'read', subject });

export function logContract(store: () => Store): void {
  describe('the access log', () => {
    it('is whole when it is empty', async () => {
      assert.deepEqual(await store().verifyLog(), { rows: 0 });
    });

    it('is a whole chain over many commits, single entries and lists', async () => {
      await store().commit({ now: noon, access: [access('2026-0001')] });
      await store().commit({ now: noon, access: [] });
      await store().commit({ now: noon, access: Array.from({ length: 1_500 }, (_, i) => access(`2026-${i}`)) });
      await store().commit({ now: noon, access: [access('2026-0001'), access('2026-0002')] });
      assert.deepEqual(await store().verifyLog(), { rows: 1_503 });
    });

    it('is a whole chain after many have written at once', async () => {
      const commits = Array.from({ length: 60 }, (_, i) => ({
        now: noon,
        jobs: [receive(`m${i}`, { address: `web:E${i % 7}` })],
        access: [access(`a${i}`), access(`b${i}`)],
      }));
      assert.deepEqual(await outcomes(store(), commits), { written: 60 });
      assert.deepEqual(await store().verifyLog(), { rows: 120 });
    });
  });

  describe('the store', () => {
    it('can be checked, also by several at once, and is as before', async () => {
      await Promise.all([1, 2, 3].map(() => store().check()));
      assert.deepEqual(await store().counts(), []);
      assert.equal(await store().nextDue(), undefined);
    });

    it('can be closed twice', async () => {
      await store().close();
      await store().close();
    });
  });
}

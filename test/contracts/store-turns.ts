import assert from 'node:assert/strict';
import { setImmediate as pause } from 'node:timers/promises';
import type { Store } from '../../src/store/store.ts';
import { noon, report } from './store-fixtures.ts';

export function turnsContract(store: () => Store): void {
  describe('work that is done in turn', () => {
    it('is done one after another, and gives what it gives', async () => {
      let atOnce = 0;
      const given = await Promise.all(
        [1, 2, 3, 4, 5].map((n) =>
          store().inTurn(async () => {
            assert.equal(++atOnce, 1);
            await pause();
            atOnce--;
            return n;
          }),
        ),
      );
      assert.deepEqual(given, [1, 2, 3, 4, 5]);
    });

    it('goes on after work that failed, and tells how it failed', async () => {
      const failing = store().inTurn(async () => {
        throw new RangeError('mine');
      });
      const next = store().inTurn(async () => 'next');
      await assert.rejects(failing, RangeError);
      assert.equal(await next, 'next');
    });

    it('gets many who want the next number through, without one that is refused', async () => {
      const file = async () => {
        const number = await store().nextNumber(noon);
        await store().commit({ now: noon, report: report(number) });
        return number;
      };
      const numbers = await Promise.all(Array.from({ length: 12 }, () => store().inTurn(file)));
      assert.equal(new Set(numbers).size, 12);
    });
  });
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TokkiError } from '../../src/errors.ts';
import { createTogether } from '../../src/store/together.ts';

/** Doubles numbers; each group waits until it is let go. */
function setUp(fault: (group: readonly number[]) => Error | undefined = () => undefined) {
  const groups: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  const double = createTogether<number, number>(async (take) => {
    const group = take();
    groups.push(group);
    await new Promise<void>((resolve) => held.push(resolve));
    const error = fault(group);
    if (error) throw error;
    return group.map((n) => 2 * n);
  });
  const letGo = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const resolve of held.splice(0)) {
        idle = 0;
        resolve();
      }
    }
  };
  return { double, groups, letGo };
}

async function settled(work: readonly Promise<number>[], letGo: () => Promise<void>) {
  const all = Promise.allSettled(work);
  await letGo();
  return (await all).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason.message)));
}

const conflict = (group: readonly number[]) => (group.includes(3) ? new TokkiError('conflict', 'three') : undefined);

describe('what is done together', () => {
  it('begins at once with what comes alone, and takes together what comes meanwhile', async () => {
    const { double, groups, letGo } = setUp();
    assert.deepEqual(await settled([1, 2, 3].map(double), letGo), [2, 4, 6]);
    assert.deepEqual(groups, [[1], [2, 3]]);
    assert.deepEqual(await settled([4].map(double), letGo), [8]);
  });

  it('is done apart where one of them is refused: the others are done all the same', async () => {
    const { double, groups, letGo } = setUp(conflict);
    assert.deepEqual(await settled([1, 2, 3, 4].map(double), letGo), [2, 4, 'three', 8]);
    assert.deepEqual(groups, [[1], [2, 3, 4], [2], [3], [4]]);
  });

  it('hurries while others wait behind it, and has all the time it needs when it is done apart', async () => {
    const hurried: boolean[] = [];
    const double = createTogether<number, number>(async (take, hurries) => {
      hurried.push(hurries);
      const [n = 0] = take();
      if (hurries) throw new TokkiError('conflict', 'somebody holds the lock');
      return [2 * n];
    });
    assert.equal(await double(1), 2);
    assert.deepEqual(hurried, [true, false]);
  });

  it('fails as a whole where the store is away: nobody asks it once more for each', async () => {
    const { double, groups, letGo } = setUp((group) =>
      group.includes(3) ? new TokkiError('database', 'away') : undefined,
    );
    assert.deepEqual(await settled([1, 2, 3, 4].map(double), letGo), [2, 'away', 'away', 'away']);
    assert.equal(groups.length, 2);
  });

  it('tells all that wait where it cannot even begin, and begins anew with the next', async () => {
    let away = true;
    const double = createTogether<number, number>(async (take) => {
      if (away) throw new TokkiError('database', 'away');
      return take().map((n) => 2 * n);
    });
    assert.deepEqual(await settled([1, 2].map(double), async () => undefined), ['away', 'away']);
    away = false;
    assert.equal(await double(3), 6);
  });

  it('is not without end: at most 32 at a time', async () => {
    const { double, groups, letGo } = setUp();
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    assert.deepEqual(
      await settled(numbers.map(double), letGo),
      numbers.map((n) => 2 * n),
    );
    assert.deepEqual(
      groups.map(({ length }) => length),
      [1, 32, 32, 32, 32, 32, 32, 7],
    );
  });

  it('gives each its own result, whatever fails beside it and whenever it comes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 90 }),
        async (s, numbers) => {
          const double = createTogether<number, number>(async (take) => {
            await s.schedule(Promise.resolve());
            const group = take();
            await s.schedule(Promise.resolve());
            const error = conflict(group);
            if (error) throw error;
            return group.map((n) => 2 * n);
          });
          const work = numbers.map((n) => s.schedule(Promise.resolve()).then(() => double(n)));
          const results = settled(work, () => s.waitIdle());
          assert.deepEqual(
            await results,
            numbers.map((n) => (n === 3 ? 'three' : 2 * n)),
          );
        },
      ),
      { numRuns: 50 },
    ));
});

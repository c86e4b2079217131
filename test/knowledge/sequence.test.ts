import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareNumbers, consecutive, longestAscending } from '../../src/knowledge/sequence.ts';

const ascending = (numbers: readonly number[]) => longestAscending(numbers, (a, b) => a - b);

describe('longestAscending', () => {
  it('drops what breaks the order, and repeats', () => {
    assert.deepEqual(ascending([1, 2, 15, 3, 2, 4]), [1, 2, 3, 4]);
    assert.deepEqual(ascending([1, 2, 2, 3]), [1, 2, 3]);
    assert.deepEqual(ascending([]), []);
  });

  it('gives a strictly ascending subsequence that no other one beats', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }), (numbers) => {
        const found = ascending(numbers);
        assert.ok(found.every((number, index) => index === 0 || (found[index - 1] ?? 0) < number));
        let from = 0;
        for (const number of found) from = numbers.indexOf(number, from) + 1 || Number.POSITIVE_INFINITY;
        assert.ok(from <= numbers.length, 'in the order of the input');
        const best: number[] = [];
        for (const [index, number] of numbers.entries()) {
          const before = numbers.slice(0, index).map((other, at) => (other < number ? (best[at] ?? 0) : 0));
          best.push(1 + Math.max(0, ...before));
        }
        assert.equal(found.length, Math.max(0, ...best));
      }),
    );
  });
});

describe('consecutive', () => {
  it('keeps what counts on from the first', () => {
    assert.deepEqual(
      consecutive([40, 42, 41, 1, 42, 43], (number) => number),
      [40, 41, 42, 43],
    );
  });
});

describe('compareNumbers', () => {
  it('puts 45-2 between 45 and 46', () => {
    const sorted = [[46], [45, 2], [45], [45, 10]].sort(compareNumbers);
    assert.deepEqual(sorted, [[45], [45, 2], [45, 10], [46]]);
  });
});

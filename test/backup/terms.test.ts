import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kept } from '../../src/backup/terms.ts';

const day = 86_400_000;
/** Mon 30 Nov 2026, 03:00 JST. */
const today = Date.UTC(2026, 10, 29, 18);

describe('which backups are kept', () => {
  it('are of daily ones those of 7 days, 4 weeks and 12 months', () => {
    const daily = Array.from({ length: 800 }, (_, i) => today - i * day);
    const days = kept(daily).map((at) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 10));
    assert.deepEqual(days.slice(0, 10), [
      '2026-11-30',
      '2026-11-29',
      '2026-11-28',
      '2026-11-27',
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
      '2026-11-22',
      '2026-11-15',
      '2026-10-31',
    ]);
    assert.deepEqual(
      days.slice(10).map((date) => date.slice(0, 7)),
      ['09', '08', '07', '06', '05', '04', '03', '02', '01'].map((month) => `2026-${month}`).concat('2025-12'),
    );
  });

  it('are the last ones that there are, however long nobody made any', () => {
    const old = [today - 900 * day, today - 901 * day];
    assert.deepEqual(kept(old), old);
  });

  it('always hold the newest one, at most 23, and none that was not there', () => {
    const instants = fc.uniqueArray(fc.integer({ min: 0, max: 2_000 * day }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(instants, (all) => {
        const keep = kept(all);
        assert.equal(keep[0], Math.max(...all));
        assert.ok(keep.length <= 23);
        assert.ok(keep.every((at) => all.includes(at)));
        assert.deepEqual(kept(keep), keep);
      }),
    );
  });
});

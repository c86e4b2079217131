/** What a month of the access log says. */
import assert from 'node:assert/strict';
import { digestOf } from '../../src/guard/digest.ts';
import type { Tally } from '../../src/types.ts';

/** Tue 24 Nov 2026; the 23rd was a holiday, the 22nd a Sunday. */
const tuesday = Date.UTC(2026, 10, 24) / 86_400_000;
const until = Date.UTC(2026, 10, 30, 15);
const tally = (by: string, over: Partial<Tally> = {}): Tally => ({
  by,
  act: 'read',
  day: tuesday,
  hour: 10,
  count: 1,
  ...over,
});
const read = (tallies: readonly Tally[], more: Partial<Parameters<typeof digestOf>[0]> = {}) =>
  digestOf({
    month: '2026-11',
    tallies,
    people: [{ id: 'a' }, { id: 'b' }],
    seen: new Map(),
    alerts: 0,
    log: { rows: 9, hash: 'x', archived: 0 },
    until,
    ...more,
  });
const shown = (all: readonly { readonly by: string; readonly count: number }[]) =>
  all.map(({ by, count }) => `${by} ${count}`);

describe('the digest', () => {
  it('names who read most first, over all days and hours', () => {
    const found = read([
      tally('a', { count: 3 }),
      tally('a', { hour: 11 }),
      tally('b', { day: tuesday - 4, count: 9 }),
    ]);
    assert.deepEqual(shown(found.readers), ['b 9', 'a 4']);
    assert.deepEqual([found.total, found.acts], [13, { read: 13 }]);
  });

  it('finds what is unusual: at night, on a Sunday, on a holiday; writing is not', () => {
    assert.deepEqual(shown(read([tally('a')]).night), []);
    for (const odd of [{ hour: 22 }, { hour: 5 }, { day: tuesday - 1 }, { day: tuesday - 2 }])
      assert.deepEqual(shown(read([tally('a', odd)]).night), ['a 1'], JSON.stringify(odd));
    assert.deepEqual(shown(read([tally('a', { hour: 3, act: 'write' })]).night), []);
  });

  it('counts what Tokki does by itself, and holds nobody to account for it', () => {
    const found = read([
      tally('tokki', { act: 'erase', hour: 3, count: 7 }),
      tally('tokki', { act: 'admin', hour: 3 }),
    ]);
    assert.deepEqual([found.total, found.acts.erase, found.night.length, found.readers.length], [8, 7, 0, 0]);
  });

  it('tells exports, copies and refusals apart', () => {
    const found = read([
      tally('a', { act: 'export' }),
      tally('a', { act: 'copy' }),
      tally('b', { act: 'refuse', count: 5 }),
    ]);
    assert.deepEqual([shown(found.exporters), shown(found.refused)], [['a 2'], ['b 5']]);
  });

  it('knows who was not seen for 90 days, once the log itself is that old', () => {
    const seen = new Map([
      ['a', until - 91 * 86_400_000],
      ['b', until - 89 * 86_400_000],
    ]);
    assert.deepEqual(read([], { seen }).dormant, [], 'a young log says nothing');
    const log = { rows: 9, hash: 'x', archived: 0, since: until - 91 * 86_400_000 };
    assert.deepEqual(read([], { seen, log }).dormant, ['a']);
  });
});

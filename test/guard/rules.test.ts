import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { TokkiError } from '../../src/errors.ts';
import { caught, isOutside, parseRules, reachOf } from '../../src/guard/rules.ts';
import type { Access } from '../../src/types.ts';

const rules = parseRules(parse(readFileSync(new URL('../../knowledge/monitoring.yaml', import.meta.url), 'utf8')), 'x');
/** Tue 24 Nov 2026, 12:00 JST. */
const noon = Date.UTC(2026, 10, 24, 3);
const minute = 60_000;
const day = 1_440 * minute;

function lines(count: number, every: number, over: Partial<Access> = {}): readonly Access[] {
  return Array.from({ length: count }, (_, i) => ({
    at: noon + i * every,
    by: 'E1',
    act: 'read',
    subject: `r${i}`,
    ...over,
  }));
}

const found = (all: readonly Access[], seen: readonly (readonly [string, number])[] = []) =>
  caught(rules, all, new Map(seen)).map(({ rule, by, count }) => `${rule.id} ${by} ${count}`);

describe('the watch over the access log', () => {
  it('catches many reads in a short time, and not the same over a day', () => {
    assert.deepEqual(found(lines(40, minute)), ['bulk-read E1 40']);
    assert.deepEqual(found(lines(39, minute)), []);
    assert.deepEqual(found(lines(200, 5 * minute)), []);
  });

  it('counts each person alone', () => {
    assert.deepEqual(found([...lines(30, 0), ...lines(30, 0, { by: 'E2' })]), []);
  });

  it('catches refusals that are repeated', () => {
    assert.deepEqual(found(lines(5, minute, { act: 'refuse' })), ['refusals E1 5']);
    assert.deepEqual(found(lines(4, minute, { act: 'refuse' })), []);
  });

  it('catches one export at night, on a Sunday and on a holiday, and none at noon', () => {
    const one = (at: number) => found([{ at, by: 'E1', act: 'export', subject: 'reports' }]);
    assert.deepEqual(one(noon), []);
    assert.deepEqual(one(noon + 9 * 3_600_000), ['export-outside-hours E1 1']);
    assert.deepEqual(one(noon - day), ['export-outside-hours E1 1'], 'Labour Thanksgiving Day');
    assert.deepEqual(one(noon - 2 * day), ['export-outside-hours E1 1'], 'Sunday');
  });

  it('catches an account that was silent for 90 days, and no new one', () => {
    assert.deepEqual(found(lines(1, 0), [['E1', noon - 91 * day]]), ['dormant E1 1']);
    assert.deepEqual(found(lines(1, 0), [['E1', noon - 89 * day]]), []);
    assert.deepEqual(found(lines(1, 0)), []);
  });

  it('looks back as far as its longest rule', () => assert.equal(reachOf(rules), 60 * minute));

  it('knows the hours of the day in Japan to the minute', () => {
    const at = (time: string) => isOutside(Date.parse(`2026-11-24T${time}:00+09:00`), { from: 7, to: 20 });
    assert.deepEqual(['06:59', '07:00', '19:59', '20:00'].map(at), [true, false, false, true]);
  });

  it('refuses a rule that is misspelt', () => {
    for (const bad of [
      [{ id: 'x' }],
      [{ ...rules[0], minuts: 5 }],
      [{ ...rules[0], acts: ['peek'] }],
      'x',
      [{ ...rules[0], minutes: 1_441 }],
    ])
      assert.throws(() => parseRules(bad, 'f'), TokkiError);
  });
});

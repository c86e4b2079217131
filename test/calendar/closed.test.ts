import assert from 'node:assert/strict';
import { isClosed, lastOpenBefore, nextOpen } from '../../src/calendar/closed.ts';
import { isoOf, readIso } from '../../src/forms/calendar.ts';

const day = (iso: string) => readIso(iso)?.day ?? Number.NaN;
const openFrom = (iso: string) => isoOf({ day: nextOpen(day(iso)) });

describe('closed days', () => {
  it('are weekends, holidays and the turn of the year', () => {
    for (const closed of ['2026-11-22', '2026-11-23', '2026-12-29', '2027-01-03', '2026-05-06', '2026-09-22'])
      assert.ok(isClosed(day(closed)), closed);
    for (const open of ['2026-11-24', '2026-12-28', '2027-01-04', '2026-05-07']) assert.ok(!isClosed(day(open)), open);
  });

  it('put a date off to the next open day: Golden Week, the turn of the year', () => {
    assert.equal(openFrom('2026-05-02'), '2026-05-07');
    assert.equal(openFrom('2026-12-29'), '2027-01-04');
    assert.equal(openFrom('2026-11-24'), '2026-11-24');
  });

  it('of a company leave the last day before them on which it works, if there is one', () => {
    const company = new Set(['2026-08-13', '2026-08-14', '2026-08-17', '2026-12-28']);
    const lastBefore = (iso: string, since = '2026-08-01') => lastOpenBefore(day(iso), day(since), company);
    assert.equal(lastBefore('2026-08-17'), day('2026-08-12'));
    assert.equal(lastBefore('2026-12-28'), day('2026-12-25'));
    assert.equal(lastBefore('2026-08-12'), undefined);
    assert.equal(lastBefore('2026-08-15'), undefined);
    assert.equal(lastBefore('2026-08-14', '2026-08-13'), undefined);
  });
});

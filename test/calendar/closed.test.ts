import assert from 'node:assert/strict';
import { isClosed, nextOpen } from '../../src/calendar/closed.ts';
import { isoOf, readIso } from '../../src/forms/calendar.ts';

const day = (iso: string) => readIso(iso)?.day ?? Number.NaN;
const openFrom = (iso: string, ...company: readonly string[]) => isoOf({ day: nextOpen(day(iso), new Set(company)) });

describe('closed days', () => {
  it('are weekends, holidays and the turn of the year', () => {
    for (const closed of ['2026-11-22', '2026-11-23', '2026-12-29', '2027-01-03', '2026-05-06', '2026-09-22'])
      assert.ok(isClosed(day(closed)), closed);
    for (const open of ['2026-11-24', '2026-12-28', '2027-01-04', '2026-05-07']) assert.ok(!isClosed(day(open)), open);
  });

  it('put a date off to the next open day: Golden Week, the turn of the year, the days of a company', () => {
    assert.equal(openFrom('2026-05-02'), '2026-05-07');
    assert.equal(openFrom('2026-12-29'), '2027-01-04');
    assert.equal(openFrom('2026-08-13', '2026-08-13', '2026-08-14'), '2026-08-17');
    assert.equal(openFrom('2026-11-24'), '2026-11-24');
  });
});

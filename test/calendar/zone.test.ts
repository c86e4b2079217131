import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf, isZone, localOf } from '../../src/calendar/zone.ts';
import { dayNumber } from '../../src/forms/calendar.ts';

const day = (year: number, month: number, date: number) => dayNumber(year, month, date) ?? 0;
const utc = (...parts: [number, number, number, number, number]) => Date.UTC(...parts);

describe('time zones', () => {
  it('show the local day and minute, also where it is another day', () => {
    assert.deepEqual(localOf(utc(2026, 2, 31, 15, 30), 'Asia/Tokyo'), { day: day(2026, 4, 1), minute: 30 });
    assert.deepEqual(localOf(utc(2026, 2, 31, 23, 0), 'America/New_York'), { day: day(2026, 3, 31), minute: 19 * 60 });
  });

  it('keep nine in the morning at nine through daylight saving time', () => {
    assert.equal(instantOf(day(2026, 3, 28), 540, 'Europe/Berlin'), utc(2026, 2, 28, 8, 0));
    assert.equal(instantOf(day(2026, 3, 29), 540, 'Europe/Berlin'), utc(2026, 2, 29, 7, 0));
    assert.equal(instantOf(day(2026, 11, 1), 540, 'America/New_York'), utc(2026, 10, 1, 14, 0));
  });

  it('take a minute that is left out by the clock before, and the first of two', () => {
    assert.equal(instantOf(day(2026, 3, 29), 150, 'Europe/Berlin'), utc(2026, 2, 29, 1, 30));
    assert.equal(instantOf(day(2026, 10, 25), 150, 'Europe/Berlin'), utc(2026, 9, 25, 0, 30));
  });

  it('go there and back, in any zone and at any time', () => {
    const zones = [
      'Asia/Tokyo',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ];
    const minutes = fc.integer({ min: utc(2020, 0, 1, 0, 0) / 60_000, max: utc(2035, 0, 1, 0, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const there = localOf(minute * 60_000, zone);
        assert.deepEqual(localOf(instantOf(there.day, there.minute, zone), zone), there);
      }),
    );
  });

  it('are known by their names alone', () => {
    assert.ok(isZone('Europe/Berlin'));
    for (const name of ['', 'Berlin', 'Mars/Base', '+09:00', '../etc']) assert.equal(isZone(name), false, name);
  });
});

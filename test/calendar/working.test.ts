import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCalendars, monthsLater, reachableAt, workingDay } from '../../src/calendar/working.ts';
import { instantOf, localOf } from '../../src/calendar/zone.ts';
import { civilOf, dayNumber } from '../../src/forms/calendar.ts';
import { reminders } from '../training/samples.ts';

const day = (year: number, month: number, date: number) => dayNumber(year, month, date) ?? 0;
const calendarOf = createCalendars(new Set(['2026-08-13']));
const japan = calendarOf({});
const berlin = calendarOf({ zone: 'Europe/Berlin', calendar: 'weekdays' });

describe('working days', () => {
  it('leave out weekends, holidays, the turn of the year and the days of the company', () => {
    assert.equal(workingDay(japan, day(2026, 5, 2), 1), day(2026, 5, 7));
    assert.equal(workingDay(japan, day(2026, 12, 29), 1), day(2027, 1, 4));
    assert.equal(workingDay(japan, day(2027, 1, 3), -1), day(2026, 12, 28));
    assert.equal(workingDay(japan, day(2026, 8, 13), 1), day(2026, 8, 14));
    assert.equal(workingDay(japan, day(2026, 5, 1), 1), day(2026, 5, 1));
  });

  it('abroad leave out weekends and the days of the company, not the holidays of Japan', () => {
    assert.equal(workingDay(berlin, day(2026, 5, 4), 1), day(2026, 5, 4));
    assert.equal(workingDay(berlin, day(2026, 8, 13), 1), day(2026, 8, 14));
  });

  it('never look for ever', () => {
    const closed = { zone: 'Asia/Tokyo', isFree: () => true };
    assert.equal(workingDay(closed, 100, 1), 100);
  });
});

describe('when somebody may be spoken to', () => {
  const at = (date: number, hour: number, minute = 0) =>
    instantOf(day(2026, 11, date), hour * 60 + minute, 'Asia/Tokyo');

  it('is now, within working hours', () => {
    assert.equal(reachableAt(japan, reminders, at(24, 10, 30)), at(24, 10, 30));
  });

  it('is after the quiet time, in the morning, or after the weekend', () => {
    assert.equal(reachableAt(japan, reminders, at(24, 12, 15)), at(24, 13));
    assert.equal(reachableAt(japan, reminders, at(24, 6)), at(24, 9));
    assert.equal(reachableAt(japan, reminders, at(24, 18)), at(25, 9));
    assert.equal(reachableAt(japan, reminders, at(20, 19)), at(24, 9));
    assert.equal(reachableAt(japan, reminders, at(22, 12)), at(24, 9));
  });

  it('is always a working minute, and never before', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 }), (minute) => {
        for (const calendar of [japan, berlin]) {
          const found = reachableAt(calendar, reminders, minute * 60_000);
          const local = localOf(found, calendar.zone);
          assert.ok(found >= minute * 60_000);
          assert.ok(!calendar.isFree(local.day) && local.minute >= 540 && local.minute < 1080);
          assert.ok(local.minute < 720 || local.minute >= 780);
        }
      }),
    );
  });
});

describe('months later', () => {
  it('is the same date, or the last one of the month', () => {
    assert.equal(monthsLater(day(2026, 4, 15), 12), day(2027, 4, 15));
    assert.equal(monthsLater(day(2028, 2, 29), 12), day(2029, 2, 28));
    assert.equal(monthsLater(day(2027, 2, 28), 12), day(2028, 2, 28));
    assert.equal(monthsLater(day(2026, 8, 31), 6), day(2027, 2, 28));
    assert.equal(monthsLater(day(2026, 12, 31), 2), day(2027, 2, 28));
    assert.equal(monthsLater(day(2026, 10, 31), 1), day(2026, 11, 30));
  });

  it('is always in that month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 60 }), (from, months) => {
        const before = civilOf(from);
        const after = civilOf(monthsLater(from, months));
        assert.equal(after.year * 12 + after.month, before.year * 12 + before.month + months);
        assert.ok(after.date <= before.date);
      }),
    );
  });
});

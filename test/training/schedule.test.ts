import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCalendars } from '../../src/calendar/working.ts';
import { dayNumber } from '../../src/forms/calendar.ts';
import { hasEscalated, isReminderDue, lastStep, weeklyDay } from '../../src/training/schedule.ts';
import { reminders } from './samples.ts';

const day = (month: number, date: number, year = 2026) => dayNumber(year, month, date) ?? 0;
const japan = createCalendars(new Set())({});
const ordinary = { zone: 'Asia/Tokyo', isFree: () => false };

/** The days on which somebody who never takes a course is reminded. */
function daysOf(due: number, from: number, to: number, calendar = japan, skip: (day: number) => boolean = () => false) {
  const days: number[] = [];
  for (let today = from; today <= to; today++) {
    if (skip(today) || calendar.isFree(today)) continue;
    if (isReminderDue(reminders, { due }, calendar, today, days.at(-1))) days.push(today);
  }
  return days;
}

describe('the ladder of reminders', () => {
  it('has steps 14 and 3 days before, on the last day, 3 days after, then weekly', () => {
    const due = day(6, 17);
    const expected = [-14, -3, 0, 3, 10, 17, 24].map((step) => due + step);
    assert.deepEqual(daysOf(due, due - 30, due + 24, ordinary), expected);
  });

  it('goes to the working day before up to the last day, and to the next one after it', () => {
    // Due on Wed 6 May, a holiday: 14 days before is Wed 22 April, 3 days before Sun 3 May, within Golden Week.
    assert.deepEqual(daysOf(day(5, 6), day(4, 1), day(5, 20)), [day(4, 22), day(5, 1), day(5, 11), day(5, 18)]);
  });

  it('crosses the end of the year', () => {
    assert.deepEqual(daysOf(day(1, 4, 2027), day(12, 1), day(1, 8, 2027)), [
      day(12, 21),
      day(12, 28),
      day(1, 4, 2027),
      day(1, 7, 2027),
    ]);
  });

  it('knows 29 February', () => {
    const due = day(2, 29, 2028);
    assert.deepEqual(daysOf(due, due - 20, due + 4), [
      day(2, 15, 2028),
      day(2, 25, 2028),
      day(2, 29, 2028),
      day(3, 3, 2028),
    ]);
  });

  it('counts the steps that were missed once', () => {
    const due = day(6, 17);
    const down = (today: number) => today > due - 14 && today < due + 5;
    assert.deepEqual(daysOf(due, due - 30, due + 11, ordinary, down), [due - 14, due + 5, due + 10]);
  });

  it('begins at once where less than 14 days are left', () => {
    assert.deepEqual(daysOf(day(6, 17), day(6, 12), day(6, 17)), [day(6, 12), day(6, 17)]);
  });

  it('is silent about what is done', () => {
    assert.equal(isReminderDue(reminders, { due: 100, closed: 1 }, ordinary, 100, undefined), false);
  });

  it('never tells twice on a day, never on a free day, and at least weekly once it is overdue', () => {
    fc.assert(
      fc.property(fc.integer({ min: day(1, 1), max: day(12, 31) }), (due) => {
        const days = daysOf(due, due - 20, due + 60);
        assert.equal(new Set(days).size, days.length);
        assert.ok(days.every((one) => !japan.isFree(one)));
        const gaps = days.filter((one) => one > due).map((one, n, all) => one - (all[n - 1] ?? due));
        assert.ok(gaps.every((gap) => gap <= 7 + 10));
      }),
    );
  });

  it('gives a last step that is not after the day, whatever the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: -40, max: 4_000 }), (due, days) => {
        const found = lastStep(reminders, due, japan, due + days);
        assert.ok(found === undefined || found <= due + days);
        if (days > 20) assert.ok(found !== undefined && due + days - found <= 7 + 10);
      }),
    );
  });
});

describe('what others are told of', () => {
  it('is a delay that has reached its point since the last time', () => {
    const due = day(6, 17);
    assert.equal(hasEscalated(3, { due }, ordinary, due + 2, 0), false);
    assert.equal(hasEscalated(3, { due }, ordinary, due + 3, due + 2), true);
    assert.equal(hasEscalated(3, { due }, ordinary, due + 4, due + 3), false);
    assert.equal(hasEscalated(3, { due, closed: 1 }, ordinary, due + 3, due + 2), false);
  });

  it('comes on Monday, or on the next working day', () => {
    assert.equal(weeklyDay(japan, day(11, 16)), day(11, 16));
    assert.equal(weeklyDay(japan, day(11, 20)), day(11, 16));
    assert.equal(weeklyDay(japan, day(11, 23)), day(11, 16));
    assert.equal(weeklyDay(japan, day(11, 24)), day(11, 24));
    assert.equal(weeklyDay(japan, day(5, 6)), day(4, 27));
    assert.equal(weeklyDay(japan, day(5, 7)), day(5, 7));
  });
});

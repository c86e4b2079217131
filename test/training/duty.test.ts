import assert from 'node:assert/strict';
import { createCalendars } from '../../src/calendar/working.ts';
import { instantOf } from '../../src/calendar/zone.ts';
import { dayNumber } from '../../src/forms/calendar.ts';
import { concerns, type DutyScene, newDuties } from '../../src/training/duty.ts';
import type { Assignment } from '../../src/types.ts';
import { assignment, course, person, trainee } from './samples.ts';

const day = (year: number, month: number, date: number) => dayNumber(year, month, date) ?? 0;
const today = day(2026, 11, 24);
const calendar = createCalendars(new Set())({});
const at = (one: number) => instantOf(one, 600, 'Asia/Tokyo');
const scene = (over: Partial<DutyScene> = {}): DutyScene => ({
  courses: [course('a')],
  calendar,
  day: today,
  now: at(today),
  occasions: [],
  ...over,
});
const joined = (over: Partial<Assignment>[] = []) =>
  trainee('x', { joined: day(2026, 1, 5), assignments: over.map((one) => assignment({ person: 'x', ...one })) });
const done = (on: number): Partial<Assignment> => ({ since: on - 5, due: on + 9, closed: at(on), record: 'T1' });

describe('which courses a person has to take', () => {
  it('is decided by role, contract and agency, all of them together', () => {
    const one = course('a', { audience: { roles: ['staff'], contracts: ['K2'], dispatched: true } });
    assert.ok(concerns(one, person('x', { contracts: ['K1', 'K2'], agency: '人材社' })));
    assert.ok(!concerns(one, person('x', { contracts: ['K2'] })));
    assert.ok(!concerns(one, person('x', { contracts: ['K1'], agency: '人材社' })));
    assert.ok(!concerns(one, person('x', { contracts: ['K2'], agency: '人材社', role: 'responsible' })));
    assert.ok(!concerns(course('a'), person('x', { role: 'guest' })));
  });

  it('begins when somebody joins, and falls due on a working day', () => {
    const { person: _, ...begun } = newDuties(joined(), scene())[0] ?? assignment();
    assert.deepEqual(begun, { course: 'a', since: today, due: today + 14, edition: 1, reason: 'start' });
    const golden = scene({ day: day(2026, 4, 21), now: at(day(2026, 4, 21)) });
    assert.equal(newDuties(joined(), golden)[0]?.due, day(2026, 5, 7));
  });

  it('begins once', () => {
    assert.deepEqual(newDuties(joined([{ since: today - 3, due: today + 11 }]), scene()), []);
    assert.deepEqual(newDuties(joined([done(today - 30)]), scene()), []);
  });

  it('begins again for who has left and come back', () => {
    const back = { ...joined([done(day(2026, 3, 2))]), joined: today };
    assert.equal(newDuties(back, scene())[0]?.reason, 'start');
  });

  it('is renewed on the last working day of its validity, thirty days ahead', () => {
    const last = day(2025, 12, 31);
    const before = { ...joined([done(last)]), joined: day(2025, 1, 6) };
    assert.deepEqual(newDuties(before, scene()), []);
    const ahead = scene({ day: day(2026, 11, 29), now: at(day(2026, 11, 29)) });
    const [renewed] = newDuties(before, ahead);
    assert.equal(renewed?.reason, 'renewal');
    assert.equal(renewed?.due, day(2026, 12, 28));
  });

  it('is renewed after 29 February on 28 February', () => {
    const leap = day(2028, 2, 29);
    const on = day(2029, 2, 10);
    const [renewed] = newDuties({ ...joined([done(leap)]), joined: day(2028, 1, 4) }, scene({ day: on, now: at(on) }));
    assert.equal(renewed?.due, day(2029, 2, 28));
  });

  it('is due today where the validity has ended long ago', () => {
    const old = { ...joined([done(day(2024, 3, 1))]), joined: day(2023, 1, 1) };
    assert.equal(newDuties(old, scene())[0]?.due, today);
  });

  it('follows an incident, for the reporter or for the whole contract, once', () => {
    const rule = (who: 'reporter' | 'contract') => [course('a', { validity: { afterIncident: { days: 30, who } } })];
    const occasions = [{ reporter: 'y', contract: 'K1', day: today - 2 }];
    const before = joined([done(today - 60)]);
    assert.deepEqual(newDuties(before, scene({ courses: rule('reporter'), occasions })), []);
    const [one] = newDuties(before, scene({ courses: rule('contract'), occasions }));
    assert.equal(one?.reason, 'incident');
    assert.equal(one?.due, day(2026, 12, 22));
    assert.deepEqual(newDuties(joined([done(today - 1)]), scene({ courses: rule('contract'), occasions })), []);
  });

  it('falls away with the role or the course, unless somebody has ordered it', () => {
    const other = [course('a', { audience: { roles: ['responsible'] } })];
    const open = joined([{ since: today - 3, due: today + 11 }]);
    const [lapsed] = newDuties(open, scene({ courses: other }));
    assert.deepEqual([lapsed?.edition, lapsed?.closed, lapsed?.record], [2, at(today), undefined]);
    assert.equal(newDuties(open, scene({ courses: [] }))[0]?.closed, at(today));
    const ordered = joined([{ since: today - 3, due: today + 11, reason: 'order' }]);
    assert.deepEqual(newDuties(ordered, scene({ courses: other })), []);
  });

  it('begins again where it had fallen away, on another day', () => {
    const lapsed = joined([{ since: today - 3, due: today + 11, closed: at(today - 1) }]);
    assert.equal(newDuties(lapsed, scene())[0]?.since, today);
    const sameDay = joined([{ since: today, due: today + 14, closed: at(today) }]);
    assert.deepEqual(newDuties(sameDay, scene()), []);
  });
});

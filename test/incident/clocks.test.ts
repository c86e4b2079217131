/** The clocks against calendars made by hand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { isClosed } from '../../src/calendar/closed.ts';
import { dayNumber, isoOf, momentOf, readIso } from '../../src/forms/calendar.ts';
import { clocksOf, knownDay, midnightAfter, neededBy } from '../../src/incident/case/clocks.ts';
import { type Deadline, parseDeadlines } from '../../src/incident/case/deadlines.ts';
import type { Answers, ReportEvent } from '../../src/types.ts';

const data = parse(readFileSync(new URL('../../knowledge/deadlines.yaml', import.meta.url), 'utf8'));
const rules = parseDeadlines(data, 'deadlines.yaml');
const many: Answers = { kind: { value: 'missent' }, info: { value: 'personal' }, persons: { value: 1495 } };
const at = (iso: string) => {
  const moment = readIso(iso) ?? assert.fail(iso);
  return moment.day * 86_400_000 + (moment.minute ?? 0) * 60_000 - 9 * 3_600_000;
};

function end(id: string, found: string, answers: Answers = many, events: readonly ReportEvent[] = []) {
  const report = { filed: at(found), answers: { ...answers, found: { value: found } } };
  const clock = clocksOf(rules, report, events).find(({ rule }) => rule.id === id);
  return (
    clock && {
      first: clock.first && isoOf({ day: clock.first }),
      day: isoOf({ day: clock.day }),
      applies: clock.applies,
    }
  );
}

describe('a clock', () => {
  it('counts the day on which it became known as the first: three to five days, thirty days', () => {
    assert.deepEqual(end('preliminary', '2026-11-02T10:00'), { first: '2026-11-04', day: '2026-11-06', applies: true });
    assert.deepEqual(end('final', '2026-11-02T10:00'), { first: undefined, day: '2026-12-01', applies: true });
  });

  it('moves from a closed day to the next that is open', () => {
    for (const [found, day] of [
      // The thirtieth day is Sat 2 May 2026; Golden Week lasts until Wed 6 May.
      ['2026-04-03T09:00', '2026-05-07'],
      // Tue 29 December to Sun 3 January.
      ['2026-11-30T11:00', '2027-01-04'],
      ['2026-12-05T11:00', '2027-01-04'],
      // Sat, Sun, Mon 23 November is a holiday.
      ['2026-10-23T11:00', '2026-11-24'],
      // Silver Week 2026: Sat 19 to Wed 23 September.
      ['2026-08-21T11:00', '2026-09-24'],
    ] as const)
      assert.equal(end('final', found)?.day, day, found);
  });

  it('has sixty days where a wrongful purpose is possible, and then not thirty', () => {
    const theft: Answers = { ...many, kind: { value: 'intrusion' } };
    assert.equal(end('final_wrongful', '2026-03-03T09:00', theft)?.day, '2026-05-01');
    assert.equal(end('final_wrongful', '2026-03-04T09:00', theft)?.day, '2026-05-07');
    assert.equal(end('final', '2026-03-03T09:00', theft), undefined);
    assert.equal(end('final_wrongful', '2026-03-03T09:00'), undefined);
  });

  it('crosses midnight, month and year by the calendar of Japan', () => {
    assert.equal(knownDay({ answers: {}, filed: at('2026-12-31T23:59') }), dayNumber(2026, 12, 31));
    assert.equal(knownDay({ answers: {}, filed: at('2027-01-01') }), dayNumber(2027, 1, 1));
    assert.equal(end('preliminary', '2028-02-27T23:59')?.day, '2028-03-02');
    assert.equal(momentOf(midnightAfter(dayNumber(2026, 12, 31) ?? 0)).day, dayNumber(2027, 1, 1));
  });

  it('of the prefecture begins when the prefecture was told', () => {
    const reported = {
      report: '2026-0001',
      at: at('2026-11-12T10:00'),
      by: 'ichiro',
      act: 'reported',
      detail: { when: { value: '2026-11-10T17:00' }, channel: { value: 'phone' } },
    };
    assert.equal(end('preliminary', '2026-11-02T10:00', many, [reported])?.day, '2026-11-14');
    assert.equal(end('notice', '2026-11-02T10:00', many, [reported])?.day, '2026-11-06');
  });

  it('never says that nothing has to be reported: what has no sign is shown for the case that it applies', () => {
    const none: Answers = {
      kind: { value: 'missent' },
      info: { value: 'personal' },
      items: { value: ['name'] },
      sensitive: { value: ['none'] },
      persons: { value: 3 },
      cause: { value: 'missent' },
    };
    const clocks = clocksOf(rules, { answers: none, filed: 0 + at('2026-11-02') }, []);
    assert.deepEqual(
      clocks.map(({ rule, applies }) => [rule.id, applies]),
      [
        ['call', true],
        ['notice', false],
        ['preliminary', false],
        ['final', false],
      ],
    );
  });

  it('follows the rule that was in force on the day on which it became known', () => {
    const [rule] = rules.filter(({ id }) => id === 'final');
    assert.ok(rule);
    const older: Deadline = { ...rule, until: '2026-12-31' };
    const newer: Deadline = { ...rule, since: '2027-01-01', within: { days: 20 } };
    const day = (found: string) =>
      clocksOf([older, newer], { filed: at(found), answers: many }, []).map((clock) => isoOf({ day: clock.day }));
    assert.deepEqual(day('2026-12-31T12:00'), ['2027-01-29']);
    assert.deepEqual(day('2027-01-01T12:00'), ['2027-01-20']);
    assert.throws(() => parseDeadlines({ rules: [rule, newer] }, 'x.yaml'), /x\.yaml.*final/u);
  });

  it('is moved by no company holiday, which leaves less time: the last working day before it', () => {
    const company = new Set(['2026-12-01', '2026-12-28']);
    const report = { filed: at('2026-11-02T10:00'), answers: many };
    const clocks = clocksOf(rules, report, [], company);
    assert.deepEqual(
      clocks.map(({ before: _, ...clock }) => clock),
      clocksOf(rules, report, []),
    );
    const final = clocks.find(({ rule }) => rule.id === 'final') ?? assert.fail();
    assert.deepEqual([isoOf(final), final.before], ['2026-12-01', dayNumber(2026, 11, 30)]);
    assert.equal(neededBy(final), final.due - 86_400_000);
    const notice = clocks.find(({ rule }) => rule.id === 'notice') ?? assert.fail();
    assert.equal(neededBy(notice), notice.due);
  });

  it('ends on an open day that is never before the thirtieth, whatever the day', () => {
    const days = fc.integer({ min: dayNumber(2024, 1, 1) ?? 0, max: dayNumber(2030, 12, 31) ?? 0 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const filed = day * 86_400_000 + minute * 60_000 - 9 * 3_600_000;
        const [clock] = clocksOf(rules, { filed, answers: many }, []).filter(({ rule }) => rule.id === 'final');
        assert.ok(clock);
        assert.ok(!isClosed(clock.day));
        assert.ok(clock.day >= day + 29);
        for (let skipped = day + 29; skipped < clock.day; skipped++) assert.ok(isClosed(skipped));
        assert.equal(clock.due, midnightAfter(clock.day));
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoOf, momentOf, readIso } from '../../src/forms/calendar.ts';
import { fold } from '../../src/forms/text.ts';
import { readTimes } from '../../src/forms/time.ts';
import { problems } from '../../src/strings/common.ts';
import { night } from './samples.ts';

function read(text: string, now = night): string | undefined {
  const [first] = readTimes(fold(text), now);
  return first?.value && `${first.approx ? '~' : ''}${first.value}`;
}

function problem(text: string, now = night) {
  return readTimes(fold(text), now)[0]?.problem;
}

describe('a time in words, said on Sunday 22 November 2026 at 23:00', () => {
  const times: readonly (readonly [string, string])[] = [
    ['昨日の15時ごろ', '~2026-11-21T15:00'],
    ['今朝8時ごろ', '~2026-11-22T08:00'],
    ['今朝', '~2026-11-22T08:00'],
    ['午後3時半', '2026-11-22T15:30'],
    ['先週の金曜', '2026-11-20'],
    ['11/20 14:05', '2026-11-20T14:05'],
    ['１１／２０　１４：０５', '2026-11-20T14:05'],
    ['11月20日の夜', '~2026-11-20T20:00'],
    ['2026年11月20日（金）14時05分', '2026-11-20T14:05'],
    ['令和8年11月20日', '2026-11-20'],
    ['さっき', '~2026-11-22T23:00'],
    ['30分前', '~2026-11-22T22:30'],
    ['2時間半前', '~2026-11-22T20:30'],
    ['７時', '2026-11-22T07:00'],
    ['昨日の三時半', '2026-11-21T15:30'],
    ['夜8時', '2026-11-22T20:00'],
    ['昨日の深夜1時', '2026-11-22T01:00'],
    ['11/20の深夜2時ごろ', '~2026-11-20T02:00'],
    ['昨日の25時', '2026-11-22T01:00'],
    ['おとといの夕方', '~2026-11-20T17:00'],
    ['正午', '2026-11-22T12:00'],
    ['午前0時', '2026-11-22T00:00'],
    ['先月20日', '2026-10-20'],
    ['昨年11月3日', '2025-11-03'],
    ['3日前の10時', '2026-11-19T10:00'],
    ['昨日', '2026-11-21'],
    ['yesterday 3pm', '2026-11-21T15:00'],
    ['this morning', '~2026-11-22T08:00'],
    ['last friday around 6', '~2026-11-20T18:00'],
    ['20 Nov 14:05', '2026-11-20T14:05'],
    ['Nov 20 at 2:05 pm', '2026-11-20T14:05'],
    ['14:05 on 20 Nov', '2026-11-20T14:05'],
    ['an hour ago', '~2026-11-22T22:00'],
    ['half an hour ago', '~2026-11-22T22:30'],
    ['about half an hour ago', '~2026-11-22T22:30'],
    ['an hour and a half ago', '~2026-11-22T21:30'],
    ['twenty minutes ago', '~2026-11-22T22:40'],
    ['twenty-five minutes ago', '~2026-11-22T22:35'],
    ['a couple of hours ago', '~2026-11-22T21:00'],
    ['a couple of days ago', '~2026-11-20'],
    ['quarter past three', '2026-11-22T15:15'],
    ['yesterday at a quarter to four', '2026-11-21T15:45'],
    ['half past three', '2026-11-22T15:30'],
    ['15h30', '2026-11-22T15:30'],
    ['2、3日前', '~2026-11-20'],
    ['２，３時間前', '~2026-11-22T21:00'],
    ['two or three hours ago', '~2026-11-22T21:00'],
    ['an hour or two ago', '~2026-11-22T22:00'],
    ['先月末', '~2026-10-31'],
    ['end of last month', '~2026-10-31'],
    ['last night', '~2026-11-21T20:00'],
    ['last night at 2am', '2026-11-22T02:00'],
    ['yesterday evening around 7', '~2026-11-21T19:00'],
    ['the day before yesterday', '2026-11-20'],
    ['2 days ago', '2026-11-20'],
    ['on monday', '2026-11-16'],
    ['at 10:15', '2026-11-22T10:15'],
    ['noon', '2026-11-22T12:00'],
    ['2026-11-20T14:05', '2026-11-20T14:05'],
  ];
  for (const [text, value] of times) it(`${text} is ${value}`, () => assert.equal(read(text), value));

  it('is of the year before where the day of this year is far ahead', () => {
    assert.equal(read('12/20', Date.UTC(2026, 0, 5)), '2025-12-20');
  });

  it('is of the day before where the hour of today is still to come', () => {
    const morning = Date.UTC(2026, 10, 22, 0, 0);
    assert.equal(read('15時', morning), '2026-11-21T15:00');
    assert.equal(read('15時ごろ', morning), '~2026-11-21T15:00');
  });

  it('is only the day where the usual hour of 今朝 or 今夜 is still to come', () => {
    assert.equal(read('今朝', Date.UTC(2026, 10, 21, 22, 0)), '2026-11-22');
    assert.equal(read('今夜', Date.UTC(2026, 10, 22, 6, 0)), '2026-11-22');
  });

  it('is the first of several that it may be', () => {
    const several = [
      ['昨日か今日', '~2026-11-21'],
      ['昨日の20時か21時くらい', '~2026-11-21T20:00'],
      ['21時か22時くらい', '~2026-11-22T21:00'],
      ['昨日の23時か今日の0時', '~2026-11-21T23:00'],
      ['monday or tuesday', '~2026-11-16'],
      ['between 3pm and 4pm yesterday', '~2026-11-21T15:00'],
      ['between 3 and 4pm yesterday', '~2026-11-21T15:00'],
      ['3pm or 4pm yesterday', '~2026-11-21T15:00'],
      ['昨日の15時〜16時', '~2026-11-21T15:00'],
    ] as const;
    for (const [text, value] of several) {
      assert.equal(read(text), value, text);
      assert.equal(readTimes(fold(text), night).length, 1, text);
    }
    assert.equal(read('23時か24時くらい', Date.UTC(2026, 10, 22, 16, 40)), '~2026-11-22T23:00');
  });

  it('may lie in the last week seen from a working day', () => {
    const wednesday = Date.UTC(2026, 10, 25, 3, 0);
    assert.equal(read('先週の金曜', wednesday), '2026-11-20');
    assert.equal(read('今週の月曜', wednesday), '2026-11-23');
    assert.equal(read('friday', wednesday), '2026-11-20');
  });

  it('of this week that is still to come is asked again', () => {
    const monday = Date.UTC(2026, 10, 23, 3, 0);
    for (const text of ['今週の水曜', '今週の水曜日の15時', 'this wednesday'])
      assert.equal(problem(text, monday), problems.future, text);
    assert.equal(read('水曜', monday), '2026-11-18');
    assert.equal(read('今週の金曜'), '2026-11-20');
  });

  it('is asked again where no day is said', () => {
    for (const text of ['先日', '先日の15時ごろ', 'the other day']) assert.equal(problem(text), problems.time, text);
    assert.equal(read('先日、11/20の15時'), '2026-11-20T15:00');
  });

  it('is refused where it is still to come', () => {
    for (const text of ['明日', 'tomorrow 3pm', '11/25', '今日の23時30分', 'next week']) {
      assert.equal(problem(text), problems.future, text);
    }
  });

  it('is refused where the calendar or the clock does not have it', () => {
    for (const text of ['2/30', '25:61', '13/25', '11月32日']) assert.equal(problem(text), problems.impossible, text);
  });

  it('is not seen in amounts, versions and words that only look like it', () => {
    for (const text of [
      'about 120 ppl',
      '2000件くらい',
      '300人分',
      'v1.2.3',
      '6階',
      'maybe 20 people',
      'i sat down',
      '192.168.0.1',
    ]) {
      assert.deepEqual(readTimes(fold(text), night), [], text);
    }
  });

  it('is found more than once', () => {
    const values = readTimes(fold('昨日15時に送って、今朝9時に気づきました'), night).map(({ value }) => value);
    assert.deepEqual(values, ['2026-11-21T15:00', '2026-11-22T09:00']);
  });
});

describe('a time in words, said on Monday 23 November 2026 at 01:40', () => {
  const small = Date.UTC(2026, 10, 22, 16, 40);
  const times: readonly (readonly [string, string])[] = [
    ['今朝', '~2026-11-22T08:00'],
    ['今朝9時', '2026-11-22T09:00'],
    ['this morning at 9', '2026-11-22T09:00'],
    ['今夜9時', '2026-11-22T21:00'],
    ['今晩11時', '2026-11-22T23:00'],
    ['今夜1時', '2026-11-23T01:00'],
    ['tonight', '~2026-11-22T20:00'],
    ['今日の15時', '2026-11-22T15:00'],
    ['today at 3pm', '2026-11-22T15:00'],
    ['今日の1時', '2026-11-23T01:00'],
    ['今日', '2026-11-23'],
    ['15時ごろ', '~2026-11-22T15:00'],
  ];
  for (const [text, value] of times) it(`${text} is ${value}`, () => assert.equal(read(text, small), value));

  it('is refused from five on', () => {
    assert.equal(problem('今日の15時', Date.UTC(2026, 10, 22, 20, 0)), problems.future);
  });
});

describe('a moment', () => {
  const at = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

  it('is written and read in Japan time without loss of a minute', () => {
    fc.assert(
      fc.property(at, (ms) => {
        const moment = momentOf(ms);
        assert.deepEqual(readIso(isoOf(moment)), moment);
        assert.equal(isoOf(moment), new Date(ms + 9 * 3_600_000).toISOString().slice(0, 16));
      }),
    );
  });

  it('is never later than now, whatever is written', () => {
    const part = fc.constantFrom(
      '昨日',
      '今日',
      '先週の',
      '金曜',
      '夜',
      '15時',
      '3時半',
      '11/20',
      'ごろ',
      '深夜',
      '1時',
      'yesterday',
      'last night',
      '2am',
      'at 6',
      '12:30',
      '20 nov',
      'noon',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.integer({ min: night, max: night + 400 * 86_400_000 }),
        (parts, now) => {
          const limit = isoOf(momentOf(now + 5 * 60_000));
          for (const { value } of readTimes(fold(parts.join(' ')), now)) {
            assert.ok(value === undefined || value <= limit.slice(0, value.length), `${parts.join(' ')}: ${value}`);
          }
        },
      ),
    );
  });
});

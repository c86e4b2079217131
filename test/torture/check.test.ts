import assert from 'node:assert/strict';
import type { Report } from '../../src/types.ts';
import { ruleNames, violations } from './check.ts';
import { repeatsOf } from './check-shown.ts';
import type { Evidence, JobState } from './evidence.ts';
import type { Said, Seen } from './platform.ts';
import { createWeb } from './web.ts';

const seen = (key: string, heard?: number): Seen => ({
  key,
  text: '',
  buttons: [],
  ...(heard !== undefined && { heard }),
});
const web = createWeb();
const words = 'USBを電車に忘れました';
const answers = {
  place: { value: 'transit' },
  items: { value: ['name', 'mail'] },
  found: { value: '2026-01-05T09:30' },
  site: { value: '' },
};
const report = (number: string, reporter = 'p1', told: readonly string[] = [words]) =>
  ({ number, reporter, answers, told }) as unknown as Report;
const job = (attempt = 1, state = 'done', reason = ''): JobState => ({ state, attempt, reason });

const said: Readonly<Record<string, Said>> = {
  'r0-0': { text: words },
  'r0-1': { choice: { id: 'incident:1:answer:place', values: ['transit'] } },
  'r0-2': { choice: { id: 'incident:1:answer:items:name' } },
  'r0-3': { choice: { id: 'incident:1:answer:found:now' } },
  'r0-4': { choice: { id: 'incident:1:skip:site' } },
  'r0-5': { choice: { id: 'incident:1:file' } },
  'q0-0': { text: '研修は年に何回ですか' },
};
const asked = Object.keys(said).map((key) => `web:p1:${key}`);
const [one = '', two = '', ...rest] = asked;
/** Their answers; the first message has two. */
const shown = [`${one}>0`, `${one}>1`, ...asked.slice(1).map((key) => `${key}>0`)];
const alert = (person: string, number = '2026-0001') => `alert:${number}:${person}>web:${person}`;

/** What the access log says of that. */
const writes = { 'p1 form:incident': 5, 'p1 question': 1, 'p1 report:2026-0001': 1 };

/** A run in which nothing went wrong. */
function good(): Evidence {
  const told = ['boss', 'chief'].map(
    (person) => ({ person, platform: 'web', repeats: 'none', seen: [seen(alert(person))] }) as const,
  );
  const acknowledged = Object.entries(said).map(([key, what], after) => ({ key, said: what, after }));
  return {
    people: [{ id: 'p1', platform: web, acknowledged, filed: 1 }],
    conversations: new Map([['p1', { taken: asked, seen: shown.map((key) => seen(key)) }]]),
    reports: [report('2026-0001')],
    timelines: new Map([['2026-0001', ['filed', 'alerted']]]),
    jobs: new Map([...asked, ...shown, alert('boss'), alert('chief')].map((key) => [key, job()])),
    told,
    log: { rows: 9, writes: new Map(Object.entries(writes)) },
    doctor: [],
    troubles: [],
  };
}

type Spoil = (evidence: Evidence) => Partial<Evidence>;

/** The one conversation, spoilt. */
const talk =
  (taken: readonly string[], all: readonly (string | Seen)[]): Spoil =>
  () => ({
    conversations: new Map([
      ['p1', { taken, seen: all.map((each) => (typeof each === 'string' ? seen(each) : each)) }],
    ]),
  });

/** What was shown, without some of it, and what came after it. */
const less = (...keys: readonly string[]) => shown.filter((key) => !keys.includes(key));

/** The same conversation on a platform that may repeat, where the answer to the second message was tried so often. */
const retried =
  (attempt: number, copies: readonly Seen[], troubles: Evidence['troubles'] = []): Spoil =>
  (evidence) => ({
    ...talk(asked, [`${one}>0`, `${one}>1`, ...copies, ...less(`${one}>0`, `${one}>1`, `${two}>0`)])(evidence),
    people: evidence.people.map((person) => ({ ...person, platform: { ...web, repeats: 'at-least-once' } })),
    jobs: new Map([...evidence.jobs, [`${two}>0`, job(attempt)]]),
    troubles,
  });

/** A copy of that answer, of whose arrival the desk was told then. */
const copy = (heard?: number) => seen(`${two}>0`, heard);

/** The report, spoilt. */
const filed =
  (more: Partial<Report>): Spoil =>
  ({ reports }) => ({ reports: reports.map((each) => ({ ...each, ...more })) });

/** As many lines of the log. */
const lines =
  (what: string, count: number): Spoil =>
  ({ log }) => ({ log: { ...log, writes: new Map([...log.writes, [what, count]]) } });

const timeline =
  (...acts: readonly string[]): Spoil =>
  () => ({ timelines: new Map([['2026-0001', acts]]) });

/** What the chief was shown instead. */
const chief =
  (...keys: readonly string[]): Spoil =>
  ({ told }) => ({
    told: told.map((all) => (all.person === 'chief' ? { ...all, seen: keys.map((key) => seen(key)) } : all)),
  });

const cases: readonly (readonly [string, RegExp, Spoil])[] = [
  ['a conversation that is not there', /p1: nothing/u, () => ({ conversations: new Map() })],
  [
    'an acknowledged message that is not there',
    /acknowledged r0-1 .* is lost/u,
    talk([one, ...rest], less(`${two}>0`)),
  ],
  [
    'a message without an answer, and how far it came',
    /r0-1 has no answer \(message: done after 1 attempts; answer: open after 3 attempts busy\)/u,
    (evidence) => ({
      ...talk(asked, less(`${two}>0`))(evidence),
      jobs: new Map([...evidence.jobs, [`${two}>0`, job(3, 'open', 'busy')]]),
    }),
  ],
  [
    'an apology where an answer should be',
    /r0-1 has an apology instead of an answer \(message: dead/u,
    ({ jobs }) => ({
      ...talk(asked, [...less(`${two}>0`), `${two}>sorry`])(good()),
      jobs: new Map([...jobs, [two, job(2, 'dead', 'unknown')], [`${two}>sorry`, job()]]),
    }),
  ],
  ['a message that was taken twice', /taken twice/u, talk([...asked, two], shown)],
  ['messages in another order', /r0-1 was taken before r0-0/u, talk([two, one, ...rest], shown)],
  ['answers in another order', /came where that to/u, talk(asked, [`${two}>0`, ...less(`${two}>0`)])],
  [
    'replies to one message in another order',
    /r0-0>1 came where web:p1:r0-0>0 should have/u,
    talk(asked, [`${one}>1`, ...less(`${one}>1`)]),
  ],
  [
    'a second reply that is missing, and how far it came',
    /nothing came where web:p1:r0-0>1 should have \(done after 1 attempts\)/u,
    talk(asked, less(`${one}>1`)),
  ],
  ['an answer that was shown twice', /2 times, 1 may be/u, talk(asked, [...shown, shown.at(-1) ?? ''])],
  ['an answer that came more often than it was tried', /3 times, 2 may be/u, retried(2, [copy(), copy(), copy()])],
  [
    'an answer that came again though the desk was told of it',
    /2 times, 1 may be/u,
    retried(3, [copy(50_000), copy(60_000)]),
  ],
  [
    'one that came again, where the trouble was long before or long after',
    /2 times, 1 may be/u,
    retried(
      3,
      [copy(50_000), copy(60_000)],
      [
        { from: 0, to: 40_000 },
        { from: 60_000, to: 60_100 },
      ],
    ),
  ],
  ['something that nobody has sent', /shown something under web:x>0/u, talk(asked, [...shown, 'web:x>0'])],
  ['something without a key', /under no key/u, talk(asked, [...shown, ''])],
  ['a report that is not there', /0 reports stored, 1 filed/u, () => ({ reports: [] })],
  [
    'a report that is there twice',
    /2 reports stored/u,
    () => ({ reports: [report('2026-0001'), report('2026-0002')] }),
  ],
  [
    'a report of somebody else',
    /0002 is of nobody/u,
    () => ({ reports: [report('2026-0001'), report('2026-0002', 'nobody')] }),
  ],
  ['a gap in the numbers', /place 1 has the number 2026-0002/u, () => ({ reports: [report('2026-0002')] })],
  [
    'a number that was given twice',
    /place 2 has the number 2026-0001/u,
    () => ({ reports: [report('2026-0001'), report('2026-0001')] }),
  ],
  ['an answer that is not in its report', /answer to place \(r0-1\) is not in report 1/u, filed({ answers: {} })],
  [
    'an answer that was changed',
    /answer to place \(r0-1\) is not/u,
    filed({ answers: { ...answers, place: { value: 'transit2' } } }),
  ],
  [
    'a button’s answer that is not in its report',
    /answer to items \(r0-2\) is not/u,
    filed({ answers: { ...answers, items: { value: ['mail'] } } }),
  ],
  [
    'a time that is not in its report',
    /answer to found \(r0-3\) is not/u,
    filed({ answers: { ...answers, found: { value: null } } }),
  ],
  [
    'an answer to what was skipped',
    /answer to site \(r0-4\) is not/u,
    filed({ answers: { ...answers, site: { value: '改札' } } }),
  ],
  ['words that are not in their report', /report 1 lacks USB/u, filed({ told: [] })],
  ['words that stand there twice', /report 1 holds USB/u, filed({ told: [words, words] })],
  ['words of something else', /report 1 holds 別の話/u, filed({ told: [words, '別の話'] })],
  ['a report without a timeline', /2026-0001: nothing/u, () => ({ timelines: new Map() })],
  ['a timeline that does not begin with its report', /alerted, filed/u, timeline('alerted', 'filed')],
  ['a report that was filed twice', /filed, filed, alerted/u, timeline('filed', 'filed', 'alerted')],
  ['a report of which nobody was alerted', /2026-0001: filed$/mu, timeline('filed')],
  ['a missing alert, and how far it came', /0 alerts to chief on web \(done after 1 attempts\)/u, chief()],
  [
    'a second alert for one report',
    /2 alerts to chief on web/u,
    chief(alert('chief'), 'alert:2026-0001:chief>web:elsewhere'),
  ],
  ['an alert that was shown twice', /chief on web was shown .* 2 times/u, chief(alert('chief'), alert('chief'))],
  ['a line of the log that was changed', /line 4 does not follow/u, ({ log }) => ({ log: { ...log, broken: 4 } })],
  [
    'a log that is empty',
    /report:2026-0001: 0 lines, 1 should be/u,
    ({ log }) => ({ log: { ...log, writes: new Map() } }),
  ],
  ['a filing that is not in the log', /report:2026-0001: 0 lines/u, lines('p1 report:2026-0001', 0)],
  ['an answer that is not in the log', /form:incident: 4 lines, 5 should be/u, lines('p1 form:incident', 4)],
  ['a question that is in the log twice', /question: 2 lines, 1 should be/u, lines('p1 question', 2)],
  ['what the doctor finds', /dead-jobs: 1/u, () => ({ doctor: ['dead-jobs: 1'] })],
];

describe('the checker of the torture', () => {
  const found = (spoil: Spoil) => violations({ ...good(), ...spoil(good()) });

  it('finds nothing where nothing went wrong', () => {
    assert.deepEqual(violations(good()), []);
  });

  for (const [what, words, spoil] of cases)
    it(`finds ${what}`, () => {
      assert.match(
        found(spoil)
          .map(({ reason }) => reason)
          .join('\n'),
        words,
      );
    });

  it('has a case above for each of its rules', () => {
    const broken = new Set(cases.flatMap(([, , spoil]) => found(spoil).map(({ rule }) => rule)));
    assert.deepEqual(
      ruleNames.filter((rule) => !broken.has(rule)),
      [],
    );
  });

  for (const [what, copies, troubles] of [
    ['the desk was not told that it had come', [copy(), copy(60_000)], []],
    ['it was killed before it could note that', [copy(50_000), copy(60_000)], [{ from: 50_100, to: 50_200 }]],
    ['its store was away', [copy(50_000), copy(60_000)], [{ from: 40_000, to: 55_000 }]],
  ] as const)
    it(`lets pass what came again, and counts it, where ${what}`, () => {
      const spoil = retried(2, copies, troubles);
      assert.deepEqual(found(spoil), []);
      assert.deepEqual(repeatsOf({ ...good(), ...spoil(good()) }), { web: 1 });
    });

  it('puts the numbers beyond 9999 in their order', () => {
    const reports = Array.from({ length: 10_001 }, (_, i) => report(`2026-${String(i + 1).padStart(4, '0')}`));
    assert.deepEqual(
      violations({ ...good(), reports }).filter(({ rule }) => rule.startsWith('numbers')),
      [],
    );
  });
});

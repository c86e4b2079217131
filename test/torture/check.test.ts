import assert from 'node:assert/strict';
import type { Report } from '../../src/types.ts';
import { type Evidence, type JobState, repeatsOf, ruleNames, violations } from './check.ts';
import type { Seen } from './platform.ts';
import { createWeb } from './web.ts';

const seen = (key: string): Seen => ({ key, text: '', buttons: [] });
const web = createWeb();
const report = (number: string, reporter = 'p1') =>
  ({ number, reporter, answers: { place: { value: '改札の近く' } } }) as unknown as Report;
const job = (attempt = 1, state = 'done', reason = ''): JobState => ({ state, attempt, reason });

const [one, two] = ['web:p1:r0-0', 'web:p1:r0-1'];
const alert = (person: string, number = '2026-0001') => `alert:${number}:${person}>web:${person}`;

/** A run in which nothing went wrong. */
function good(): Evidence {
  const said = { choice: { id: 'form:1:answer:place', values: ['改札の近く'] } };
  const acknowledged = [
    { key: 'r0-0', said: { text: 'x' }, after: 0 },
    { key: 'r0-1', said, after: 1 },
  ];
  const told = ['boss', 'chief'].map(
    (person) => ({ person, platform: 'web', repeats: 'none', seen: [seen(alert(person))] }) as const,
  );
  const keys = [one, two, `${one}>0`, `${two}>0`, alert('boss'), alert('chief')];
  return {
    people: [{ id: 'p1', platform: web, acknowledged, filed: 1 }],
    conversations: new Map([['p1', { taken: [one, two], seen: [seen(`${one}>0`), seen(`${two}>0`)] }]]),
    reports: [report('2026-0001')],
    timelines: new Map([['2026-0001', ['filed', 'alerted']]]),
    jobs: new Map(keys.map((key) => [key, job()])),
    told,
    log: { rows: 9 },
    doctor: [],
  };
}

type Spoil = (evidence: Evidence) => Partial<Evidence>;

/** The one conversation, spoilt. */
const talk =
  (taken: readonly string[], keys: readonly string[]): Spoil =>
  () => ({ conversations: new Map([['p1', { taken, seen: keys.map(seen) }]]) });

/** The same conversation on a platform that may repeat, whose sends were tried so often. */
const retried =
  (attempt: number, keys: readonly string[]): Spoil =>
  (evidence) => ({
    ...talk([one, two], keys)(evidence),
    people: evidence.people.map((person) => ({ ...person, platform: { ...web, repeats: 'at-least-once' } })),
    jobs: new Map([...evidence.jobs, [`${two}>0`, job(attempt)]]),
  });

const timeline =
  (...acts: readonly string[]): Spoil =>
  () => ({ timelines: new Map([['2026-0001', acts]]) });

/** What the chief was shown instead. */
const chief =
  (...keys: readonly string[]): Spoil =>
  ({ told }) => ({ told: told.map((all) => (all.person === 'chief' ? { ...all, seen: keys.map(seen) } : all)) });

const cases: readonly (readonly [string, RegExp, Spoil])[] = [
  ['a conversation that is not there', /p1: nothing/u, () => ({ conversations: new Map() })],
  ['an acknowledged message that is not there', /acknowledged r0-1 .* is lost/u, talk([one], [`${one}>0`])],
  [
    'a message without an answer, and how far it came',
    /r0-1 has no answer \(message: done after 1 attempts; answer: open after 3 attempts busy\)/u,
    (evidence) => ({
      ...talk([one, two], [`${one}>0`])(evidence),
      jobs: new Map([...evidence.jobs, [`${two}>0`, job(3, 'open', 'busy')]]),
    }),
  ],
  ['a message that was taken twice', /taken twice/u, talk([one, two, two], [`${one}>0`, `${two}>0`])],
  ['messages in another order', /r0-1 was taken before r0-0/u, talk([two, one], [`${two}>0`, `${one}>0`])],
  ['answers in another order', /came where that to/u, talk([one, two], [`${two}>0`, `${one}>0`])],
  ['an answer that was shown twice', /2 times, 1 may be/u, talk([one, two], [`${one}>0`, `${two}>0`, `${two}>0`])],
  [
    'an answer that came more often than it was tried',
    /3 times, 2 may be/u,
    retried(2, [`${one}>0`, `${two}>0`, `${two}>0`, `${two}>0`]),
  ],
  [
    'something that nobody has sent',
    /shown something under web:x>0/u,
    talk([one, two], [`${one}>0`, `${two}>0`, 'web:x>0']),
  ],
  ['something without a key', /under no key/u, talk([one, two], [`${one}>0`, `${two}>0`, ''])],
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
  [
    'an answer that is not in its report',
    /answer to place \(r0-1\) is not in report 1/u,
    ({ reports }) => ({ reports: reports.map((each) => ({ ...each, answers: {} })) }),
  ],
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
  ['a line of the log that was changed', /line 4 does not follow/u, () => ({ log: { rows: 9, broken: 4 } })],
  ['a log that is empty', /0 lines for 1 reports/u, () => ({ log: { rows: 0 } })],
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

  it('counts what came again, and lets it pass where it was tried again', () => {
    const spoil = retried(2, [`${one}>0`, `${two}>0`, `${two}>0`]);
    assert.deepEqual(found(spoil), []);
    assert.deepEqual(repeatsOf({ ...good(), ...spoil(good()) }), { web: 1 });
  });
});

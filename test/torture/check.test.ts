import assert from 'node:assert/strict';
import type { Report } from '../../src/types.ts';
import { type Evidence, violations } from './check.ts';
import type { Seen } from './platform.ts';
import { createWeb } from './web.ts';

const seen = (key: string, over: Partial<Seen> = {}): Seen => ({ key, text: '', alert: false, buttons: [], ...over });
const platform = createWeb();
const report = (number: string, reporter = 'p1') =>
  ({ number, reporter, answers: { place: { value: '改札の近く' } } }) as unknown as Report;

/** A run in which nothing went wrong. */
function good(): Evidence {
  const said = { choice: { id: 'form:1:answer:place', values: ['改札の近く'] } };
  const acknowledged = [
    { key: 'r0-0', said: { text: 'x' } },
    { key: 'r0-1', said },
  ];
  const conversation = {
    taken: ['web:p1:r0-0', 'web:p1:r0-1'],
    seen: [seen('web:p1:r0-0>0'), seen('web:p1:r0-1>0')],
  };
  return {
    people: [{ id: 'p1', platform, acknowledged, filed: 1 }],
    conversations: new Map([['p1', conversation]]),
    reports: [report('2026-0001')],
    told: [[seen('alert', { alert: true, number: '2026-0001' })]],
    doctor: [],
    kills: 3,
  };
}

type Spoil = (evidence: Evidence) => Partial<Evidence>;

/** The one conversation, spoilt. */
const talk =
  (taken: readonly string[], keys: readonly string[]): Spoil =>
  () => ({
    conversations: new Map([['p1', { taken, seen: keys.map((key) => seen(key)) }]]),
  });

const [one, two] = ['web:p1:r0-0', 'web:p1:r0-1'];

const cases: readonly (readonly [string, RegExp, Spoil])[] = [
  ['an acknowledged message that is not there', /r0-1 is lost/u, talk([one], [`${one}>0`])],
  ['a message without an answer', /r0-1 has no answer/u, talk([one, two], [`${one}>0`])],
  ['a message that was taken twice', /taken twice/u, talk([one, two, two], [`${one}>0`, `${two}>0`])],
  ['answers in another order', /not in the order/u, talk([one, two], [`${two}>0`, `${one}>0`])],
  ['an answer that was shown twice', /came twice/u, talk([one, two], [`${one}>0`, `${two}>0`, `${two}>0`])],
  ['a report that is not there', /0 reports stored, 1 filed/u, () => ({ reports: [] })],
  [
    'a report that is there twice',
    /2 reports stored/u,
    () => ({ reports: [report('2026-0001'), report('2026-0002')] }),
  ],
  ['a gap in the numbers', /a gap or a double/u, () => ({ reports: [report('2026-0002')] })],
  [
    'an answer that is not in its report',
    /answer to place is not in report 1/u,
    ({ reports }) => ({ reports: reports.map((each) => ({ ...each, answers: {} })) }),
  ],
  ['a missing alert', /2026-0001: 0 alerts/u, () => ({ told: [[]] })],
  [
    'a second alert for one report',
    /2026-0001: 2 alerts/u,
    ({ told }) => ({ told: told.map((all) => [...all, seen('other', { alert: true, number: '2026-0001' })]) }),
  ],
  ['what the doctor finds', /access-log/u, () => ({ doctor: ['access-log: row 3'] })],
];

describe('the checker of the torture', () => {
  it('finds nothing where nothing went wrong', () => {
    assert.deepEqual(violations(good()), []);
  });

  for (const [what, words, spoil] of cases)
    it(`finds ${what}`, () => {
      const evidence = good();
      assert.match(violations({ ...evidence, ...spoil(evidence) }).join('\n'), words);
    });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePeople } from '../src/people.ts';
import { comparePeople } from '../src/people-change.ts';
import { person } from './training/samples.ts';

const head = 'id,name,mail,role,manager,language,dispatched from,contract,time zone,calendar\n';
const row = (id: string, manager = '') => `${id},名,${id}@x.jp,staff,${manager},,,,,\n`;

describe('what an import changes', () => {
  it('is who is new, who is different and in what, and who leaves', () => {
    const known = [person('a'), person('b', { agency: '人材社' }), person('c')];
    const rows = [person('a'), person('b', { contracts: ['K1', 'K2'] }), person('d')];
    const { added, changed, leaving } = comparePeople(known, rows);
    assert.deepEqual(
      added.map(({ id }) => id),
      ['d'],
    );
    assert.deepEqual(
      leaving.map(({ id }) => id),
      ['c'],
    );
    assert.deepEqual(
      changed.map(({ person: { id }, fields }) => [id, fields]),
      [
        [
          'b',
          [
            { field: 'agency', before: '人材社', after: '' },
            { field: 'contracts', before: 'K1', after: 'K1; K2' },
          ],
        ],
      ],
    );
  });
});

describe('managers in people.csv', () => {
  const circles = (text: string) => parsePeople(head + text).problems.map(({ line, finding }) => `${line} ${finding}`);

  it('may form a long line, and may have no manager themselves', () => {
    assert.deepEqual(circles(row('a', 'b') + row('b', 'c') + row('c')), []);
  });

  it('must not go round in a circle, nor lead themselves', () => {
    assert.deepEqual(circles(row('a', 'b') + row('b', 'a') + row('c', 'a')), [
      '2 the managers go round in a circle: a → b → a',
      '3 the managers go round in a circle: b → a → b',
    ]);
    assert.deepEqual(circles(row('a', 'a')), ['2 the managers go round in a circle: a → a']);
  });

  it('are refused exactly where somebody is above themselves', () => {
    const managers = fc.array(fc.integer({ min: -1, max: 9 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(managers, (above) => {
        const text = above.map((boss, n) => row(`p${n}`, boss < 0 ? '' : `p${boss}`)).join('');
        const isAbove = (n: number): boolean => {
          let at = above[n] ?? -1;
          for (let steps = 0; at >= 0 && at !== n && steps < 12; steps++) at = above[at] ?? -1;
          return at === n;
        };
        const expected = above.flatMap((_, n) => (isAbove(n) ? [n + 2] : []));
        assert.deepEqual(
          parsePeople(head + text).problems.map(({ line }) => line),
          expected,
        );
      }),
    );
  });

  it('are checked in a file of 50,000 people', () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => row(`p${n}`, n === 0 ? '' : `p${n - 1}`)).join('');
    const { people, problems } = parsePeople(head + rows);
    assert.deepEqual([people.length, problems.length], [50_000, 0]);
  });
});

describe('where people work', () => {
  it('is a time zone and a calendar', () => {
    const { people, problems } = parsePeople(
      `${head}a,名,a@x.jp,staff,,,,,Europe/Berlin,weekdays\nb,名,b@x.jp,staff,,,,,Asia/Tokyo,日本\n`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      people.map(({ zone, calendar }) => [zone, calendar]),
      [
        ['Europe/Berlin', 'weekdays'],
        [undefined, undefined],
      ],
    );
  });

  it('is refused where there is no such zone or calendar', () => {
    const { problems } = parsePeople(`${head}a,名,a@x.jp,staff,,,,,Berlin,moon\n`);
    assert.deepEqual(
      problems.map(({ finding }) => finding.split(':')[0]),
      ['time zone', 'calendar'],
    );
  });
});

import assert from 'node:assert/strict';
import { hintLines } from '../../src/incident/facts.ts';
import { hintsOf, screen } from '../../src/incident/screening.ts';
import { incident, screenings } from '../../src/strings/incident.ts';
import type { Answers } from '../../src/types.ts';

const personal: Answers = {
  info: { value: 'personal' },
  items: { value: ['name'] },
  sensitive: { value: ['none'] },
  persons: { value: 10 },
};

describe('the screening', () => {
  it('begins above 100 and above 1,000 persons, not at them', () => {
    const at = (value: number | string) => screen({ ...personal, persons: { value } });
    assert.deepEqual(at(100), []);
    assert.deepEqual(at(101), ['persons100']);
    assert.deepEqual(at(1000), ['persons100']);
    assert.deepEqual(at(1001), ['persons100', 'persons1000']);
  });

  it('judges a range by its upper bound, and an unknown number as large', () => {
    const at = (persons: Answers[string]) => screen({ ...personal, persons });
    assert.deepEqual(at({ value: '50-150' }), ['persons100']);
    assert.deepEqual(at({ value: '1-100' }), []);
    assert.deepEqual(at({ value: '500-' }), ['persons100', 'persons1000']);
    assert.deepEqual(at({ value: null }), ['persons100', 'persons1000']);
  });

  it('takes a question that was never asked as one that nobody could answer: whoever files early hides nothing', () => {
    const all = ['persons100', 'persons1000', 'special', 'property', 'mynumber'];
    assert.deepEqual(screen({ kind: { value: 'lost' } }), all);
    for (const never of ['items', 'sensitive']) {
      const { [never]: _, ...answers } = personal;
      assert.deepEqual(screen(answers), ['special', 'property', 'mynumber'], never);
      assert.deepEqual(screen(answers), screen({ ...personal, [never]: { value: null } }), never);
    }
  });

  it('leaves a wrongful purpose to what speaks for it: it would give the prefecture more time, not less', () => {
    assert.ok(!screen({ kind: { value: 'lost' }, cause: { value: null } }).includes('wrongful'));
  });

  it('sees special-care information, card and login data, My Number', () => {
    assert.deepEqual(screen({ ...personal, items: { value: ['health'] } }), ['special']);
    assert.deepEqual(screen({ ...personal, items: { value: ['bank'] } }), ['property']);
    assert.deepEqual(screen({ ...personal, sensitive: { value: ['money', 'mynumber'] } }), ['property', 'mynumber']);
    assert.deepEqual(screen({ ...personal, sensitive: { value: ['none'] } }), []);
  });

  it('takes an unknown My Number for one', () => {
    assert.ok(screen({ ...personal, sensitive: { value: null } }).includes('mynumber'));
  });

  it('sees a wrongful purpose in intrusion, malware, insiders and theft', () => {
    for (const kind of ['malware', 'intrusion', 'insider'])
      assert.deepEqual(screen({ ...personal, kind: { value: kind } }), ['wrongful'], kind);
    assert.deepEqual(screen({ ...personal, kind: { value: 'lost' }, cause: { value: 'theft' } }), ['wrongful']);
  });

  it('does not count persons where the information is confidential only', () => {
    assert.deepEqual(screen({ info: { value: 'confidential' } }), []);
  });

  it('tells what is known to speak for a category from what is only not known', () => {
    const marked = (answers: Answers) =>
      hintsOf(answers)
        .map(({ category, open }) => (open ? `${category}?` : category))
        .join(' ');
    assert.equal(marked({ kind: { value: 'lost' } }), 'persons100? persons1000? special? property? mynumber?');
    assert.equal(marked({ ...personal, persons: { value: 1495 } }), 'persons100 persons1000');
    assert.equal(marked({ ...personal, persons: { value: '500-' } }), 'persons100 persons1000?');
    assert.equal(
      marked({ ...personal, sensitive: { value: null }, items: { value: ['health'] } }),
      'special property? mynumber?',
    );
    assert.equal(hintLines({ ...personal, sensitive: { value: null } }, 'ja')[0], '要配慮個人情報を含む（未確認）');
  });

  it('says "may", never that a report is not needed', () => {
    const all = JSON.stringify([screenings, incident.screeningNote]);
    assert.doesNotMatch(all, /不要|必要ありません|not required|no report/u);
    assert.match(incident.screeningNote.ja, /可能性.*判断は甲（県）/u);
  });
});

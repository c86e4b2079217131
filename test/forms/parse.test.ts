import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Entered, parseAnswer } from '../../src/forms/parse.ts';
import { problems } from '../../src/strings/common.ts';
import type { Answer, Answers } from '../../src/types.ts';
import { incidentForm } from '../incident/talk.ts';
import { night, stepCalled } from './samples.ts';

function parse(id: string, entered: Entered | string, answers: Answers = {}) {
  const input = typeof entered === 'string' ? { text: entered } : entered;
  return parseAnswer(stepCalled(id), input, { now: night, answers });
}

function answer(id: string, entered: Entered | string): Answer | undefined {
  const parsed = parse(id, entered);
  return 'answer' in parsed ? parsed.answer : undefined;
}

function problem(id: string, entered: Entered | string) {
  const parsed = parse(id, entered);
  return 'problem' in parsed ? parsed.problem : undefined;
}

describe('an answer', () => {
  it('"I don\'t know" is taken where the step allows it, in many words', () => {
    for (const text of [
      'わからない',
      'わかりません',
      '不明です',
      'まだ分からない',
      'idk',
      'not sure',
      "I don't know",
      'unknown',
      '？',
    ]) {
      assert.deepEqual(answer('persons', text), { value: null }, text);
    }
    assert.equal(problem('kind', 'わからない'), problems.needed);
  });

  it('"I don\'t know" passes a step that may be skipped', () => {
    assert.deepEqual(answer('note', 'わからない'), { value: '' });
  });

  it('to a choice is its label, its value, its words or yes and no', () => {
    assert.deepEqual(answer('kind', 'missent'), { value: 'missent' });
    assert.deepEqual(answer('kind', '電車でなくしました'), { value: 'lost' });
    for (const text of ['はい', 'ええ、そうです', 'yes', 'Yep!'])
      assert.deepEqual(answer('safe', text), { value: 'yes' }, text);
    for (const text of ['いいえ', 'いいえ、もう止めました', 'no', 'nope'])
      assert.deepEqual(answer('safe', text), { value: 'no' }, text);
    assert.equal(problem('kind', 'さあ何だろう'), problems.pickOne);
    assert.equal(problem('kind', { values: [] }), problems.pickOne);
  });

  it('to several choices is a list of labels or words; "no" is the one that stands alone', () => {
    assert.deepEqual(answer('items', '氏名と住所'), { value: ['name', 'address'] });
    assert.deepEqual(answer('items', 'なし'), { value: ['none'] });
    assert.deepEqual(answer('items', { values: ['name', 'none'] }), { value: ['name'] });
    assert.equal(problem('items', { values: [] }), problems.pickSome);
  });

  it('to a number is a number, a range or a range button', () => {
    assert.deepEqual(answer('persons', '約３００人です'), { value: 300, approx: true });
    assert.deepEqual(answer('persons', { values: ['101-'] }), { value: '101-' });
    assert.deepEqual(answer('persons', { values: ['300'] }), { value: 300 });
    assert.deepEqual(answer('persons', '40、50人くらい'), { value: '40-50', approx: true });
    assert.equal(problem('persons', 'たくさん'), problems.number);
    assert.equal(problem('persons', '-5'), problems.wholeNumber);
    assert.equal(problem('persons', '3.5人'), problems.wholeNumber);
    assert.equal(problem('persons', '朝8時ごろ6階で'), problems.number);
  });

  it('to a time comes from words, from an input in Japan time or from the button "now"', () => {
    assert.deepEqual(answer('found', '昨日の15時ごろです'), { value: '2026-11-21T15:00', approx: true });
    assert.deepEqual(answer('found', { values: ['2026-11-21T15:00'] }), { value: '2026-11-21T15:00' });
    assert.deepEqual(answer('found', { values: ['now'] }), { value: '2026-11-22T23:00' });
    assert.equal(problem('found', { values: ['2026-11-23T15:00'] }), problems.future);
    assert.equal(problem('found', '明日'), problems.future);
    assert.equal(problem('found', '先日'), problems.time);
    assert.deepEqual(answer('found', '先日（11/20）'), { value: '2026-11-20' });
    assert.equal(problem('found', '2/30'), problems.impossible);
    assert.equal(problem('found', 'なんとなく'), problems.time);
  });

  it('to a text is what was written, up to its length, as text and not as HTML', () => {
    assert.deepEqual(answer('note', ' <b>駅</b>で\u0000\u200b落とした '), { value: '<b>駅</b>で落とした' });
    assert.match(problem('note', 'あ'.repeat(101))?.ja ?? '', /100文字/u);
    assert.equal(problem('note', '😱😱'), problems.empty);
  });

  it('says whether the text says nothing else', () => {
    const exact = (id: string, text: string) => {
      const parsed = parse(id, text);
      return 'exact' in parsed && parsed.exact;
    };
    assert.ok(exact('persons', 'たぶん300人くらいかな？'));
    assert.ok(exact('found', '昨日の15時ごろだと思います'));
    assert.ok(!exact('persons', '300人分の氏名です'));
    assert.ok(!exact('found', '昨日の試合どっちが勝った？'));
  });

  it('of an input must be one that was offered', () => {
    assert.equal(problem('kind', { values: ['gone'] }), problems.notOffered);
    assert.equal(problem('kind', { values: ['__proto__'] }), problems.notOffered);
    assert.equal(problem('items', { values: ['name', 'gone'] }), problems.notOffered);
  });

  it('or a problem is found for anything at all', () => {
    const steps = fc.constantFrom(...incidentForm().steps);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
    );
    const entered = fc.oneof(
      text.map((one) => ({ text: one })),
      fc.array(text, { maxLength: 3 }).map((values) => ({ values })),
    );
    fc.assert(
      fc.property(steps, entered, (step, one) => {
        const parsed = parseAnswer(step, one, { now: night });
        assert.ok('answer' in parsed || parsed.problem.ja !== '');
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { inputOf, readable, readableTime } from '../../src/forms/show.ts';
import type { Answer } from '../../src/types.ts';
import { stepCalled } from './samples.ts';

function both(id: string, answer: Answer): readonly string[] {
  return [readable(stepCalled(id), answer, 'ja'), readable(stepCalled(id), answer, 'en')];
}

describe('an answer is shown', () => {
  it('as a time in Japan, about where it is about', () => {
    assert.deepEqual(both('found', { value: '2026-11-22T15:00', approx: true }), [
      '2026年11月22日（日）15:00ごろ（JST）',
      'Sun 22 Nov 2026, about 15:00 JST',
    ]);
    assert.equal(readableTime('2026-11-20', false, 'ja'), '2026年11月20日（金）');
    assert.equal(readableTime('2026-11-20', true, 'en'), 'about Fri 20 Nov 2026');
  });

  it('as a number with its unit, a range or a bound', () => {
    assert.deepEqual(both('persons', { value: 1300, approx: true }), ['約1,300人', 'about 1,300 人']);
    assert.equal(readable(stepCalled('persons'), { value: 1 }, 'en'), '1 person');
    assert.deepEqual(both('persons', { value: '1-100' }), ['1〜100人', '1–100 人']);
    assert.deepEqual(both('persons', { value: '-500' }), ['500人まで', 'up to 500 人']);
    assert.deepEqual(both('persons', { value: '1001-' }), ['1,001人以上', '1,001 人 or more']);
  });

  it('by the labels of its choices', () => {
    assert.deepEqual(both('items', { value: ['name', 'address'] }), ['name、address', 'name, address']);
  });

  it('as unknown or not given', () => {
    assert.deepEqual(both('persons', { value: null }), ['わからない', "I don't know"]);
    assert.deepEqual(both('note', { value: '' }), ['記入なし', 'not given']);
  });
});

describe('a step is shown', () => {
  it('as an input with its options and what is already answered', () => {
    assert.deepEqual(inputOf(stepCalled('items'), 'i', { items: { value: ['name'] } }, 'ja'), {
      id: 'i',
      kind: 'choices',
      label: 'items?',
      options: ['name', 'address', 'none'].map((value) => ({ value, label: value })),
      values: ['name'],
    });
  });

  it('without options where it is a number: its ranges are buttons', () => {
    assert.deepEqual(inputOf(stepCalled('persons'), 'i', {}, 'en'), { id: 'i', kind: 'number', label: 'persons?' });
  });

  it('with the length of a text', () => {
    assert.equal(inputOf(stepCalled('note'), 'i', {}, 'en').max, 100);
  });
});

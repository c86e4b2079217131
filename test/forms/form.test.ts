import assert from 'node:assert/strict';
import { TokkiError } from '../../src/errors.ts';
import { parseForm } from '../../src/forms/form.ts';
import { incidentForm } from '../incident/talk.ts';
import { sample } from './samples.ts';

function refusal(data: unknown): string {
  try {
    parseForm(data, 'sample.yaml');
  } catch (error) {
    assert.ok(error instanceof TokkiError && error.code === 'knowledge');
    return error.message;
  }
  throw new Error('the form was accepted');
}

function withStep(index: number, change: object): unknown {
  return { ...sample, steps: sample.steps.map((step, i) => (i === index ? { ...step, ...change } : step)) };
}

describe('a form file', () => {
  it('names the file and the field that is wrong', () => {
    assert.match(refusal(withStep(0, { question: { ja: '何' } })), /sample\.yaml.*steps\[0\]\.question\.en/su);
    assert.match(refusal(withStep(0, { helpful: true })), /helpful/u);
  });

  it('may not use a step id or an option twice', () => {
    assert.match(refusal(withStep(1, { id: 'kind' })), /two steps are called kind/u);
    const option = { value: 'lost', label: { ja: '紛失', en: 'Lost' } };
    assert.match(refusal(withStep(0, { options: [option, option] })), /step kind has a value twice/u);
  });

  it('may not depend on a later step, nor on a value that the earlier one does not have', () => {
    assert.match(refusal(withStep(0, { when: { items: ['name'] } })), /step kind depends on items: name/u);
    assert.match(refusal(withStep(1, { when: { kind: ['gone'] } })), /step safe depends on kind: gone/u);
  });

  it('may not have a milestone on a step that is not there', () => {
    assert.match(refusal({ ...sample, milestones: { first: ['nowhere'] } }), /nowhere/u);
  });
});

describe('the incident form', () => {
  const form = incidentForm();

  it('asks for a reason that is an article of the annex, in both languages, within a line or two', () => {
    for (const { id, question, why } of form.steps) {
      assert.match(why, /^(?:6|9|10|16)\./u, id);
      assert.ok(question.ja.length <= 60 && question.en.length <= 120, id);
    }
  });

  it('can be filed after the kind, whether it goes on, when it was found and where', () => {
    const asked = form.steps.slice(0, 4).map(({ id }) => id);
    assert.deepEqual(asked, ['kind', 'ongoing', 'found', 'place']);
    assert.deepEqual(form.milestones.first?.flat(), [...asked, 'contract']);
  });

  it('has the eight kinds of incident and one for the rest', () => {
    const [kind] = form.steps;
    assert.equal(kind?.kind === 'choice' && kind.options.length, 9);
  });
});

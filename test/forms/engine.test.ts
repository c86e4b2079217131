import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answered, back, edit, next, openPoints, progress, reached } from '../../src/forms/engine.ts';
import type { Answer, OpenForm } from '../../src/types.ts';
import { incidentForm } from '../incident/talk.ts';
import { form, opened } from './samples.ts';

const lost: Answer = { value: 'lost' };

describe('the form engine', () => {
  it('asks the first step that applies and has no answer', () => {
    assert.equal(next(form, opened())?.id, 'kind');
    assert.equal(next(form, opened({ kind: lost }))?.id, 'safe');
    assert.equal(next(form, opened({ kind: { value: 'missent' } }))?.id, 'items');
  });

  it('asks a step again while it is being edited, and goes on where it was', () => {
    const open = edit(opened({ kind: lost, safe: { value: null } }), 'kind');
    assert.equal(next(form, open)?.id, 'kind');
    const changed = answered(open, 'kind', { value: 'missent' });
    assert.equal(next(form, changed)?.id, 'items');
    assert.deepEqual(Object.keys(changed.answers), ['kind', 'safe']);
  });

  it('leaves an edited answer as it was when the person goes back', () => {
    const open = opened({ kind: lost });
    assert.deepEqual(back(edit(open, 'kind'), 'kind'), open);
  });

  it('takes "I don\'t know" as an answer and lists it as an open point', () => {
    const open = opened({ kind: lost, safe: { value: null }, items: { value: ['name'] } });
    assert.equal(next(form, open)?.id, 'persons');
    assert.deepEqual(
      openPoints(form, open.answers).map(({ id }) => id),
      ['safe', 'persons', 'found', 'occurred'],
    );
  });

  it('counts only the questions that apply', () => {
    assert.deepEqual(progress(form, opened()), { at: 1, of: 6 });
    assert.deepEqual(progress(form, opened({ kind: lost })), { at: 2, of: 7 });
  });

  it('reaches a milestone by one of each group, and by a step that is not asked', () => {
    assert.equal(reached(form, 'enough', { kind: lost }), false);
    assert.equal(reached(form, 'enough', { kind: lost, note: { value: 'x' } }), true);
    const without = { ...form, steps: form.steps.filter(({ id }) => id !== 'kind') };
    assert.equal(reached(without, 'first', {}), true);
  });
});

describe('any form', () => {
  const real = incidentForm();
  const ids = fc.constantFrom(...real.steps.map(({ id }) => id));
  const answer = fc.constantFrom<Answer>(
    { value: null },
    { value: '' },
    { value: 'yes' },
    { value: ['paper'] },
    { value: 3 },
  );
  const answers = fc.array(fc.tuple(ids, answer), { maxLength: 40 }).map((all) => Object.fromEntries(all));

  it('comes to an end: each answer leaves fewer questions than there are steps', () => {
    fc.assert(
      fc.property(answers, answer, (given, one) => {
        let open: OpenForm = opened(given);
        for (let asked = 0; asked <= real.steps.length; asked++) {
          const step = next(real, open);
          if (!step) return;
          open = answered(open, step.id, one);
        }
        assert.fail('it asks for ever');
      }),
    );
  });

  it('is back where it was when an answer is taken back', () => {
    fc.assert(
      fc.property(answers, answer, (given, one) => {
        const open = opened(given);
        const step = next(real, open);
        if (step) assert.deepEqual(back(answered(open, step.id, one), step.id), open);
      }),
    );
  });

  it('keeps every other answer when one is given, taken back or edited', () => {
    fc.assert(
      fc.property(answers, ids, answer, (given, id, one) => {
        const { [id]: _, ...others } = given;
        const after = answered(opened(given), id, one).answers;
        assert.deepEqual(Object.fromEntries(Object.entries(after).filter(([key]) => key !== id)), others);
        assert.deepEqual(
          Object.keys(back(opened(given), Object.keys(given).at(-1) ?? '').answers),
          Object.keys(given).slice(0, -1),
        );
        assert.deepEqual(edit(opened(given), id).answers, given);
      }),
    );
  });
});

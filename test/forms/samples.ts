/** A small form that shows each kind of step, and what tests of the engine need around it. */
import { type Form, parseForm, type Step } from '../../src/forms/form.ts';
import type { Answers, OpenForm } from '../../src/types.ts';

const both = (text: string) => ({ ja: text, en: text });
const step = (id: string, kind: string, more: object = {}) => ({
  id,
  kind,
  question: both(`${id}?`),
  label: both(id),
  why: '16.1',
  ...more,
});
const option = (value: string, ...words: readonly string[]) => ({
  value,
  label: both(value),
  ...(words.length > 0 && { words: { ja: words, en: [] } }),
});

/** What a form file holds; tests change a copy to make it wrong. */
export const sample = {
  id: 'sample',
  version: 1,
  title: both('Sample'),
  milestones: { first: ['kind'], enough: ['kind', ['persons', 'note']] },
  steps: [
    step('kind', 'choice', { options: [option('lost', 'なくし'), option('missent', '誤送信')] }),
    step('safe', 'choice', { options: [option('yes'), option('no')], unknown: true, when: { kind: ['lost'] } }),
    step('items', 'choices', {
      options: [option('name', '氏名'), option('address', '住所'), { ...option('none'), alone: true }],
      unknown: true,
    }),
    step('persons', 'number', {
      unit: { ...both('人'), one: 'person' },
      words: { ja: ['人', '名'], en: ['people'] },
      options: [option('1-100'), option('101-')],
      unknown: true,
    }),
    step('found', 'datetime', { words: { ja: ['気づ'], en: ['noticed'] } }),
    step('occurred', 'datetime', { unknown: true }),
    step('note', 'text', { optional: true, max: 100 }),
  ],
};

export const form: Form = parseForm(sample, 'sample.yaml');

export function stepCalled(id: string): Step {
  const found = form.steps.find((one) => one.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
}

/** Sun 22 Nov 2026, 23:00 JST. */
export const night = Date.UTC(2026, 10, 22, 14, 0);

export function opened(answers: Answers = {}): OpenForm {
  return { form: 'sample', key: 'k', answers, told: [], started: night };
}

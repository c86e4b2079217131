/** What is pressed in the tests of Teams, and how it is found in a card. */
import assert from 'node:assert/strict';
import type { FormView, Reply } from '../../../src/types.ts';
import { invoked, type Wire } from './wire.ts';

/** A question with buttons, and one that opens a form. */
export const question: Reply = {
  kind: 'question',
  lang: 'ja',
  text: '何が起きましたか。',
  input: {
    id: 'a:answer:kind',
    kind: 'choice',
    label: '種類',
    options: [
      { value: 'lost', label: '紛失・盗難' },
      { value: 'other', label: 'その他' },
    ],
  },
  buttons: [{ id: 'a:form', label: 'まとめて記入する', form: true }],
};
export const form: FormView = {
  id: 'a:fill',
  title: '事故の報告',
  submit: '記入する',
  inputs: [{ id: 'persons', kind: 'number', label: '何人分ですか。' }],
};

export interface Action {
  readonly type: string;
  readonly title: string;
  readonly data: { readonly tokki: { readonly id: string; readonly ref: string } };
}

/** The buttons of a card that was posted. */
export function actionsIn(value: unknown): readonly Action[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = /^Action\.(?:Execute|Submit)$/u.test(String((value as Action).type)) ? [value as Action] : [];
  const inside = Object.entries(value).filter(([name]) => name !== 'fallback' && name !== 'refresh');
  return [...own, ...inside.flatMap(([, item]) => actionsIn(item))];
}

/** The last button of this title that was posted. */
export function buttonOn({ connector }: Wire, title: string): Action {
  const action = actionsIn(connector.posts).findLast((one) => one.title === title);
  assert.ok(action, title);
  return action;
}

/** Presses a button as Teams does where the card can be changed by its answer. */
export async function execute(wire: Wire, action: Action, inputs: object = {}) {
  const value = { action: { type: 'Action.Execute', data: { ...action.data, ...inputs } } };
  const { text } = await wire.post(invoked(wire, 'adaptiveCard/action', value));
  return JSON.parse(text) as { readonly statusCode: number; readonly type: string; readonly value: unknown };
}

/**
 * How a Choice travels in a button (pure): the value is the Choice itself as JSON, the action_id says what to do with it.
 * An action_id has to be unique in its block, so each ends in a number.
 */
import type { Choice } from '../../src/index.ts';
import { type FieldState, shownOf, singleOf } from './fields.ts';

/**
 * `say` is a Choice, `pick` one that answers its message, `send` takes what was entered in the fields of the message,
 * `form` opens a form. `field` says nothing by itself.
 */
export type Act = 'say' | 'pick' | 'send' | 'form' | 'field';

export function actionId(act: Act, number: number): string {
  return `${act}:${number}`;
}

export interface Pressed {
  readonly choice: Choice;
  readonly form: boolean;
  readonly answers: boolean;
  /** What was entered, as people read it; undefined where the label of the button says it. */
  readonly shown?: string;
}

interface Action {
  readonly action_id: string;
  readonly value?: string;
}

/** What a control means; a button of an older version is passed on by its id, and the desk says that it is stale. */
export function choiceOf({ action_id: id, value }: Action, state: FieldState): Pressed | undefined {
  const act = id.split(':')[0];
  if (act === 'field' || value === undefined) return undefined;
  const choice = read(value) ?? { id: value };
  if (act === 'send')
    return { choice: { ...choice, values: singleOf(state) }, form: false, answers: true, shown: shownOf(state) };
  return { choice, form: act === 'form', answers: act === 'pick' };
}

function read(value: string): Choice | undefined {
  try {
    const choice = JSON.parse(value) as Partial<Choice> | null;
    return typeof choice?.id === 'string' ? { ...choice, id: choice.id } : undefined;
  } catch {
    return undefined;
  }
}

/** What a pressed button or a filled form says to the desk. */
import type { Choice } from '../../../src/index.ts';

/** The Choice of a button; undefined where it is none. */
export function choiceOfButton({ dataset }: HTMLElement): Choice | undefined {
  const { choice, value } = dataset;
  if (choice === undefined) return undefined;
  return value === undefined ? { id: choice } : { id: choice, values: [value] };
}

/** What was entered in a form: the values of its one input, or the fields of a whole sheet. */
export function choiceOfForm(form: HTMLFormElement): Choice {
  const data = new FormData(form);
  const id = form.dataset.choice ?? '';
  const valuesOf = (name: string) => data.getAll(name).map(String);
  if (form.dataset.fields === undefined) return { id, values: valuesOf('value') };
  return { id, fields: Object.fromEntries([...new Set(data.keys())].map((name) => [name, valuesOf(name)])) };
}

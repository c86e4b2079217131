/** The state of Slack's input elements -> values of our inputs (pure). */

interface Picked {
  readonly value: string;
  readonly text?: { readonly text: string };
}

/** The state of one element; which member is there depends on its type. */
interface ElementState {
  readonly type?: string;
  readonly value?: string | null;
  readonly selected_option?: Picked | null;
  readonly selected_options?: readonly Picked[];
  readonly selected_date?: string | null;
  readonly selected_time?: string | null;
}

/** By block_id and action_id. A block is `field:<input id>`; the time of a datetime is `time:<input id>`. */
export type FieldState = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/** The values of each input by its id; an empty one has an empty list. */
export function valuesOf(state: FieldState): Readonly<Record<string, readonly string[]>> {
  const ids = Object.keys(state).flatMap((block) => (block.startsWith('field:') ? [block.slice('field:'.length)] : []));
  return Object.fromEntries(ids.map((id) => [id, values(state, id)]));
}

/** The values of a message's only input. */
export function singleOf(state: FieldState): readonly string[] {
  return Object.values(valuesOf(state)).flat();
}

/** What was entered, by the labels that the person saw. */
export function shownOf(state: FieldState): string {
  return Object.values(state)
    .flatMap((block) => Object.values(block))
    .flatMap((element) => [...optionsOf(element).map(({ text, value }) => text?.text ?? value), ...typedOf(element)])
    .join(' / ');
}

function values(state: FieldState, id: string): readonly string[] {
  const own = elementsOf(state, `field:${id}`);
  const chosen = own.flatMap((element) => [...optionsOf(element).map(({ value }) => value), ...typedOf(element)]);
  const time = elementsOf(state, `time:${id}`).flatMap(typedOf)[0];
  return time === undefined ? chosen : [`${chosen[0] ?? ''}T${time}`];
}

function elementsOf(state: FieldState, block: string): readonly ElementState[] {
  return Object.hasOwn(state, block) ? Object.values(state[block] ?? {}) : [];
}

function optionsOf({ selected_option: one, selected_options: many = [] }: ElementState): readonly Picked[] {
  return one ? [one, ...many] : many;
}

function typedOf({ value, selected_date: date, selected_time: time }: ElementState): readonly string[] {
  return [value, date, time].filter((given): given is string => typeof given === 'string' && given.trim() !== '');
}

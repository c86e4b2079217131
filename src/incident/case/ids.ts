/** What a person can do with a case, and the ids of the buttons and forms that mean it: `case:<number>:<act>[:<rest>]`. */
import type { Fields } from '../../forms/sheet.ts';
import type { Choice } from '../../types.ts';

const plainActs = ['acknowledge', 'take', 'promote', 'document', 'final'] as const;

/** The small forms of a case: knowledge/forms/<name>.yaml; `amend` is the form of the report itself. */
export const caseForms = [
  'reported',
  'instruction',
  'contain',
  'cause',
  'persons',
  'publish',
  'prevent',
  'amend',
  'add_task',
  'task_done',
  'task_not',
  'near_miss',
  'close',
  'reopen',
] as const;
export type CaseForm = (typeof caseForms)[number];

/** `rest` is the number of a task, or the edition that an amendment starts from. */
export type CaseAct =
  | { readonly do: (typeof plainActs)[number] }
  | { readonly do: 'tasks' | 'settled' | 'timeline'; readonly offset: number }
  | { readonly do: 'paper'; readonly line: number }
  | { readonly do: 'open'; readonly form: CaseForm; readonly rest: number; readonly step?: string }
  | { readonly do: 'fill'; readonly form: CaseForm; readonly rest: number; readonly fields: Fields }
  | { readonly do: 'assign'; readonly task: number; readonly person?: string };

export function caseId(number: string, ...parts: readonly (string | number)[]): string {
  return ['case', number, ...parts].join(':');
}

/** The case and the act of a button or a form; undefined where it is none. */
export function readCaseChoice({
  id,
  fields = {},
}: Choice): { readonly number: string; readonly act: CaseAct } | undefined {
  const [room, number = '', name, first = '', second = '', ...more] = id.split(':');
  if (room !== 'case') return undefined;
  const act = readAct(name, first, second, more, fields);
  return act && { number, act };
}

function readAct(
  name: string | undefined,
  first: string,
  second: string,
  more: readonly string[],
  fields: Fields,
): CaseAct | undefined {
  const plain = plainActs.find((act) => act === name);
  if (plain) return { do: plain };
  if (name === 'tasks' || name === 'settled' || name === 'timeline') return { do: name, offset: count(first) };
  if (name === 'paper') return { do: name, line: count(first) };
  const form = caseForms.find((one) => one === first);
  if (name === 'open' && form) return { do: name, form, rest: count(second), ...(more[0] && { step: more[0] }) };
  if (name === 'fill' && form) return { do: name, form, rest: count(second), fields };
  const person = [second, ...more].join(':');
  if (name === 'assign') return { do: name, task: count(first), ...(person !== '' && { person }) };
  return undefined;
}

function count(text: string): number {
  return /^\d{1,6}$/u.test(text) ? Number(text) : 0;
}

/** The inputs of a card, and what comes back from them. Pure. */
import type { Input, Lang, Option } from '../../src/index.ts';
import { container, type Element, heading, plain } from './cards.ts';
import { words } from './words.ts';

type Fields = Readonly<Record<string, readonly string[]>>;

/** Longer texts get a box of several lines. */
const oneLine = 120;
/** More options than this are picked from a list that opens. */
const radioAtMost = 12;

/** The name of an input tells how its value is read: one value, several with commas, a date and a time. */
const name = (kind: 'one' | 'many' | 'date' | 'time', id: string) => `${kind}:${id}`;

/** A question with its hint and what is wrong with the answer so far. */
export function inputBlock(input: Input, lang: Lang, problem?: string): Element {
  const hint = input.hint && input.kind !== 'text' ? plain(input.hint, { isSubtle: true, size: 'small' }) : [];
  const wrong = problem ? plain(problem, { color: 'attention', weight: 'bolder' }) : [];
  return container([...hint, ...elements(input, lang), ...wrong], { spacing: 'medium' });
}

function elements(input: Input, lang: Lang): readonly Element[] {
  const { id, kind, label, values = [], options = [], hint, max } = input;
  const [value] = values;
  const shown = value === undefined ? {} : { value };
  if (kind === 'datetime') return [...(label ? [heading(label, 'default')] : []), moment(id, label, value ?? '', lang)];
  if (kind === 'number') {
    return [
      {
        type: 'Input.Number',
        id: name('one', id),
        label,
        min: 0,
        ...(max !== undefined && { max }),
        ...numeric(value),
      },
    ];
  }
  if (kind === 'text') {
    const long = max === undefined || max > oneLine;
    const limit = max !== undefined && { maxLength: max };
    const box = { type: 'Input.Text', id: name('one', id), label, isMultiline: long, ...limit, ...shown };
    return [{ ...box, ...(hint && { placeholder: hint }) }];
  }
  return [kind === 'choices' ? several(input, options, values) : choice(id, label, options, value, lang)];
}

function choice(id: string, label: string, options: readonly Option[], value: string | undefined, lang: Lang): Element {
  return {
    type: 'Input.ChoiceSet',
    id: name('one', id),
    label,
    style: options.length > radioAtMost ? 'compact' : 'expanded',
    wrap: true,
    placeholder: words.choose[lang],
    choices: options.map(({ value: one, label: title }) => ({ title, value: one })),
    ...(value !== undefined && { value }),
  };
}

function several({ id, label }: Input, options: readonly Option[], values: readonly string[]): Element {
  const [only] = options;
  if (only && options.length === 1) {
    const on = packed([only.value]);
    const toggle = { type: 'Input.Toggle', id: name('many', id), label, title: only.label, wrap: true };
    return { ...toggle, valueOn: on, valueOff: '', value: values.includes(only.value) ? on : '' };
  }
  return {
    type: 'Input.ChoiceSet',
    id: name('many', id),
    label,
    style: 'expanded',
    isMultiSelect: true,
    wrap: true,
    choices: options.map(({ value, label: title }) => ({ title, value: packed([value]) })),
    ...(values.length > 0 && { value: packed(values) }),
  };
}

function moment(id: string, label: string, value: string, lang: Lang): Element {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?/u.exec(value) ?? [];
  const day = { type: 'Input.Date', id: name('date', id), label: words.date[lang], ...(date && { value: date }) };
  const hour = { type: 'Input.Time', id: name('time', id), label: words.time[lang], ...(time && { value: time }) };
  const column = (item: Element) => ({ type: 'Column', width: 'stretch', items: [item] });
  return { type: 'ColumnSet', columns: [column(day), column(hour)], speak: label };
}

function numeric(value: string | undefined) {
  return value !== undefined && /^\d{1,15}$/u.test(value) ? { value: Number(value) } : {};
}

/** Several values in one: the client joins them with commas. */
function packed(values: readonly string[]): string {
  return values.map((value) => value.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');
}

function unpacked(value: string): readonly string[] {
  const parts = value.split(',').filter((part) => part !== '');
  return parts.map((part) => part.replaceAll('%2C', ',').replaceAll('%25', '%'));
}

/** What was entered, by input id; an empty input has no values. Unknown names are left out. */
export function fieldsOf(data: Readonly<Record<string, unknown>>): Fields {
  const fields = new Map<string, readonly string[]>();
  for (const [key, given] of Object.entries(data)) {
    const [, kind, id] = /^(one|many|date|time):(.+)$/su.exec(key) ?? [];
    if (!kind || id === undefined) continue;
    const value = entered(given);
    if (kind === 'many') fields.set(id, unpacked(value));
    else if (kind === 'one') fields.set(id, value === '' ? [] : [value]);
    else fields.set(id, momentOf(data, id));
  }
  return Object.fromEntries(fields);
}

function momentOf(data: Readonly<Record<string, unknown>>, id: string): readonly string[] {
  const parts = [entered(data[name('date', id)]), entered(data[name('time', id)])].filter((part) => part !== '');
  return parts.length === 0 ? [] : [parts.join('T')];
}

function entered(given: unknown): string {
  return typeof given === 'string' ? given.trim() : typeof given === 'number' ? String(given) : '';
}

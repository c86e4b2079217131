/** Inputs of a Reply or a form -> input blocks (pure). */
import type { Input, Lang, Option } from '../../src/index.ts';
import { type Block, type Element, plain } from './blocks.ts';
import { actionId } from './choice.ts';
import { limits } from './limits.ts';
import { clip } from './text.ts';
import { words } from './words.ts';

/** Digits, and what people write around them. */
const numberText = 20;

/** An input as one block, or two for a date with its time. In a modal, fields may stay empty. */
export function inputBlocks(input: Input, lang: Lang, surface: 'message' | 'modal'): readonly Block[] {
  const { id, kind, label } = input;
  const block = (name: string, text: string, element: Element, hint?: string): Block => ({
    type: 'input',
    block_id: `${name}:${id}`,
    label: plain(text, limits.inputLabel),
    element: { action_id: actionId('field', 0), ...element },
    ...(surface === 'modal' && { optional: true }),
    ...(hint && { hint: plain(hint, limits.inputHint) }),
  });
  if (kind !== 'datetime') return [block('field', label, elementOf(input, lang, surface), input.hint)];
  const [date, time] = (input.values?.[0] ?? '').split('T');
  const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(date ?? '');
  const isTime = /^\d{2}:\d{2}/u.test(time ?? '');
  return [
    block('field', `${label} ${words.date[lang]}`, { type: 'datepicker', ...(isDate && { initial_date: date }) }),
    block(
      'time',
      words.time[lang],
      { type: 'timepicker', ...(isTime && { initial_time: time?.slice(0, 5) }) },
      input.hint,
    ),
  ];
}

function elementOf({ kind, options = [], values = [], max }: Input, lang: Lang, surface: string): Element {
  const [value = ''] = values;
  if (kind === 'number') return number(value, max, surface);
  if (kind === 'choice') return select(options, value, lang);
  if (kind === 'choices') return several(options, values, lang);
  const longest = Math.min(max ?? limits.inputText, limits.inputText);
  const initial = value !== '' && { initial_value: clip(value, longest) };
  return { type: 'plain_text_input', multiline: longest > limits.placeholder, max_length: longest, ...initial };
}

/** Slack takes its field for numbers in modals only; in a message what was typed is read as in a sentence. */
function number(value: string, max: number | undefined, surface: string): Element {
  const initial = /^\d+$/u.test(value) && { initial_value: value };
  if (surface === 'message') return { type: 'plain_text_input', max_length: numberText, ...initial };
  const most = max !== undefined && { max_value: String(max) };
  return { type: 'number_input', is_decimal_allowed: false, min_value: '0', ...most, ...initial };
}

function select(options: readonly Option[], value: string, lang: Lang): Element {
  const initial = options.find((option) => option.value === value);
  return {
    type: 'static_select',
    placeholder: plain(words.choose[lang], limits.placeholder),
    ...grouped(options.map(optionOf)),
    ...(initial && { initial_option: optionOf(initial) }),
  };
}

/** Check boxes while they fit, else a list from which several can be picked. */
function several(options: readonly Option[], values: readonly string[], lang: Lang): Element {
  const chosen = options.filter(({ value }) => values.includes(value)).map(optionOf);
  const initial = chosen.length > 0 && { initial_options: chosen };
  if (options.length <= limits.checkboxes) return { type: 'checkboxes', options: options.map(optionOf), ...initial };
  const placeholder = plain(words.choose[lang], limits.placeholder);
  return { type: 'multi_static_select', placeholder, ...grouped(options.map(optionOf)), ...initial };
}

/** A list takes 100 options; a longer one goes in groups. */
function grouped(options: readonly Element[]): object {
  if (options.length <= limits.options) return { options };
  const count = Math.ceil(options.length / limits.options);
  const group = (i: number) => options.slice(i * limits.options, (i + 1) * limits.options);
  const label = (i: number) => plain(`${i * limits.options + 1}–${i * limits.options + group(i).length}`, 75);
  return { option_groups: Array.from({ length: count }, (_, i) => ({ label: label(i), options: group(i) })) };
}

function optionOf({ value, label }: Option): Element {
  return { text: plain(label, limits.optionText), value } as unknown as Element;
}

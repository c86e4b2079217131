/** The parts of a Reply that hold more than a text: facts, quotes, sections, buttons -> blocks (pure). */
import type { Button, Fact, Lang, Quote, Section } from '../../src/index.ts';
import { type Block, button, paragraphs, plain, rows, small, strong, type TextObject } from './blocks.ts';
import type { Act } from './choice.ts';
import { limits } from './limits.ts';
import { escapeText, pieces } from './text.ts';
import { words } from './words.ts';

/** Blocks that have to stand in one message: a field and the button that sends it. */
export type Group = readonly Block[];

/** Numbers the controls of a message: Slack wants each to have an id of its own. */
export type Counter = () => number;

export function createCounter(): Counter {
  let count = 0;
  return () => count++;
}

export function buttonOf({ id, label, style, form }: Button, act: Act, counter: Counter) {
  return button(form ? 'form' : act, counter(), label, { id }, style);
}

/** Label and value side by side, each value as it was written. A fact that can be corrected has its button beside it. */
export function factGroups(facts: readonly Fact[], lang: Lang, counter: Counter): readonly Group[] {
  return together(facts).flatMap((some): readonly Group[] => {
    const [{ label, value, edit } = { label: '', value: '' }] = some;
    const accessory = edit !== undefined && { accessory: button('pick', counter(), words.edit[lang], { id: edit }) };
    if (value.length <= limits.field) return [[{ type: 'section', fields: some.flatMap(fieldsOf), ...accessory }]];
    return [[{ type: 'section', text: strong(label), ...accessory }], ...paragraphs(value).map((block) => [block])];
  });
}

/** Short facts share a section, as many as it takes. */
function together(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const isShort = ({ value, edit }: Fact) => edit === undefined && value.length <= limits.field;
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const group = groups.at(-1);
    if (group && group.length * 2 < limits.fields && [...group, fact].every(isShort)) group.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

function fieldsOf({ label, value }: Fact) {
  return [strong(label, limits.field), plain(value, limits.field)];
}

/** The label in bold on a line of its own, then the provision, whole. */
export function quoteBlocks({ label, heading, text, english }: Quote, lang: Lang): readonly Block[] {
  const name = heading ? `${label}（${heading}）` : label;
  const translation = english && lang === 'en' ? small(`${words.english.en}\n${english}`) : [];
  const original = pieces(text, limits.section / 2).map(
    (piece, i): Block => ({ type: 'context', elements: [quoted(i === 0 ? name : '', piece)] }),
  );
  return [...original, ...translation];
}

/** A provision that holds marks of mrkdwn is shown without any: it must stand there as it was written. */
function quoted(name: string, text: string): TextObject {
  const marked = `${name ? `*${escapeText(name)}*\n` : ''}${escapeText(text)}`;
  const isMarkup = /[*_~`]|^\s*$/u.test(`${name}${text}`) || marked.length > limits.section;
  return isMarkup ? plain(name ? `${name}\n${text}` : text) : { type: 'mrkdwn', text: marked, verbatim: true };
}

export function sectionGroups({ title, text, facts = [], buttons = [] }: Section, lang: Lang, counter: Counter) {
  return [
    [{ type: 'divider' }, { type: 'section', text: strong(title) }],
    ...paragraphs(text ?? '').map((block) => [block]),
    ...factGroups(facts, lang, counter),
    ...rows(buttons.map((one) => buttonOf(one, 'say', counter))).map((row) => [row]),
  ];
}

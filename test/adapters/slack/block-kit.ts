/**
 * Slack's published limits of Block Kit as data, and what breaks them. Numbers: docs.slack.dev, "Block Kit reference"
 * (blocks, elements, composition objects, views) and chat.postMessage. Independent of the numbers in the adapter.
 */

type Json = Readonly<Record<string, unknown>>;

interface Rule {
  /** Members that must be there, and all that may be. */
  readonly needs: readonly string[];
  readonly may?: readonly string[];
  /** Longest strings; a text object counts by its text. */
  readonly chars?: Readonly<Record<string, number>>;
  /** Most entries of lists. */
  readonly most?: Readonly<Record<string, number>>;
  /** Members whose text must be plain. */
  readonly plain?: readonly string[];
}

const element = ['action_id'];
const rules: Readonly<Record<string, Rule>> = {
  section: {
    needs: ['type'],
    may: ['text', 'fields', 'accessory', 'block_id'],
    chars: { text: 3000 },
    most: { fields: 10 },
  },
  header: { needs: ['type', 'text'], may: ['block_id'], chars: { text: 150 }, plain: ['text'] },
  context: { needs: ['type', 'elements'], may: ['block_id'], most: { elements: 10 } },
  divider: { needs: ['type'], may: ['block_id'] },
  actions: { needs: ['type', 'elements'], may: ['block_id'], most: { elements: 25 } },
  input: {
    needs: ['type', 'label', 'element'],
    may: ['block_id', 'hint', 'optional', 'dispatch_action'],
    chars: { label: 2000, hint: 2000, block_id: 255 },
    plain: ['label', 'hint'],
  },
  button: {
    needs: ['type', 'text', ...element],
    may: ['value', 'style'],
    chars: { text: 75, value: 2000, action_id: 255 },
    plain: ['text'],
  },
  static_select: {
    needs: ['type', ...element],
    may: ['placeholder', 'options', 'option_groups', 'initial_option'],
    chars: { placeholder: 150 },
    most: { options: 100, option_groups: 100 },
    plain: ['placeholder'],
  },
  multi_static_select: {
    needs: ['type', ...element],
    may: ['placeholder', 'options', 'option_groups', 'initial_options'],
    chars: { placeholder: 150 },
    most: { options: 100, option_groups: 100 },
    plain: ['placeholder'],
  },
  checkboxes: { needs: ['type', 'options', ...element], may: ['initial_options'], most: { options: 10 } },
  datepicker: { needs: ['type', ...element], may: ['initial_date'] },
  timepicker: { needs: ['type', ...element], may: ['initial_time'] },
  number_input: {
    needs: ['type', 'is_decimal_allowed', ...element],
    may: ['min_value', 'max_value', 'initial_value'],
  },
  plain_text_input: {
    needs: ['type', ...element],
    may: ['multiline', 'max_length', 'initial_value'],
    chars: { initial_value: 3000 },
  },
  plain_text: { needs: ['type', 'text'], may: ['emoji'], chars: { text: 3000 } },
  mrkdwn: { needs: ['type', 'text'], may: ['verbatim'], chars: { text: 3000 } },
  option: { needs: ['text', 'value'], chars: { text: 75, value: 150 }, plain: ['text'] },
  option_group: { needs: ['label', 'options'], chars: { label: 75 }, most: { options: 100 }, plain: ['label'] },
  field: { needs: ['type', 'text'], may: ['emoji', 'verbatim'], chars: { text: 2000 } },
  home: { needs: ['type', 'blocks'], most: { blocks: 100 } },
  modal: {
    needs: ['type', 'blocks', 'title'],
    may: ['submit', 'close', 'callback_id', 'private_metadata'],
    chars: { title: 24, submit: 24, close: 24, callback_id: 255, private_metadata: 3000 },
    most: { blocks: 100 },
    plain: ['title', 'submit', 'close'],
  },
  message: { needs: ['text', 'blocks'], chars: { text: 40_000 }, most: { blocks: 50 } },
};

/** Which elements a block may hold. */
const homes: Readonly<Record<string, readonly string[]>> = {
  actions: ['button', 'static_select', 'datepicker', 'timepicker', 'checkboxes', 'multi_static_select'],
  input: [
    ...['static_select', 'multi_static_select', 'checkboxes', 'datepicker', 'timepicker'],
    ...['number_input', 'plain_text_input'],
  ],
  context: ['plain_text', 'mrkdwn'],
  section: ['button'],
};

/** What Slack would refuse in a message, a view or any part of one; empty where it would take it. */
export function faults(part: Json, name = String(part.type ?? 'message'), path = name): readonly string[] {
  const rule = rules[name];
  if (!rule) return [`${path}: unknown type`];
  const allowed = new Set([...rule.needs, ...(rule.may ?? [])]);
  return [
    ...rule.needs.filter((member) => part[member] === undefined).map((member) => `${path}: ${member} is missing`),
    ...Object.keys(part)
      .filter((member) => !allowed.has(member))
      .map((member) => `${path}: ${member} is unknown`),
    ...Object.entries(rule.chars ?? {}).flatMap(([member, max]) => tooLong(part[member], max, `${path}.${member}`)),
    ...Object.entries(rule.most ?? {}).flatMap(([member, max]) => tooMany(part[member], max, `${path}.${member}`)),
    ...(rule.plain ?? [])
      .filter((member) => isMarked(part[member]))
      .map((member) => `${path}.${member}: must be plain`),
    ...(name === 'message' || name === 'home' ? misplaced(part, path) : []),
    ...(name === 'section' && !part.text && !part.fields ? [`${path}: has neither text nor fields`] : []),
    ...children(part, name, path),
    ...repeated(part, name, path),
  ];
}

/** Elements that Slack takes in modals only. */
const modalOnly = ['number_input'];

function misplaced({ blocks = [] }: Json, path: string): readonly string[] {
  const types = (blocks as readonly Json[]).map(({ element }) => (element as Json | undefined)?.type);
  return types.filter((type) => modalOnly.includes(String(type))).map((type) => `${path}: ${type} is for modals only`);
}

function children(part: Json, name: string, path: string): readonly string[] {
  const held = [part.elements ?? [], part.element ?? [], part.accessory ?? []].flat() as unknown as readonly Json[];
  const strange = held.filter(({ type }) => !homes[name]?.includes(String(type)));
  const inside = (member: string, as?: string) =>
    ([part[member] ?? []].flat() as unknown as readonly Json[]).flatMap((one, i) =>
      faults(one, as, `${path}.${member}[${i}]`),
    );
  const texts = ['text', 'label', 'hint', 'title', 'submit', 'close', 'placeholder'].filter(
    (member) => typeof part[member] === 'object',
  );
  return [
    ...strange.map(({ type }) => `${path}: may not hold ${type}`),
    ...['blocks', 'elements', 'element', 'accessory'].flatMap((member) => inside(member)),
    ...texts.flatMap((member) => inside(member)),
    ...inside('fields', 'field'),
    ...['options', 'initial_option', 'initial_options'].flatMap((member) => inside(member, 'option')),
    ...inside('option_groups', 'option_group'),
  ];
}

/** Ids that must differ: blocks of one message or view, actions of one block. Chosen options must be on offer. */
function repeated(part: Json, name: string, path: string): readonly string[] {
  const twice = (ids: readonly unknown[]) => ids.filter((id, i) => id !== undefined && ids.indexOf(id) !== i);
  const blocks = (part.blocks ?? []) as readonly Json[];
  const elements = (part.elements ?? []) as readonly Json[];
  const initial = [part.initial_option ?? [], part.initial_options ?? []].flat().map((one) => JSON.stringify(one));
  const groups = (part.option_groups ?? []) as readonly Json[];
  const offered = [part.options ?? [], groups.map(({ options }) => options)].flat(2).map((one) => JSON.stringify(one));
  return [
    ...twice(blocks.map(({ block_id }) => block_id)).map((id) => `${path}: block_id ${id} twice`),
    ...twice(elements.map(({ action_id }) => action_id)).map((id) => `${path}: action_id ${id} twice`),
    ...initial.filter((one) => !offered.includes(one)).map(() => `${path}: an initial option is not on offer`),
    ...(name.includes('select') && offered.length === 0 ? [`${path}: has no options`] : []),
  ];
}

function tooLong(value: unknown, max: number, path: string): readonly string[] {
  const text = typeof value === 'object' && value !== null ? (value as Json).text : value;
  if (typeof text !== 'string') return [];
  if (text.length === 0) return [`${path}: is empty`];
  return text.length > max ? [`${path}: ${text.length} characters, at most ${max}`] : [];
}

function tooMany(value: unknown, max: number, path: string): readonly string[] {
  if (!Array.isArray(value)) return [];
  if (value.length === 0 && !path.endsWith('blocks')) return [`${path}: is empty`];
  return value.length > max ? [`${path}: ${value.length} entries, at most ${max}`] : [];
}

function isMarked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as Json).type !== 'plain_text';
}

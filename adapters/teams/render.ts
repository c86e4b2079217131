/** Reply -> Adaptive Cards (pure). The tests hold it against golden files and Microsoft's own parser. */
import type { Button, Fact, Input, Lang, Quote, Reply, Section } from '../../src/index.ts';
import {
  type ActionData,
  type Card,
  card,
  cardBytes,
  container,
  cut,
  type Element,
  execute,
  heading,
  openDialog,
  pieces,
  plain,
  rows,
  sizeOf,
  verb,
} from './cards.ts';
import { inputBlock } from './inputs.ts';
import { marks, words } from './words.ts';

/** How a Reply is shown this time. */
export interface View {
  /** Names the Reply in what its buttons send. */
  readonly ref: string;
  /** Nobody else reads there: forms may be opened. */
  readonly private: boolean;
  /** The client can open dialogs; without them a form stands in the conversation. */
  readonly dialogs?: boolean;
  /** The Teams id of the one who sees the card refreshed. */
  readonly viewer?: string;
  /** The answer that was given: the card shows it and has no actions any more. */
  readonly given?: string;
  /** What was entered into its form, and what is wrong with it. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: Readonly<Record<string, string>>;
}

/** What stands above the controls of a card, which need the rest. */
const elementBytes = cardBytes / 2;
/** What is read aloud is a summary of a very long text. */
const spokenAtMost = 800;
/** A label wider than this, in narrow characters, stands above its value. */
const labelWidth = 24;
/** More options than this are chosen from a list. */
const buttonsAtMost = 9;
const optionsPerRow = 3;
const styles = {
  prohibited: 'attention',
  prohibited_unless_approved: 'warning',
  required: 'accent',
  permitted: 'good',
  info: 'emphasis',
  unclear: 'emphasis',
} as const;

/** The cards of a Reply: one, or more where it is too large for one. The last one has the buttons, but for `isUrgent`. */
export function renderCards(reply: Reply, view: View): readonly Card[] {
  const groups = packed([...content(reply, view), ...footer(reply)]);
  const last = groups.length - 1;
  return groups.map((body, i) =>
    i === last
      ? card([...body, ...(isUrgent(reply) ? [] : controls(reply, view))], spoken(reply), lookAgain(reply, view))
      : card(body, spoken(reply)),
  );
}

/**
 * True for an alert and for a case: what can be done about them stands at their head. Both are longer than a phone, and
 * nobody must have to scroll to say that he has seen it.
 */
function isUrgent({ kind, sections = [] }: Reply): boolean {
  return kind === 'alert' || (kind === 'summary' && sections.length > 0);
}

/** True for a Reply that waits: once it is answered, its card must not be answered again. A case goes on. */
export function waits({ input, form, kind, sections = [] }: Reply): boolean {
  return input !== undefined || form !== undefined || (kind === 'summary' && sections.length === 0);
}

/** What is read aloud, and what stands in a notification. */
export function spoken({ verdictLabel, title, text, lang }: Reply): string {
  const end = lang === 'ja' ? '。' : '. ';
  return cut([verdictLabel, title, text.replace(/\n+/gu, ' ')].filter((part) => part).join(end), spokenAtMost);
}

function content(reply: Reply, view: View): readonly Element[] {
  const { lang, verdict, verdictLabel, title, text, facts = [], steps = [], quotes = [], sections = [], ai } = reply;
  const label = verdict && heading(`${marks[verdict]} ${verdictLabel ?? ''}`, 'medium');
  return [
    ...(verdict && label ? [container([label], { style: styles[verdict], bleed: true })] : []),
    ...(title ? [heading(title, 'medium')] : []),
    // Worded by a model, it stands above the card, where Teams can mark it.
    ...(ai ? [] : plain(text)),
    ...(isUrgent(reply) ? controls(reply, view) : []),
    ...steps.flatMap((step, i) => plain(`${i + 1}. ${step}`)),
    ...facts.flatMap((fact) => factRows(fact, lang, view)),
    ...quoteBlocks(quotes, lang),
    ...sections.flatMap((section) => sectionBlocks(section, lang, view)),
    ...(reply.files && !view.private ? plain(words.fileInPrivate[lang], { isSubtle: true }) : []),
  ];
}

function footer({ note, ai, lang }: Reply): readonly Element[] {
  const lines = [...(ai ? [words.ai[lang]] : []), ...(note ? [note] : [])];
  return lines.flatMap((line) => plain(line, { isSubtle: true, size: 'small' }));
}

function factRows(fact: Fact, lang: Lang, view: View): readonly Element[] {
  const [value = '', ...rest] = pieces(fact.value);
  return [factRow({ ...fact, value }, lang, view), ...rest.flatMap((piece) => plain(piece))];
}

/** On a phone a third of the card is left for the label; a longer one stands above. */
function factRow({ label, value, edit }: Fact, lang: Lang, view: View): Element {
  const title = `${words.edit[lang]}: ${label}`;
  if (!edit && widthOf(label) > labelWidth) {
    const below = plain(value).map((line, i) => (i === 0 ? { ...line, spacing: 'none' } : line));
    return container([...plain(label, { weight: 'bolder' }), ...below], { spacing: 'small' });
  }
  const button = edit && view.given === undefined && { ...press(edit, words.edit[lang], view), tooltip: title };
  const name = { type: 'Column', width: 1, items: plain(label, { weight: 'bolder' }) };
  const words_ = { type: 'Column', width: 2, items: plain(value) };
  const right = { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [button] }] };
  return { type: 'ColumnSet', spacing: 'small', columns: button ? [name, words_, right] : [name, words_] };
}

function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char > '\u00ff' ? 2 : 1), 0);
}

/** The first quote is open: it is the proof of the sentence above it. */
function quoteBlocks(quotes: readonly Quote[], lang: Lang): readonly Element[] {
  const parts = quotes.flatMap((quote, i) => partsOf(quote).map((part) => ({ part, open: i === 0 })));
  return parts.map(({ part, open }, i) => quoteBlock(part, lang, i, open));
}

/** A long provision under its label as often as it needs; a card could not hold it at once. */
function partsOf({ text, english = '', ...quote }: Quote): readonly Quote[] {
  const [texts, renderings] = [pieces(text), pieces(english)];
  return Array.from({ length: Math.max(texts.length, renderings.length) }, (_, i) => {
    const rendering = renderings[i];
    return { ...quote, text: texts[i] ?? '', ...(rendering && { english: rendering }) };
  });
}

function quoteBlock({ label, heading: name, text, english }: Quote, lang: Lang, i: number, open: boolean): Element {
  const ids = [`text${i}`, `show${i}`, `hide${i}`];
  const sign = (id: string, title: string, isVisible: boolean) => ({
    type: 'ActionSet',
    id,
    isVisible,
    actions: [{ type: 'Action.ToggleVisibility', title, targetElements: ids }],
  });
  const translation =
    english && lang === 'en'
      ? [...plain(words.english.en, { weight: 'bolder', size: 'small' }), ...plain(english, { size: 'small' })]
      : [];
  return container(
    [
      ...plain(name ? `${label}　${name}` : label, { weight: 'bolder' }),
      container([...plain(text), ...translation], { id: `text${i}`, isVisible: open, spacing: 'small' }),
      sign(`show${i}`, words.show[lang], !open),
      sign(`hide${i}`, words.hide[lang], open),
    ],
    { style: 'emphasis', spacing: 'medium' },
  );
}

function sectionBlocks({ title, text, facts = [], buttons = [] }: Section, lang: Lang, view: View): readonly Element[] {
  const apart = { separator: true, spacing: 'medium' };
  const head = heading(title, 'default');
  const rest = [
    ...(text ? plain(text) : []),
    ...facts.flatMap((fact) => factRows(fact, lang, view)),
    ...(view.given === undefined ? buttonRows(buttons, view) : []),
  ];
  const whole = container([head, ...rest], apart);
  return sizeOf(whole) <= elementBytes ? [whole] : [{ ...head, ...apart }, ...rest];
}

function controls(reply: Reply, view: View): readonly Element[] {
  const { lang, input, form, buttons = [] } = reply;
  if (view.given !== undefined) return plain(view.given, { color: 'good', weight: 'bolder' });
  return [
    ...(input ? question(input, lang, view) : []),
    ...(form ? formBlocks(form, reply, view) : []),
    ...buttonRows(buttons, view),
  ];
}

function question(input: Input, lang: Lang, view: View): readonly Element[] {
  const { id, kind, options = [], hint } = input;
  if (kind === 'choice' && options.length <= buttonsAtMost) {
    const answers = options.map(({ value, label }) =>
      execute({ title: label, data: { id, values: [value], ref: view.ref }, alone: true }),
    );
    return [...(hint ? plain(hint, { isSubtle: true, size: 'small' }) : []), ...rows(answers, optionsPerRow)];
  }
  const ok = execute({ title: words.ok[lang], data: { id, ref: view.ref }, style: 'positive' });
  // The date and the time have labels of their own, and the question stands above them already.
  const shown = kind === 'datetime' ? { ...input, label: '' } : input;
  return [inputBlock(shown, lang), ...rows([ok])];
}

/** The inputs of a form with what was entered so far, and its own button. */
export function formInputs(
  inputs: readonly Input[],
  lang: Lang,
  { fields = {}, errors = {} }: Omit<View, 'ref' | 'private'>,
) {
  return inputs.map((input) => {
    const values = fields[input.id] ?? input.values;
    return inputBlock({ ...input, ...(values && { values }) }, lang, errors[input.id]);
  });
}

function formBlocks({ id, title, submit, inputs }: NonNullable<Reply['form']>, reply: Reply, view: View) {
  const { lang, text, title: named = '' } = reply;
  const send = execute({ title: submit, data: { id, ref: view.ref, as: 'form' }, style: 'positive' });
  return [
    ...([named, text].some((shown) => shown.includes(title)) ? [] : [heading(title, 'default')]),
    ...formInputs(inputs, lang, view),
    ...rows([send]),
  ];
}

/** Quiet buttons stand in a row of their own. */
function buttonRows(buttons: readonly Button[], view: View): readonly Element[] {
  const of = (quiet: boolean) =>
    buttons.filter(({ style }) => (style === 'quiet') === quiet).map((button) => buttonOf(button, view));
  return [...rows(of(false)), ...rows(of(true))];
}

function buttonOf({ id, label, style, form }: Button, view: View): Element {
  if (form && view.private && view.dialogs) return openDialog(label, { id, ref: view.ref, as: 'open' });
  return press(id, label, view, style);
}

function press(id: string, title: string, { ref }: View, style?: Button['style']): Element {
  const look = { primary: 'positive', danger: 'destructive' } as const;
  const data: ActionData = { id, ref };
  return execute({ title, data, alone: true, ...(style && style !== 'quiet' && { style: look[style] }) });
}

/** A card that waits asks what it should show whenever it comes into view: somebody may have answered it elsewhere. */
function lookAgain(reply: Reply, { ref, viewer, given }: View) {
  if (!viewer || given !== undefined || !waits(reply)) return {};
  const action = { type: 'Action.Execute', verb, title: '', data: { tokki: { ref, as: 'look' } } };
  return { refresh: { action, userIds: [viewer] } };
}

/** As many cards as are needed; no element alone is larger than one. */
function packed(body: readonly Element[]): readonly (readonly Element[])[] {
  const groups: Element[][] = [[]];
  let size = 0;
  for (const element of body) {
    const bytes = sizeOf(element);
    if (size > 0 && size + bytes > elementBytes) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(element);
    size += bytes;
  }
  return groups;
}

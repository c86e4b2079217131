/** Reply -> messages and views of Slack (pure). The tests hold it against golden files and Slack's limits. */
import type { FormView, Input, Lang, Reply } from '../../src/index.ts';
import { type Block, button, header, paragraphs, plain, rows, small, strong, type TextObject } from './blocks.ts';
import type { Act } from './choice.ts';
import { inputBlocks } from './inputs.ts';
import type { Metadata } from './interact.ts';
import { limits } from './limits.ts';
import { buttonOf, type Counter, createCounter, factGroups, type Group, quoteBlocks, sectionGroups } from './parts.ts';
import { escapeText, pieces } from './text.ts';
import { words } from './words.ts';

/** One message: its blocks, and the text for notifications and screen readers. */
export interface Post {
  readonly text: string;
  readonly blocks: readonly Block[];
}

const marks: Readonly<Record<string, string>> = {
  prohibited: '✕',
  prohibited_unless_approved: '△',
  required: '！',
  permitted: '○',
  info: 'ｉ',
  unclear: '？',
};

/** More options than this are shown as a list to pick from. */
const buttonsAtMost = 10;

/** A Reply in as many messages as Slack needs for it. Nothing is left out, no quote is cut. */
export function render(reply: Reply): readonly Post[] {
  return packed(groupsOf(reply)).map((blocks) => ({ text: textOf(blocks), blocks }));
}

/** A Reply of kind `home` as the person's App Home: the first blocks of it, as many as Slack shows in one view. */
export function renderHome(reply: Reply): { readonly type: 'home'; readonly blocks: readonly Block[] } {
  const hint = small(words.homeHint[reply.lang]);
  const blocks = groupsOf(reply).flat();
  return { type: 'home', blocks: [...blocks.slice(0, limits.viewBlocks - hint.length), ...hint] };
}

/** A form as a modal; undefined where Slack cannot show so many fields at once. */
export function renderForm({ id, title, submit, inputs }: FormView, place?: Metadata['place']) {
  const lang = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(`${title}${submit}`) ? 'ja' : 'en';
  const blocks = inputs.flatMap((input) => inputBlocks(input, lang, 'modal'));
  const metadata: Metadata = { id, ...(place && { place }) };
  if (blocks.length > limits.viewBlocks) return undefined;
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify(metadata),
    title: plain(title, limits.viewTitle),
    submit: plain(submit, limits.viewSubmit),
    close: plain(words.close[lang], limits.viewSubmit),
    blocks,
  } as const;
}

function groupsOf(reply: Reply): readonly Group[] {
  const { kind, lang, verdict, verdictLabel, title, text, steps, facts, quotes, sections, buttons = [] } = reply;
  const counter = createCounter();
  // What asks is done with once it is answered; what informs keeps its buttons, and so does a case, which goes on.
  const isCase = kind === 'summary' && sections !== undefined && sections.length > 0;
  const act: Act = kind === 'question' || kind === 'form' || (kind === 'summary' && !isCase) ? 'pick' : 'say';
  // Slack folds a long message: what can be done about an alert or a case must not be behind the fold.
  const isUrgent = isCase || kind === 'alert';
  const acts = () => rows(buttons.map((one) => buttonOf(one, act, counter))).map((row) => [row]);
  return [
    verdict ? [{ type: 'section', text: strong(`${marks[verdict]} ${verdictLabel ?? ''}`) } as const] : [],
    title ? header(title) : [],
    ...paragraphs(text).map((block) => [block]),
    ...(isUrgent ? acts() : []),
    ...(steps ?? []).flatMap((step, i) => paragraphs(`${i + 1}. ${step}`).map((block) => [block])),
    ...factGroups(facts ?? [], lang, counter),
    ...(quotes ?? []).flatMap((quote) => quoteBlocks(quote, lang).map((block) => [block])),
    ...(sections ?? []).flatMap((section) => sectionGroups(section, lang, counter)),
    reply.input ? controls(reply.input, text, lang, counter) : [],
    reply.form ? rows([button('form', counter(), words.openForm[lang], { id: reply.form.id }, 'primary')]) : [],
    ...(isUrgent ? [] : acts()),
    reply.ai ? small(words.ai[lang]) : [],
    reply.note ? small(reply.note) : [],
  ].filter((group) => group.length > 0);
}

/** A typed text needs no field: the person just writes. */
function controls(input: Input, asked: string, lang: Lang, counter: Counter): Group {
  const { id, kind, options = [], hint } = input;
  if (kind === 'text') return hint ? small(hint) : [];
  if (kind === 'choice' && options.length <= buttonsAtMost) {
    const picks = options.map(({ value, label }) => button('pick', counter(), label, { id, values: [value] }));
    return [...rows(picks), ...(hint ? small(hint) : [])];
  }
  // The question stands above already; the id travels with the button.
  const label = asked.includes(input.label) ? words.answer[lang] : input.label;
  const send = button('send', counter(), words.ok[lang], { id }, 'primary');
  return [...inputBlocks({ ...input, id: 'input', label }, lang, 'message'), ...rows([send])];
}

/** Groups into messages: as many in each as Slack takes. */
function packed(groups: readonly Group[]): readonly (readonly Block[])[] {
  const parts: Block[][] = [[]];
  let size = 0;
  for (const group of groups) {
    const part = parts.at(-1) ?? [];
    const length = textsOf(group).join('').length;
    const fits = part.length + group.length <= limits.messageBlocks && size + length <= limits.messageText;
    if (part.length === 0 || fits) part.push(...group);
    else parts.push([...group]);
    size = fits ? size + length : length;
  }
  return parts;
}

/** What a screen reader and a notification say of the blocks. */
function textOf(blocks: readonly Block[]): string {
  return pieces(textsOf(blocks).join('\n'), limits.fallback)[0] || '…';
}

/** All that stands in them but the controls, as mrkdwn without any marks. */
function textsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ type, text, fields, elements, label }) => {
    const objects = [text ?? [], fields ?? [], label ?? [], type === 'context' ? elements : []].flat();
    return (objects as readonly TextObject[]).map((one) =>
      one.type === 'mrkdwn' ? one.text.replace(/^\*(.*)\*$/gmu, '$1') : escapeText(one.text),
    );
  });
}

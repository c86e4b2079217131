/** The Block Kit elements that we use, and how to make them within Slack's limits (pure). */
import type { Choice } from '../../src/index.ts';
import { type Act, actionId } from './choice.ts';
import { limits } from './limits.ts';
import { clip, escapeText, pieces } from './text.ts';

export type TextObject =
  | { readonly type: 'plain_text'; readonly text: string; readonly emoji: false }
  | { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true };

/** A block or an element: its type, and whatever that type has. */
export type Element = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Block = Element & { readonly block_id?: string; readonly accessory?: Element };

/** A message of ours as Slack gives it back with a press. */
export interface PostedMessage {
  readonly ts: string;
  readonly text?: string;
  readonly blocks?: readonly Block[];
}

/** Text in which nothing is markup: all that people wrote is shown so. Slack refuses an empty one. */
export function plain(text: string, max: number = limits.section): TextObject {
  return { type: 'plain_text', text: clip(text.trim() === '' ? '―' : text, max), emoji: false };
}

/** A short text in bold; one that could be read as markup stays plain. */
export function strong(text: string, max: number = limits.section): TextObject {
  const marked = `*${escapeText(text.trim())}*`;
  if (text.trim() === '' || /[*_~`\n]/u.test(text) || marked.length > max) return plain(text, max);
  return { type: 'mrkdwn', text: marked, verbatim: true };
}

/** Text of any length, in as many sections as it needs. */
export function paragraphs(text: string): readonly Block[] {
  if (text.trim() === '') return [];
  return pieces(text, limits.section).map((piece) => ({ type: 'section', text: plain(piece) }));
}

export function header(text: string): readonly Block[] {
  return text.length > limits.header ? paragraphs(text) : [{ type: 'header', text: plain(text, limits.header) }];
}

export function small(text: string): readonly Block[] {
  return pieces(text, limits.section).map((piece) => ({ type: 'context', elements: [plain(piece)] }));
}

/** A button that says a Choice. */
export function button(act: Act, number: number, label: string, choice: Choice, style?: string): Element {
  return {
    type: 'button',
    action_id: actionId(act, number),
    text: plain(label, limits.buttonText),
    value: JSON.stringify(choice),
    ...((style === 'primary' || style === 'danger') && { style }),
  };
}

/** Elements side by side, at most five in a row. */
export function rows(elements: readonly Element[]): readonly Block[] {
  const count = Math.ceil(elements.length / limits.buttonsInARow);
  return Array.from({ length: count }, (_, i) => ({
    type: 'actions',
    elements: elements.slice(i * limits.buttonsInARow, (i + 1) * limits.buttonsInARow),
  }));
}

/** A message that was answered: without its controls, with what was answered where that is known. */
export function answered(blocks: readonly Block[], shown?: string): readonly Block[] {
  const rest = blocks.flatMap((block): Block[] => {
    if (block.type === 'actions' || block.type === 'input') return [];
    const { accessory: _, ...bare } = block;
    return [bare as Block];
  });
  return shown ? [...rest, ...small(`✓ ${shown}`)] : rest;
}

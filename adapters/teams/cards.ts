/** The elements of an Adaptive Card (1.5) that Tokki uses, and how it makes them. Pure. */

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
export type Element = { readonly type: string; readonly [key: string]: Json };
export type Card = Element & { readonly type: 'AdaptiveCard'; readonly body: readonly Element[] };

/** The largest message that Teams takes is 28 KB; a card leaves room for the envelope. */
export const cardBytes = 24_000;

/** What the card's actions bring back. It stands under one name, so that no input can pass for it. */
export interface ActionData {
  /** The id of a button or input of the Reply. */
  readonly id?: string;
  readonly values?: readonly string[];
  /** Names the Reply that the card shows. */
  readonly ref: string;
  /** `form`: the inputs are the fields of a form; `open`: show the form first; `look`: only what the card should show now. */
  readonly as?: 'form' | 'open' | 'look' | 'report';
  /** The button that opened the form. */
  readonly opener?: string;
}

export const verb = 'tokki';

/**
 * Words that nobody reads as Markdown: people's own words, figures and quotes. A line each, because clients ignore line
 * breaks in a run.
 */
export function plain(text: string, look: Readonly<Record<string, Json>> = {}): readonly Element[] {
  const lines = text.split(/\n+/u).filter((line) => line.trim() !== '');
  return lines.flatMap(pieces).map((line, i) => ({
    type: 'RichTextBlock',
    ...(i > 0 && { spacing: 'small' }),
    inlines: [{ type: 'TextRun', text: line, ...look }],
  }));
}

/** A text that alone would fill a card, in parts that do not. */
export function pieces(line: string): readonly string[] {
  return line.match(/.{1,2000}/gsu) ?? [];
}

export function heading(text: string, size: 'medium' | 'default'): Element {
  return { type: 'TextBlock', text: escapeMarkdown(text), size, weight: 'bolder', wrap: true, style: 'heading' };
}

export function container(items: readonly Element[], more: Readonly<Record<string, Json>> = {}): Element {
  return { type: 'Container', items, ...more };
}

export interface Press {
  readonly title: string;
  readonly data: ActionData;
  readonly style?: 'positive' | 'destructive';
  /** Inputs are not asked for: a button beside a form must work while the form is empty. */
  readonly alone?: true;
}

/** A button: Action.Execute, and Action.Submit where a client does not know it. */
export function execute({ title, data, style, alone }: Press): Element {
  const inputs = alone && { associatedInputs: 'none' };
  const fallback = { type: 'Action.Submit', title, data: { tokki: { ...data } }, ...inputs };
  return {
    type: 'Action.Execute',
    verb,
    title,
    data: { tokki: { ...data } },
    ...(style && { style }),
    ...inputs,
    fallback,
  };
}

/** A button that opens a dialog. */
export function openDialog(title: string, data: ActionData): Element {
  return {
    type: 'Action.Submit',
    title,
    data: { msteams: { type: 'task/fetch' }, tokki: { ...data } },
    associatedInputs: 'none',
  };
}

/** A dialog's own button: dialogs know Action.Submit only. */
export function submit(title: string, data: ActionData): Element {
  return { type: 'Action.Submit', title, data: { tokki: { ...data } }, style: 'positive' };
}

/** Rows of buttons: clients show up to six in a row. */
export function rows(actions: readonly Element[], perRow = 6): readonly Element[] {
  return Array.from({ length: Math.ceil(actions.length / perRow) }, (_, i) => ({
    type: 'ActionSet',
    actions: actions.slice(i * perRow, (i + 1) * perRow),
  }));
}

export function card(body: readonly Element[], spoken: string, more: Readonly<Record<string, Json>> = {}): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body,
    speak: spoken,
    fallbackText: spoken,
    msteams: { width: 'Full' },
    ...more,
  };
}

/** Markdown means nothing in a heading or in the text of a message. What it escapes is punctuation, never a digit. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>~]/gu, '\\$&').replace(/^([^\S\n]{0,40}\d{0,9})([#+-]|(?<=\d)\.)(?=\s)/gmu, '$1\\$2');
}

export function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

export function cut(text: string, atMost: number): string {
  const letters = [...text.slice(0, 2 * atMost)];
  return letters.length <= atMost && text.length <= 2 * atMost ? text : `${letters.slice(0, atMost - 1).join('')}…`;
}

/** What a person sees of the cards in Teams, and what the client sends of what was pressed. Pure. */
import type { Json } from '../../adapters/teams/cards.ts';
import type { Choice, Input } from '../../src/types.ts';
import { actionsOf, partsOf, wordsOf } from '../adapters/teams/cards.ts';
import type { Seen } from './platform.ts';

/** A post as the connector got it. */
export type Post = Readonly<Record<string, Json>>;

type Part = Readonly<Record<string, Json>>;

/** The name of the Reply that a card shows, and of the card among its cards. */
export function nameOf({ attachments }: Post): { readonly ref: string; readonly part: string } {
  const [card] = (attachments ?? []) as readonly { readonly content?: { readonly body?: readonly Part[] } }[];
  const part = String(card?.content?.body?.[0]?.id ?? '');
  return { ref: part.replace(/-\d+$/u, ''), part };
}

export function seenOf(key: string, posts: readonly Post[]): Seen {
  const text = posts.map((post) => wordsOf({ card: post, text: '' })).join('\n');
  const number = /\d{4}-\d{4}/u.exec(text)?.[0];
  const fields = posts.flatMap(fieldsOf);
  const choices = posts.flatMap(choicesOf);
  const sends = choices.find(({ id, values }) => !values && fields.some((field) => idOf(field) === id));
  const field = sends && fields.find((one) => idOf(one) === sends.id);
  const input = field && { input: inputOf(field) };
  const buttons = choices.filter((one) => one !== sends);
  return { key, text, buttons, ...(number !== undefined && { number }), ...input };
}

/** What the card's action brings back for this Choice; undefined where the card has no such action. */
export function pressed(post: Post, { id, values }: Choice): object | undefined {
  const fields = fieldsOf(post).filter((field) => idOf(field) === id);
  const actions = actionsOf(post).filter(({ data }) => data.tokki.id === id && data.tokki.as === undefined);
  const button = actions.find(({ data }) => String(data.tokki.values ?? '') === String(values ?? ''));
  if (button) return button.data;
  const sends = actions.find(({ data }) => data.tokki.values === undefined);
  if (!sends || fields.length === 0) return undefined;
  return { ...sends.data, ...Object.fromEntries(fields.map((field) => [String(field.id), entered(field, values)])) };
}

function choicesOf(post: Post): readonly Choice[] {
  return actionsOf(post).flatMap(({ data: { tokki } }) => {
    const { id, values, as } = tokki as { readonly id?: string; readonly values?: readonly string[]; as?: string };
    return id === undefined || as !== undefined ? [] : [{ id, ...(values && { values }) }];
  });
}

function fieldsOf(post: Post): readonly Part[] {
  return partsOf(post).filter(({ type }) => String(type).startsWith('Input.'));
}

function idOf({ id }: Part): string {
  return String(id).replace(/^\w+:/u, '');
}

function inputOf(field: Part): Input {
  const choices = (field.choices ?? []) as readonly { readonly title: string; readonly value: string }[];
  const toggle = field.valueOn === undefined ? [] : [{ title: '', value: String(field.valueOn) }];
  const options = [...choices, ...toggle].map(({ title: label, value }) => ({ label, value }));
  const kinds: Readonly<Record<string, Input['kind']>> = { 'Input.Number': 'number', 'Input.Date': 'datetime' };
  const kind = kinds[String(field.type)] ?? 'text';
  return { id: idOf(field), label: '', kind, ...(options.length > 0 && { options }) };
}

function entered({ type }: Part, [value = '']: readonly string[] = []): string {
  if (type === 'Input.Date') return value.split('T')[0] ?? '';
  return type === 'Input.Time' ? (value.split('T')[1] ?? '') : value;
}

/** A card as a person sees and uses it. */
import type { Json } from '../../../adapters/teams/cards.ts';
import type { Playground, Post } from './playground.ts';

interface Action {
  readonly type: string;
  readonly title: string;
  readonly verb?: string;
  readonly data: { readonly tokki: Readonly<Record<string, Json>> };
  readonly fallback?: { readonly data: object };
}

type Parts = Readonly<Record<string, Json>>;

/** Everything in a card but what is hidden from the person: fallbacks and what refreshes it. */
export function partsOf(value: Json): readonly Parts[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => partsOf(item));
  if (typeof value !== 'object' || value === null) return [];
  const parts = value as Parts;
  const inside = Object.entries(parts).filter(([name]) => !['fallback', 'refresh', 'data'].includes(name));
  return [parts, ...inside.flatMap(([, item]) => partsOf(item))];
}

/** The words of a card, in order. */
export function wordsOf({ card, text }: { readonly card: Json; readonly text: string }): string {
  const parts = partsOf(card);
  const words = parts.flatMap((part) => (/^Text(?:Run|Block)$/u.test(String(part.type)) ? [String(part.text)] : []));
  return [text, ...words].join('\n');
}

export function buttonsOf({ card }: Pick<Post, 'card'>): readonly Action[] {
  return actionsOf(card);
}

/** The buttons in whatever holds cards. */
export function actionsOf(value: Json): readonly Action[] {
  const parts = partsOf(value) as unknown as readonly Action[];
  return parts.filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit');
}

function button(post: Post, title: string | RegExp): Action {
  const found = buttonsOf(post).find((one) =>
    typeof title === 'string' ? one.title === title : title.test(one.title),
  );
  if (!found) throw new Error(`no button ${title} among ${buttonsOf(post).map((one) => one.title)}`);
  return found;
}

/** Presses by Action.Execute; resolves to the card that takes the place of the old one. */
export async function execute(
  play: Playground,
  post: Post,
  title: string | RegExp,
  inputs: object = {},
): Promise<Post> {
  const { type, verb, data } = button(post, title);
  const value = { action: { type, verb, data: { ...data, ...inputs } } };
  const answer = (await play.invoke('adaptiveCard/action', post, value)) as { value?: Post['card'] };
  return { ...post, card: answer.value };
}

/** Presses by Action.Submit, as a client does that does not know Action.Execute. */
export async function submit(play: Playground, post: Post, title: string | RegExp, inputs: object = {}): Promise<void> {
  const { fallback } = button(post, title);
  await play.submit(post, { ...fallback?.data, ...inputs });
}

/** Something for each input of the card. */
export function inputsOf({ card }: Pick<Post, 'card'>): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, string>> = {
    'Input.Number': '12',
    'Input.Date': '2026-01-05',
    'Input.Time': '09:30',
    'Input.Text': '改札の近く',
  };
  return Object.fromEntries(
    partsOf(card).flatMap(({ type, id, choices }) => {
      if (!String(type).startsWith('Input.')) return [];
      const [first] = (choices ?? []) as readonly { readonly value: string }[];
      return [[String(id), first?.value ?? values[String(type)] ?? '']];
    }),
  );
}

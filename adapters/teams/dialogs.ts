/** What Teams shows in a dialog (pure). */
import type { FormView, Lang } from '../../src/index.ts';
import { type ActionData, card, type Element, type Json, plain, submit } from './cards.ts';
import { cardType } from './outgoing.ts';
import { formInputs } from './render.ts';
import { words } from './words.ts';

/** The answer to an invoke. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
}

/** Closes a dialog, or says that nothing more is to be said. */
export const done: Answer = { status: 200 };

interface Filled {
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: Readonly<Record<string, string>>;
}

/** @param data what its button sends: the Reply that it was opened from and the button that opened it */
export function formDialog(
  { id, title, submit: label, inputs }: FormView,
  lang: Lang,
  data: ActionData,
  filled: Filled,
) {
  const send = submit(label, { ...data, id, as: 'form' });
  return dialog(title, 'large', [...formInputs(inputs, lang, filled)], [send]);
}

/** Asks whether a message is to be reported. Teams sends the link to it again with the answer. */
export function reportDialog(lang: Lang): Answer {
  const send = submit(words.reportYes[lang], { ref: '', as: 'report' });
  return dialog(words.reportTitle[lang], 'small', plain(words.reportAsk[lang]), [send]);
}

export function messageDialog(text: string): Answer {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}

function dialog(title: string, height: string, body: readonly Element[], actions: readonly Element[]): Answer {
  const content = card(body, title, { actions });
  const value = { title, height, width: 'medium', card: { contentType: cardType, content } };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

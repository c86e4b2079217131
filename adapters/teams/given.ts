/** The answer that a card shows once it is given. Pure. */
import type { Choice, Reply } from '../../src/index.ts';
import { words } from './words.ts';

/** Free text is not repeated: it may hold personal data that the desk has masked. */
export function givenLine(reply: Reply, choice?: Choice): string {
  const label = choice && labelOf(reply, choice);
  return label ? `✓ ${words.given[reply.lang]}${label}` : `✓ ${words.answered[reply.lang]}`;
}

function labelOf({ lang, input, buttons = [], sections = [], facts = [] }: Reply, choice: Choice): string | undefined {
  const { id, values = [] } = choice;
  const button = [...buttons, ...sections.flatMap((section) => section.buttons ?? [])].find((one) => one.id === id);
  if (button) return button.label;
  const fact = [...facts, ...sections.flatMap((section) => section.facts ?? [])].find((one) => one.edit === id);
  if (fact) return `${words.edit[lang]} ${fact.label}`;
  if (input?.id !== id || values.length === 0 || input.kind === 'text') return undefined;
  if (!input.options) return values.join(' ').replace('T', ' ');
  const labels = values.flatMap((value) => input.options?.find((one) => one.value === value)?.label ?? []);
  return labels.join(lang === 'ja' ? '、' : ', ') || undefined;
}

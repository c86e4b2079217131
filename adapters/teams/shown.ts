/** Which Reply a card shows, found again in the history: a card carries no copy of what it says. */
import { createHash } from 'node:crypto';
import type { Address, Choice, Host, Reply } from '../../src/index.ts';

/** How far back a card is still known; an older one is closed. */
const window = 80;

/** A short name of a Reply for the buttons of its card, from the key that it was sent with. */
export function refOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}

export interface Shown {
  readonly reply: Reply;
  /** What the person has said since, as far as it answers this card. */
  readonly answer?: Choice;
  /** Something was said or asked after it: it waits for nothing any more. */
  readonly isOver: boolean;
}

export async function findShown(host: Host, addresses: readonly Address[], ref: string): Promise<Shown | undefined> {
  for (const address of addresses) {
    const lines = await host.history(address, window);
    const at = lines.findLastIndex((line) => 'reply' in line && refOf(line.key) === ref);
    const line = lines[at];
    if (!line || !('reply' in line)) continue;
    const later = lines.slice(at + 1).flatMap((one) => ('message' in one ? [one.message] : []));
    const ids = idsOf(line.reply);
    const answer = later.find(({ choice }) => choice && ids.has(choice.id))?.choice;
    return { reply: line.reply, isOver: later.length > 0, ...(answer && { answer }) };
  }
  return undefined;
}

function idsOf({ input, form, buttons = [] }: Reply): ReadonlySet<string> {
  return new Set([...(input ? [input.id] : []), ...(form ? [form.id] : []), ...buttons.map(({ id }) => id)]);
}

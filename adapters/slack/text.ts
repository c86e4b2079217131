/** Text as Slack writes it, and text as people read it (pure). */

/** Slack escapes these three in all that it sends, and wants them escaped in mrkdwn. */
export function escapeText(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

function unescapeText(text: string): string {
  return text.replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&');
}

export function mentions(text: string, user: string): boolean {
  return new RegExp(`<@${user}(?:\\|[^>]*)?>`, 'u').test(text);
}

/** True where somebody else is spoken to. */
export function mentionsOthers(text: string, user: string): boolean {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu)].some((match) => match[1] !== user);
}

/** What a person wrote: links and channels as they are shown, without the mention of the bot. */
export function plainText(text: string, bot: string): string {
  const shown = text.replace(/<([^<>|]*)(?:\|([^<>]*))?>/gu, (_, target: string, label?: string) =>
    entity(target, label, bot),
  );
  return unescapeText(shown).trim();
}

function entity(target: string, label: string | undefined, bot: string): string {
  if (target === `@${bot}`) return '';
  if (target.startsWith('@')) return `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return `@${(label ?? target.slice(1)).replace(/^@/u, '')}`;
  return label ?? target.replace(/^(?:mailto|tel):/u, '');
}

/** Cuts a label that Slack would refuse; ids and quotes are never cut. */
export function clip(text: string, max: number): string {
  const chars = [...text];
  if (text.length <= max) return text;
  while (chars.join('').length > max - 1) chars.pop();
  return `${chars.join('')}…`;
}

/** The text in pieces of at most `max` characters, whole when put together; it is cut where a reader pauses. */
export function pieces(text: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = pauseIn(rest.slice(0, max));
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

function pauseIn(head: string): number {
  for (const pause of ['\n', '。', '. ', '、', ' ']) {
    const at = head.lastIndexOf(pause);
    if (at > head.length / 2) return at + pause.length;
  }
  const last = head.charCodeAt(head.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? head.length - 1 : head.length;
}

/** Reply -> the activities that show it (pure). */
import type { Quote, Reply } from '../../src/index.ts';
import { type Card, cut, escapeMarkdown, type Json } from './cards.ts';
import { renderCards, spoken, type View } from './render.ts';

/** An activity as it goes over the wire; the SDK adds whom it is for. */
export interface Outgoing {
  readonly type: 'message';
  readonly summary: string;
  readonly text?: string;
  readonly textFormat?: 'markdown';
  readonly attachments: readonly Attachment[];
  readonly entities?: readonly Json[];
  readonly channelData?: Json;
}

interface Attachment {
  readonly contentType: string;
  readonly name?: string;
  readonly contentUrl?: string;
  readonly content: Json;
}

export const cardType = 'application/vnd.microsoft.card.adaptive';

/** Teams cuts a notification at about this length. */
const summaryAtMost = 150;
/** The limits of a citation's title and text in Teams. */
const citationAtMost = { name: 80, abstract: 160 };

export function outgoing(reply: Reply, view: View): readonly Outgoing[] {
  const cards = renderCards(reply, view);
  return cards.map((content, i) => ({
    type: 'message',
    summary: cut(spoken(reply), summaryAtMost),
    attachments: [{ contentType: cardType, content: named(content, view.ref, i) }],
    ...(i === 0 && reply.ai && worded(reply)),
    ...(i === 0 && reply.kind === 'alert' && { channelData: { notification: { alert: true } } }),
  }));
}

/** A card that comes again after a crash bears the same name, in its first element: whoever keeps posts can tell it. */
function named(content: Card, ref: string, part: number): Json {
  const [first, ...rest] = content.body;
  return first && ref !== '' ? { ...content, body: [{ ...first, id: `${ref}-${part}` }, ...rest] } : content;
}

/** What a model has worded carries Teams' label for it, and each quote as a citation of the sentence. */
function worded({ text, quotes = [] }: Reply) {
  const signs = quotes.map((_, i) => `[${i + 1}]`).join('');
  const citation = quotes.map(claim);
  const label = {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    additionalType: ['AIGeneratedContent'],
    ...(citation.length > 0 && { citation }),
  };
  return { text: `${escapeMarkdown(text)}${signs && ` ${signs}`}`, textFormat: 'markdown', entities: [label] } as const;
}

function claim({ label, heading, text }: Quote, i: number) {
  return {
    '@type': 'Claim',
    position: i + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: cut(heading ? `${label} ${heading}` : label, citationAtMost.name),
      abstract: cut(text, citationAtMost.abstract),
    },
  };
}

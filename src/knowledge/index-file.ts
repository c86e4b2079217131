/** provisions.json: what the parser made of a document, kept in git so that a change of either is seen in review. Pure. */
import type { Document } from './types.ts';

/**
 * The text of the file. The same document always gives the same text.
 * @param hashOf a hash of a text
 */
export function indexOf({ id, hash, provisions }: Document, hashOf: (text: string) => string): string {
  const entries = provisions.map((provision) => {
    const { label, heading, text } = provision;
    return [provision.id, { label, heading, text, hash: hashOf(text) }] as const;
  });
  return `${JSON.stringify({ document: id, source: hash, provisions: Object.fromEntries(entries) }, null, 2)}\n`;
}

/** Nothing is shown as a quote that the document does not say. Pure. */
import type { Quote } from '../types.ts';
import { squeeze } from './lines.ts';
import type { Document } from './types.ts';

/**
 * True where the quote's words stand in the document, verbatim but for white space, in the provision that it names,
 * and the label is that provision's.
 */
export function verifyQuote(document: Document, quote: Pick<Quote, 'id' | 'label' | 'text'>): boolean {
  const provision = document.provisions.find(({ id }) => id === quote.id);
  const words = squeeze(quote.text);
  if (!provision || words === '' || provision.label !== quote.label) return false;
  return squeeze(provision.text).includes(words) && document.bare.includes(words);
}

/** Fewer characters than this could stand anywhere. */
const fewest = 6;

/** True where the words are a piece of the provision's text, verbatim but for white space, or all of it. */
export function standsIn(document: Document, id: string, words: string): boolean {
  const text = squeeze(document.provisions.find((provision) => provision.id === id)?.text ?? '');
  const bare = squeeze(words);
  return bare !== '' && (bare.length >= fewest || bare === text) && text.includes(bare);
}

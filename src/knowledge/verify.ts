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

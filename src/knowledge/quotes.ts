/** The quotes of an answer: verbatim from the source, checked each time, or none. */
import type { Quote } from '../types.ts';
import type { Knowledge } from './types.ts';
import { verifyQuote } from './verify.ts';

/** A citation -> its verified quote with the unofficial English; undefined where the text does not hold it verbatim. */
export function createQuotes(knowledge: Knowledge): (id: string) => Quote | undefined {
  const home = new Map(
    [...knowledge.documents.values()].flatMap((document) => document.provisions.map(({ id }) => [id, document])),
  );
  return (id) => {
    const provision = knowledge.provisions.get(id);
    const document = home.get(id);
    if (!provision || !document) return undefined;
    const { label, heading, text } = provision;
    const english = knowledge.guidance.get(id)?.english;
    const quote: Quote = { id, label, text, ...(heading && { heading }), ...(english && { english }) };
    return verifyQuote(document, quote) ? quote : undefined;
  };
}

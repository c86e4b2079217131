/** The quotes of an answer: verbatim from the source, checked each time, or none. */
import type { Quote } from '../types.ts';
import type { Document, Knowledge } from './types.ts';
import { standsIn, verifyQuote } from './verify.ts';

/** A citation -> its verified quote with the unofficial English; undefined where the text does not hold it verbatim. */
export function createQuotes(knowledge: Knowledge): (id: string) => Quote | undefined {
  const home = homesOf(knowledge);
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

/** True where these words, and not just a few letters of them, stand verbatim in the provision. */
export function createVerbatim(knowledge: Knowledge): (id: string, words: string) => boolean {
  const home = homesOf(knowledge);
  return (id, words) => {
    const document = home.get(id);
    return document !== undefined && standsIn(document, id, words);
  };
}

function homesOf({ documents }: Knowledge): ReadonlyMap<string, Document> {
  return new Map([...documents.values()].flatMap((document) => document.provisions.map(({ id }) => [id, document])));
}

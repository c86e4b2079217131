/** A document from its files. Pure. */
import { definitions } from './definitions.ts';
import { bareText } from './lines.ts';
import { parseDocument } from './parse.ts';
import { references } from './references.ts';
import type { Document } from './types.ts';

/** The document whose citations carry no document id. */
export const annexId = 'annex';

/** What meta.yaml says. */
export type Meta = Pick<Document, 'id' | 'title' | 'edition' | 'source' | 'parties'>;

/**
 * @param file the path of the text, named in the error
 * @param hash of the text
 * @throws TokkiError `document` where the text has no structure that the parser knows
 */
export function createDocument(meta: Meta, text: string, file: string, hash: string): Document {
  const provisions = parseDocument(text, file);
  const cite = (id: string) => citationIn(meta.id, id);
  return {
    ...meta,
    hash,
    provisions: provisions.map(({ parent, ...provision }) => ({
      ...provision,
      id: cite(provision.id),
      ...(parent !== undefined && { parent: cite(parent) }),
    })),
    definitions: definitions(provisions).map((definition) => ({ ...definition, where: cite(definition.where) })),
    references: references(provisions).map(({ from, words, to }) => ({ from: cite(from), words, to: to.map(cite) })),
    bare: bareText(text),
  };
}

/** `6.5` of the annex is cited as `6.5`, of the document `guide` as `guide:6.5`. */
export function citationIn(document: string, id: string): string {
  return document === annexId ? id : `${document}:${id}`;
}

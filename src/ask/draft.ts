/** What a language model has to answer with, and how its text is read. */
import { z } from 'zod';
import type { Schema } from './llm.ts';

const draftSchema = z.strictObject({
  /** The provisions first: a model that has found the words concludes better. */
  citations: z.array(z.strictObject({ id: z.string(), quote: z.string() })).readonly(),
  /** `none`: the documents do not deal with the question. */
  verdict: z.enum(['prohibited', 'prohibited_unless_approved', 'required', 'permitted', 'info', 'unclear', 'none']),
  text: z.string(),
});

export type Draft = Readonly<z.output<typeof draftSchema>>;

export const answerSchema: Schema = { name: 'answer', json: jsonOf(draftSchema) };

const rewriteSchema = z.strictObject({ question: z.string() });

export const termsSchema: Schema = { name: 'terms', json: jsonOf(rewriteSchema) };

/** @throws SyntaxError, ZodError */
export function parseDraft(text: string): Draft {
  return draftSchema.parse(JSON.parse(unfenced(text)));
}

/** The question in the terms of the documents. @throws SyntaxError, ZodError */
export function parseTerms(text: string): string {
  return rewriteSchema.parse(JSON.parse(unfenced(text))).question;
}

/** Endpoints that do not know `json_schema` let the model put its JSON into a code fence. */
function unfenced(text: string): string {
  return text.replace(/^\s{0,20}```(?:json)?\s{0,20}|\s{0,20}```\s{0,20}$/gu, '');
}

function jsonOf(schema: z.ZodType): Schema['json'] {
  const { $schema: _, ...json } = z.toJSONSchema(schema);
  return json;
}

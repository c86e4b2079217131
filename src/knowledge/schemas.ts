/** What the files in knowledge/ must look like. Unknown fields are refused: they are misspelt ones. */
import { z } from 'zod';

const filled = z.string().trim().min(1, 'must not be empty');
const text = z.strictObject({ ja: filled, en: filled });
const lists = z.strictObject({ ja: z.array(filled), en: z.array(filled) });
const verdict = z.enum(['prohibited', 'prohibited_unless_approved', 'required', 'permitted', 'info', 'unclear']);
const kebab = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/u, 'must be a short name in lower case, such as `carry-out`');

/** knowledge/documents/<id>/meta.yaml */
export const metaSchema = z.strictObject({
  id: kebab,
  title: text,
  edition: filled,
  source: filled,
  parties: z.record(filled, text),
});

const caseSchema = z.strictObject({
  id: kebab,
  when: z.literal('approved').exactOptional(),
  verdict,
  also: z.array(verdict).min(1).exactOptional(),
  cites: z.array(filled).min(1).max(3),
  say: text,
  next: text.exactOptional(),
});

/** knowledge/guidance/<document>/*.yaml */
export const guidanceSchema = z.strictObject({
  provision: filled,
  hash: z
    .string()
    .regex(/^[0-9a-f]{12}$/u, 'must be the first 12 characters of the hash in provisions.json')
    .exactOptional(),
  beside: z.array(filled).min(1).exactOptional(),
  title: text,
  english: filled,
  words: lists,
  cases: z.array(caseSchema).superRefine(uniqueIds),
});

/** knowledge/outside.yaml */
export const outsideSchema = z.strictObject({
  categories: z.array(z.strictObject({ id: kebab, say: text })).superRefine(uniqueIds),
});

const asked = {
  scene: z.literal('true').exactOptional(),
  ja: z.array(filled).default([]),
  en: z.array(filled).default([]),
};

/** knowledge/examples/<document>/<provision>.yaml */
export const caseExamplesSchema = z.array(
  z.strictObject({ case: kebab, verdict: verdict.exactOptional(), also: z.array(verdict).exactOptional(), ...asked }),
);

/** knowledge/examples/*.yaml */
export const intentExamplesSchema = z.array(
  z.strictObject({
    intent: z
      .string()
      .regex(
        /^(?:question|(?:incident|outside)\/[a-z0-9_-]+)$/u,
        'must be question, incident/<kind> or outside/<category>',
      ),
    ...asked,
  }),
);

/** knowledge/lexicon/*.yaml */
export const lexiconSchema = z
  .array(z.strictObject({ id: kebab, in: z.array(kebab).exactOptional(), ja: z.array(filled), en: z.array(filled) }))
  .superRefine(uniqueIds);

function uniqueIds(entries: readonly { readonly id: string }[], context: z.RefinementCtx): void {
  for (const [index, { id }] of entries.entries()) {
    if (entries.findIndex((other) => other.id === id) === index) continue;
    context.addIssue({ code: 'custom', path: [index, 'id'], message: `the id ${JSON.stringify(id)} is used twice` });
  }
}

/** The readiness report as data: knowledge/inspection.yaml, checked. Pure. */
import { z } from 'zod';
import { TokkiError } from '../errors.ts';
import { type EvidenceName, evidenceNames } from './evidence.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const shape = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        does: text,
        evidence: z.array(z.enum(evidenceNames as readonly [EvidenceName, ...EvidenceName[]])).min(1),
        you: text,
      }),
    )
    .min(1),
  own: z.array(z.strictObject({ ids: z.array(z.string()).min(1), why: text })),
});

export type Inspection = z.infer<typeof shape>;

/** @throws TokkiError `knowledge` that names the wrong field */
export function parseInspection(data: unknown, file: string): Inspection {
  const read = shape.safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

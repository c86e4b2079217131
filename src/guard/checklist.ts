/** What the organisation has to settle before real use; what is settled stands in the access log. Pure. */
import { z } from 'zod';
import { TokkiError } from '../errors.ts';
import type { Access } from '../types.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const item = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  cites: z.array(z.string()).min(1),
  text,
});

export type Item = z.infer<typeof item>;

/** @throws TokkiError `knowledge` that names the wrong field */
export function parseChecklist(data: unknown, file: string): readonly Item[] {
  const read = z.array(item).safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

export function settledSubject(id: string): string {
  return `checklist:${id}`;
}

/** When each item was settled last. @param lines admin acts */
export function settled(items: readonly Item[], lines: readonly Access[]): ReadonlyMap<string, Access> {
  const found = items.flatMap(({ id }) => {
    const line = lines.findLast(({ act, subject }) => act === 'admin' && subject === settledSubject(id));
    return line ? [[id, line] as const] : [];
  });
  return new Map(found);
}

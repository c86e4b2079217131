import { z } from 'zod';
import { TokkiError } from '../errors.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });

/** Something that the responsible person has to do; `within` is counted in hours from the filing. */
const task = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/u),
  area: z.enum(['facts', 'report', 'contain', 'persons', 'publish', 'prevent']),
  within: z.number().int().positive(),
  title: text,
});

const playbook = z.strictObject({
  /** A kind of the incident form, or `general` for what holds for all of them. */
  kind: z.string(),
  title: text,
  /** The provisions that it serves. */
  cites: z.array(z.string()).min(1),
  /** The first hour, in order. */
  steps: z.array(text).min(1),
  tasks: z.array(task).default([]),
});

/** What to do in the first hour of one kind of incident, and what has to be done after it. */
export type Playbook = z.infer<typeof playbook>;

/**
 * Reads what a file of knowledge/playbooks holds (parsed YAML).
 * @throws TokkiError `knowledge` that names the wrong field
 */
export function parsePlaybook(data: unknown, file: string): Playbook {
  const read = playbook.safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

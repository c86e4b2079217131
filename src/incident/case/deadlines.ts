/** The rules of knowledge/deadlines.yaml and knowledge/escalation.yaml: what the files must look like. */
import { z } from 'zod';
import { TokkiError } from '../../errors.ts';
import { screenings } from '../../strings/incident.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const date = z.iso.date();
const category = z.enum(Object.keys(screenings) as [keyof typeof screenings, ...(keyof typeof screenings)[]]);

const rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/u),
  label: text,
  /** `aim`: our own; `guideline`: 目安 of an authority; `limit`: stands in the rules. */
  kind: z.enum(['aim', 'guideline', 'limit']),
  /** When it was filed; the day on which anybody here knew; the day on which 甲 was told (until then: known). */
  from: z.enum(['filed', 'known', 'told']),
  within: z.union([
    z.strictObject({ hours: z.number().int().positive() }),
    /** The day itself is day 1; `first` where a guideline is a range. */
    z.strictObject({ days: z.number().int().positive(), first: z.number().int().positive().optional() }),
  ]),
  closed: z.enum(['next_open', 'counts']),
  /** What meets it: any report to 甲, or one in writing. Without it, 甲 has to meet it. */
  met: z.enum(['reported', 'written']).optional(),
  /** Categories that speak for it; without them, it holds for every report. */
  may: z.array(category).optional(),
  /** Categories with which another rule takes its place, or without which this one has none. */
  not: z.array(category).optional(),
  only: z.array(category).optional(),
  /** Hours before its end. */
  remind: z.array(z.number().int().positive()),
  since: date,
  until: date.optional(),
  source: text,
});

const deadlines = z.strictObject({ rules: z.array(rule).min(1) });

export type Deadline = z.infer<typeof rule>;

/**
 * Reads knowledge/deadlines.yaml (parsed YAML).
 * @throws TokkiError `knowledge` that names the wrong field, or two rules of one name that hold on the same day
 */
export function parseDeadlines(data: unknown, file: string): readonly Deadline[] {
  const read = deadlines.safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  const { rules } = read.data;
  const twice = rules.find((one, i) => rules.slice(i + 1).some((other) => other.id === one.id && overlap(one, other)));
  if (twice) throw new TokkiError('knowledge', `${file}: two rules called ${twice.id} hold on the same day`);
  return rules;
}

function overlap(one: Deadline, other: Deadline): boolean {
  return one.since <= (other.until ?? '9999') && other.since <= (one.until ?? '9999');
}

const minutes = z.number().int().positive();
const escalation = z.strictObject({
  after: minutes,
  every: minutes,
  until: minutes,
  list: z.array(z.string()),
  facts_within: z.number().int().positive(),
  tasks_at: z.number().int().min(0).max(23),
});

/** Who is told of an incident that nobody acknowledges, and when; minutes after filing. */
export type Escalation = z.infer<typeof escalation>;

/** @throws TokkiError `knowledge` that names the wrong field */
export function parseEscalation(data: unknown, file: string): Escalation {
  const read = escalation.safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** Cases as they leave one installation and enter another: the published format `tokki-reports`, version 2. */
import { z } from 'zod';
import { TokkiError } from '../../errors.ts';
import type { Report, ReportEvent, Task, Timer } from '../../types.ts';
import { clockTimers, escalationTimer, taskTimers } from './arm.ts';
import type { CaseDeps } from './deps.ts';
import { linesOf, seenBy } from './state.ts';

const format = 'tokki-reports';
const version = 2;

const instant = z.int().describe('milliseconds since 1970-01-01T00:00:00Z');
const count = z.int().min(1);
const text = z.strictObject({ ja: z.string(), en: z.string() });
const answer = z.strictObject({
  value: z
    .union([z.string(), z.number(), z.array(z.string()), z.null()])
    .describe('null: the person does not know; an empty text: passed over; 101-1000: a range'),
  approx: z.literal(true).optional(),
  assumed: z.literal(true).optional().describe('taken from a story, and nobody has confirmed it'),
});
const answers = z.record(z.string(), answer).describe('by the id of the question');
const event = z.strictObject({
  at: instant,
  by: z.string().describe('the id of a person; empty where Tokki did it by itself'),
  act: z.string().min(1),
  detail: answers.optional(),
  before: answers.optional().describe('what stood there before an amendment'),
});
const task = z.strictObject({
  id: count,
  area: z.enum(['facts', 'report', 'contain', 'persons', 'publish', 'prevent', 'instruction']),
  source: z.string(),
  title: text,
  owner: z.string().optional(),
  due: instant,
  state: z.enum(['open', 'done', 'not_applicable']),
  note: z.string().optional(),
});
const report = z.strictObject({
  number: z.string().regex(/^\d{4}-\d{4,8}$/u),
  version: count.describe('counts the commits'),
  edition: count.describe('counts the amendments'),
  status: z.enum(['received', 'confirmed', 'reported', 'handling', 'closed', 'near_miss']),
  owner: z.string().optional(),
  kind: z.string(),
  reporter: z.string(),
  contract: z.string(),
  filed: instant,
  address: z.string(),
  form: z.string(),
  formVersion: count,
  annex: z.string().describe('the SHA-256 of the annex that was in force'),
  answers,
  told: z.array(z.string()),
  link: z.string().optional(),
  events: z.array(event).describe('the timeline, oldest first'),
  tasks: z.array(task),
});
const file = z.strictObject({ format: z.literal(format), version: z.literal(version), reports: z.array(report) });

/** A report with everything that belongs to it. */
export interface WholeCase {
  readonly report: Report;
  readonly events: readonly ReportEvent[];
  readonly tasks: readonly Task[];
}

/** The JSON Schema (draft 2020-12) of the format, as schema/tokki-reports-2.json publishes it. */
export function exchangeSchema(): object {
  return { title: `${format} ${version}`, ...z.toJSONSchema(file) };
}

export function exportOf(cases: readonly WholeCase[]): object {
  const reports = cases.map(({ report: one, events, tasks }) => ({
    ...one,
    events: events.map(({ report: _, ...line }) => line),
    tasks: tasks.toSorted((a, b) => a.id - b.id).map(({ report: _, ...rest }) => rest),
  }));
  return { format, version, reports };
}

/** @throws TokkiError `input` that names the first place which does not fit, or a number that stands there twice */
export function readExport(data: unknown): readonly WholeCase[] {
  const read = file.safeParse(data);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new TokkiError('input', `the file does not fit: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { reports } = read.data;
  const numbers = reports.map(({ number }) => number);
  const twice = numbers.find((number, i) => numbers.indexOf(number) < i);
  if (twice !== undefined) throw new TokkiError('input', `the file has two reports ${twice}`);
  return reports.map(({ events, tasks, ...rest }) => {
    const one = defined(rest) as Report;
    const of = { report: one.number };
    return {
      report: one,
      events: events.map((line) => ({ ...of, ...defined(line) }) as ReportEvent),
      tasks: tasks.map((line) => ({ ...of, ...defined(line) }) as Task),
    };
  });
}

/** zod gives optional members as undefined; here they are absent. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** What falls due for a case that came from elsewhere. */
export function timersOf(deps: CaseDeps, { report: one, events, tasks }: WholeCase): readonly Timer[] {
  const waits = one.status === 'received' && seenBy({ events }).length === 0;
  const step = linesOf({ events }, 'escalated').length + 1;
  return [...(waits ? escalationTimer(deps, one, step) : []), ...clockTimers(deps, one, events), ...taskTimers(tasks)];
}

/** A form: questions as data (knowledge/forms/*.yaml). What a file must look like, and the types of what was read. */
import { z } from 'zod';
import { TokkiError } from '../errors.ts';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
/** What a number counts; `one` is the English singular. */
const unit = text.extend({ one: z.string().min(1) });
const words = z.strictObject({ ja: z.array(z.string().min(1)), en: z.array(z.string().min(1)) });
const id = z.string().regex(/^[a-z][a-z0-9_]*$/u);

/** Earlier answers that a question depends on: each step named has one of its values; `unknown` is "I don't know". */
const condition = z.record(id, z.array(z.string()).min(1));

const option = z.strictObject({
  value: id.or(z.string().regex(/^\d*-\d*$/u)),
  label: text,
  /** How people say it in free words; see words.ts for the little language. */
  words: words.optional(),
  when: condition.optional(),
  /** "None of these": cannot be chosen together with others. */
  alone: z.literal(true).optional(),
});

const common = {
  id,
  question: text,
  /** A short name for the answer, as it stands in the review. */
  label: text,
  /** The provision that asks for it, `16.1`; shown with the question. */
  why: z.string().regex(/^(?:[a-z0-9-]+:)?[\w.-]+$/u),
  hint: text.optional(),
  when: condition.optional(),
  /** True where "I don't know" is an answer; it becomes an open point. */
  unknown: z.boolean().default(false),
  /** True where the step may be skipped and leaves nothing open. */
  optional: z.boolean().default(false),
};

const step = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    max: z.number().int().positive().default(1500),
    /** A story answers it by the words around a match of this step: the name of a place near the word for its kind. */
    around: id.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('choice'), options: z.array(option).min(2) }),
  z.strictObject({ ...common, kind: z.literal('choices'), options: z.array(option).min(2) }),
  /** `words` are the units that the number is counted in; `options` are ranges such as `101-1000`. */
  z.strictObject({ ...common, kind: z.literal('number'), unit, words, options: z.array(option).optional() }),
  /** `words` tell this time from others in a story ("noticed"); one datetime step may have none and takes the rest. */
  z.strictObject({ ...common, kind: z.literal('datetime'), words: words.optional() }),
]);

const form = z.strictObject({
  id,
  version: z.number().int().positive(),
  title: text,
  /** Points that are reached when, of each group of steps, one has been answered. */
  milestones: z.record(id, z.array(z.union([id.transform((one) => [one]), z.array(id).min(1)]))),
  steps: z.array(step).min(1),
});

export type Form = z.infer<typeof form>;
export type Step = z.infer<typeof step>;
export type StepOption = z.infer<typeof option>;
export type Condition = z.infer<typeof condition>;
export type Words = z.infer<typeof words>;

/**
 * Reads what a form file holds (parsed YAML).
 * @param file its name, for the message
 * @throws TokkiError `knowledge` that names the place: a wrong field, an id used twice, a condition on a step that
 * does not stand before it or on a value that it does not have
 */
export function parseForm(data: unknown, file: string): Form {
  const read = form.safeParse(data);
  if (!read.success) throw new TokkiError('knowledge', `${file}: ${z.prettifyError(read.error)}`);
  const problem = inconsistency(read.data);
  if (problem) throw new TokkiError('knowledge', `${file}: ${problem}`);
  return read.data;
}

/** The options that a step offers; empty where it has none. */
export function optionsOf(asked: Step): readonly StepOption[] {
  return 'options' in asked ? (asked.options ?? []) : [];
}

function inconsistency({ steps, milestones }: Form): string | undefined {
  const before = new Map<string, Step>();
  for (const asked of steps) {
    if (before.has(asked.id)) return `two steps are called ${asked.id}`;
    const values = optionsOf(asked).map(({ value }) => value);
    if (new Set(values).size < values.length) return `step ${asked.id} has a value twice`;
    const conditions = [asked.when, ...optionsOf(asked).map(({ when }) => when)];
    const wrong = conditions.flatMap((when) => (when ? dangling(when, before) : []))[0];
    if (wrong) return `step ${asked.id} depends on ${wrong}, which no earlier step can be`;
    if (asked.kind === 'text' && asked.around && !before.has(asked.around)) {
      return `step ${asked.id} is around ${asked.around}, which no earlier step is`;
    }
    before.set(asked.id, asked);
  }
  const lost = Object.values(milestones)
    .flat(2)
    .find((named) => !before.has(named));
  return lost && `a milestone needs ${lost}, which no step is`;
}

function dangling(when: Condition, before: ReadonlyMap<string, Step>): readonly string[] {
  return Object.entries(when).flatMap(([named, values]) => {
    const asked = before.get(named);
    const possible = asked ? ['unknown', ...optionsOf(asked).map(({ value }) => value)] : [];
    return values.filter((value) => !possible.includes(value)).map((value) => `${named}: ${value}`);
  });
}

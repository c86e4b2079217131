/** A form that is filled in at once: its inputs, and what came back for them. */
import { problems } from '../strings/common.ts';
import type { Answer, Answers, Input, Lang, Text } from '../types.ts';
import { applies, contradicted } from './engine.ts';
import type { Form, Step } from './form.ts';
import { parseAnswer } from './parse.ts';
import { inputOf } from './show.ts';

/** What came back: the values of each input, by step id. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What was made of one input. */
export interface Field {
  readonly step: Step;
  readonly answer?: Answer;
  readonly problem?: Text;
}

/**
 * The inputs of the steps that no answer so far rules out, each with what is answered already. A time is picked in a form,
 * not typed: how to type one would only confuse.
 */
export function inputsOf(form: Form, answers: Answers, lang: Lang): readonly Input[] {
  return asked(form, answers).map((step) => {
    const { hint, ...input } = inputOf(step, step.id, answers, lang);
    return { ...input, ...(hint !== undefined && step.kind !== 'datetime' && { hint }) };
  });
}

/** The fields that were filled in. An empty one is no answer, and never wrong. @param now in milliseconds since the epoch */
export function readFields(form: Form, answers: Answers, fields: Fields, now: number): readonly Field[] {
  return asked(form, answers).flatMap((step): Field[] => {
    const given = Object.hasOwn(fields, step.id) ? fields[step.id] : undefined;
    const values = given?.filter((value) => value.trim() !== '') ?? [];
    if (values.length === 0) return [];
    const typed = step.kind === 'text' || step.kind === 'number';
    const parsed = parseAnswer(step, typed ? { text: values.join('\n') } : { values }, { now, answers });
    return [{ step, ...('problem' in parsed ? { problem: parsed.problem } : { answer: parsed.answer }) }];
  });
}

/** The fields of a form that has to be complete: a step that applies and is needed is wrong where it is empty. */
export function readSheet(form: Form, fields: Fields, now: number): readonly Field[] {
  const read = readFields(form, {}, fields, now);
  const answers = answersOf(read);
  const missing = form.steps
    .filter((step) => applies(step, answers) && !step.optional && !step.unknown)
    .filter((step) => read.every((field) => field.step.id !== step.id))
    .map((step) => ({ step, problem: problems.missing }));
  return [...read.filter(({ step }) => !contradicted(step, answers)), ...missing];
}

export function answersOf(fields: readonly Field[]): Answers {
  return Object.fromEntries(fields.flatMap(({ step, answer }) => (answer ? [[step.id, answer]] : [])));
}

/** What is wrong with the fields, by step id. */
export function problemsOf(fields: readonly Field[]): Readonly<Record<string, Text>> {
  return Object.fromEntries(fields.flatMap(({ step, problem }) => (problem ? [[step.id, problem]] : [])));
}

function asked({ steps }: Form, answers: Answers): readonly Step[] {
  return steps.filter((step) => !contradicted(step, answers));
}

/** Where a form stands. Nothing but the answers is stored; the step that waits for an answer follows from them. */
import type { Answer, Answers, OpenForm } from '../types.ts';
import { type Condition, type Form, optionsOf, type Step, type StepOption } from './form.ts';

/** How far a form is: `at` counts from 1. */
interface Progress {
  readonly at: number;
  readonly of: number;
}

/** The step that waits for an answer: the one being edited, else the first that applies and has none. */
export function next(form: Form, open: OpenForm): Step | undefined {
  const editing = open.editing === undefined ? undefined : stepOf(form, open.editing);
  return editing ?? form.steps.find((step) => applies(step, open.answers) && !open.answers[step.id]);
}

export function stepOf(form: Form, id: string): Step | undefined {
  return form.steps.find((step) => step.id === id);
}

/** True where the earlier answers make the step or option one that is asked. */
export function applies({ when }: { readonly when?: Condition | undefined }, answers: Answers): boolean {
  return Object.entries(when ?? {}).every(([id, values]) => {
    const answer = answers[id];
    return answer !== undefined && valuesOf(answer).some((value) => values.includes(value));
  });
}

/** True where an earlier answer speaks against the step; one that is not known yet does not. */
export function contradicted({ when }: Pick<Step, 'when'>, answers: Answers): boolean {
  return Object.entries(when ?? {}).some(
    ([id, values]) => answers[id] && !applies({ when: { [id]: values } }, answers),
  );
}

/** The options to show now. */
export function offered(step: Step, answers: Answers): readonly StepOption[] {
  return optionsOf(step).filter((option) => applies(option, answers));
}

/** Answers a step. A step that was answered before keeps its place among the answers. */
export function answered(open: OpenForm, id: string, answer: Answer): OpenForm {
  return { ...settled(open), answers: { ...open.answers, [id]: answer } };
}

/** Takes the answer of a step away, so that it is asked again; where a step is being edited, leaves it as it was. */
export function back(open: OpenForm, id: string): OpenForm {
  if (open.editing !== undefined) return settled(open);
  const { [id]: _, ...answers } = open.answers;
  return { ...open, answers };
}

/** Asks a step again; its answer stays until there is another. */
export function edit(open: OpenForm, id: string): OpenForm {
  return { ...open, editing: id };
}

/** Where the person is, of the questions that apply so far. */
export function progress(form: Form, open: OpenForm): Progress {
  const asked = form.steps.filter((step) => applies(step, open.answers));
  const done = asked.filter((step) => open.answers[step.id]).length;
  return { at: Math.min(done + 1, asked.length), of: asked.length };
}

/** True where of each group of the milestone one step has an answer ("I don't know" is one) or the only one is not asked. */
export function reached(form: Form, milestone: string, answers: Answers): boolean {
  return (form.milestones[milestone] ?? []).every((group) =>
    group.some((id) => {
      const step = stepOf(form, id);
      return answers[id] !== undefined || (group.length === 1 && !(step && applies(step, answers)));
    }),
  );
}

/** Steps that apply and that nobody could answer or has answered yet. What may be skipped leaves nothing open. */
export function openPoints(form: Form, answers: Answers): readonly Step[] {
  return form.steps.filter((step) => {
    const answer = answers[step.id];
    if (!applies(step, answers)) return false;
    return answer ? answer.value === null : !step.optional;
  });
}

/** True for a step that the person has passed over. */
export function isSkipped(answer: Answer): boolean {
  return answer.value === '';
}

/** An answer as values that conditions compare. */
function valuesOf({ value }: Answer): readonly string[] {
  if (value === null) return ['unknown'];
  return typeof value === 'object' ? value : [String(value)];
}

function settled({ editing: _, ...open }: OpenForm): OpenForm {
  return open;
}

/** Which options of a step a folded text names. */
import type { Answers } from '../types.ts';
import { offered } from './engine.ts';
import type { Step, StepOption } from './form.ts';
import { find, type Span } from './words.ts';

interface NamedOption extends Span {
  readonly option: StepOption;
}

/** Every place where an option is named by its words; a shorter name within a longer one does not count. */
export function namedOptions(step: Step, text: string, answers: Answers): readonly NamedOption[] {
  const all = offered(step, answers).flatMap((option) =>
    (option.words ? find(option.words, text) : []).map((span) => ({ option, ...span })),
  );
  return all.filter((one) => !all.some((other) => other !== one && covers(other, one)));
}

/** The option of a step that takes one: the one with the longest name, of equals the first in the text. */
export function namedOption(step: Step, text: string, answers: Answers): NamedOption | undefined {
  return [...namedOptions(step, text, answers)].sort((a, b) => length(b) - length(a) || a.start - b.start)[0];
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end && length(outer) > length(inner);
}

function length({ start, end }: Span): number {
  return end - start;
}

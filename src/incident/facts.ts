/** A report as labelled lines. */
import { applies, contradicted, isSkipped, next, openPoints } from '../forms/engine.ts';
import type { Form } from '../forms/form.ts';
import { readable } from '../forms/show.ts';
import { screenings, incident as words } from '../strings/incident.ts';
import { listed, say } from '../strings/say.ts';
import type { Answers, Fact, Lang, OpenForm, Person } from '../types.ts';
import { actId } from './acts.ts';
import { hintsOf } from './screening.ts';

/** The answers that no other answer rules out: an edited one, such as the kind, may have made some pointless. */
export function applicable(form: Form, answers: Answers): Answers {
  const dropped = new Set<string>();
  for (const step of form.steps) {
    const hangsOn = Object.keys(step.when ?? {});
    if (contradicted(step, answers) || hangsOn.some((id) => dropped.has(id))) dropped.add(step.id);
  }
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !dropped.has(id)));
}

/** The answers in the order of the form; unknown and skipped ones are left out, except whether it still goes on. */
export function answerFacts(form: Form, given: Answers, lang: Lang): readonly Fact[] {
  const answers = applicable(form, given);
  return form.steps.flatMap((step) => {
    const answer = answers[step.id];
    // Whoever reads a report must see at once that it may still go on.
    if (step.id === 'ongoing' && (answer?.value ?? null) === null) {
      return [{ label: step.label[lang], value: words.notKnown[lang] }];
    }
    if (!answer || answer.value === null || isSkipped(answer)) return [];
    const value = readable(step, answer, lang);
    return [{ label: step.label[lang], value: answer.assumed ? say(words.unconfirmed, lang, { value }) : value }];
  });
}

/** All answers, each with the Choice that corrects it. */
export function editableFacts(form: Form, open: OpenForm, lang: Lang): readonly Fact[] {
  const answers = applicable(form, open.answers);
  return form.steps.flatMap((step) => {
    const answer = answers[step.id];
    if (!answer) return [];
    return [{ label: step.label[lang], value: readable(step, answer, lang), edit: actId(open, 'edit', step.id) }];
  });
}

/** Who reports and for which contract, as far as the list of people says it. */
export function reporterFacts({ name, contracts }: Person, lang: Lang): readonly Fact[] {
  const [contract, ...others] = contracts;
  return [
    ...(name === '' ? [] : [{ label: words.reporter[lang], value: name }]),
    ...(contract === undefined || others.length > 0 ? [] : [{ label: words.contract[lang], value: contract }]),
  ];
}

/** What the person told in free words, one line each; none where nothing was told. */
export function toldFacts(told: readonly string[], label: string): readonly Fact[] {
  return told.length > 0 ? [{ label, value: told.join('\n') }] : [];
}

/** What is not known yet, and which categories may apply. */
export function openFacts(form: Form, given: Answers, lang: Lang): readonly Fact[] {
  const answers = applicable(form, given);
  const missing = openPoints(form, answers).map((step) => step.label[lang]);
  const hints = hintLines(answers, lang);
  return [
    ...(missing.length > 0 ? [{ label: words.openPoints[lang], value: listed(missing, lang) }] : []),
    ...(hints.length > 0
      ? [{ label: words.screening[lang], value: `${hints.join('\n')}\n${words.screeningNote[lang]}` }]
      : []),
  ];
}

/** A line for each category that may apply; marked where only something unknown speaks for it. */
export function hintLines(answers: Answers, lang: Lang): readonly string[] {
  return hintsOf(answers).map(({ category, open }) => {
    const value = screenings[category][lang];
    return open ? say(words.openHint, lang, { value }) : value;
  });
}

/** Answers in one line: 「人数 約300人、場所 自宅」. */
export function line(form: Form, answers: Answers, steps: readonly string[], lang: Lang): string {
  const facts = form.steps.flatMap((step) => {
    const answer = steps.includes(step.id) ? answers[step.id] : undefined;
    return answer
      ? [say(words.fact, lang, { label: step.label[lang], value: short(readable(step, answer, lang)) })]
      : [];
  });
  return facts.join(lang === 'ja' ? '／' : '; ');
}

/** Enough of a long text to recognise it. */
function short(value: string): string {
  const chars = [...value.replace(/\s+/gu, ' ')];
  return chars.length > 60 ? `${chars.slice(0, 60).join('')}…` : chars.join('');
}

export function kindOf({ kind }: Answers): string | undefined {
  return typeof kind?.value === 'string' ? kind.value : undefined;
}

/** The question before the one that waits; undefined where there is none. What was only taken from a story was no question. */
export function questionBefore(form: Form, open: OpenForm): string | undefined {
  const { answers } = open;
  const pending = next(form, open);
  const before = pending ? form.steps.slice(0, form.steps.indexOf(pending)) : form.steps;
  return before.findLast((step) => answers[step.id] && !answers[step.id]?.assumed && applies(step, answers))?.id;
}

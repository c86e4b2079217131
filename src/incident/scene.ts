/** What everything in this room works with. */
import type { Form, Step } from '../forms/form.ts';
import { say } from '../strings/say.ts';
import type { Desk, Lang, OpenForm, Outcome, Person, Quote, Reply, Text, Turn } from '../types.ts';
import { actId } from './acts.ts';
import type { CaseDeps } from './case/deps.ts';

export interface IncidentDeps extends CaseDeps {
  /** The quotes of provisions, verified against the source; those that are not there are left out. */
  readonly quotes: (ids: readonly string[], lang: Lang) => readonly Quote[];
  /** The hash of the annex in force; a report keeps it. */
  readonly annexEdition: string;
}

/** One Turn, in the language in which it is answered, with the form as it is for this person. */
export interface Scene {
  readonly deps: IncidentDeps;
  readonly turn: Turn;
  readonly desk: Desk;
  readonly form: Form;
  readonly lang: Lang;
  readonly open: OpenForm | undefined;
}

export function sceneOf(deps: IncidentDeps, turn: Turn, desk: Desk, lang: Lang): Scene {
  return { deps, turn, desk, lang, form: formFor(deps.form, turn.person), open: openOf(deps, turn) };
}

/** The report of this room that the conversation has open, if any. */
export function openOf(
  { form }: Pick<IncidentDeps, 'form'>,
  { conversation }: Pick<Turn, 'conversation'>,
): OpenForm | undefined {
  return conversation.form?.form === form.id ? conversation.form : undefined;
}

/** The Outcome that leaves the conversation with this open report, or with none. A form of another room stays open. */
export function outcome(
  { deps, turn, lang }: Scene,
  open: OpenForm | undefined,
  replies: readonly Reply[],
  records: Omit<Partial<Outcome>, 'conversation' | 'replies'> = {},
): Outcome {
  const { form: before, ...conversation } = turn.conversation;
  const form = (open && marked(open, before, replies)) ?? (before?.form === deps.form.id ? undefined : before);
  return { conversation: { ...conversation, lang, ...(form && { form }) }, replies, ...records };
}

/** Whoever was shown the button of the review has seen the answers, until the next change. */
function marked(open: OpenForm, before: OpenForm | undefined, replies: readonly Reply[]): OpenForm {
  const { reviewed, ...rest } = open;
  const isShown = replies.some(({ buttons = [] }) => buttons.some(({ id }) => id === actId(open, 'file')));
  const isSame = open.answers === before?.answers && open.told === before.told;
  return isShown || (reviewed && isSame) ? { ...rest, reviewed: true } : rest;
}

/** A short notice in the language of the scene. */
export function notice(
  { lang }: Scene,
  text: Text,
  values: Readonly<Record<string, string | number>> = {},
  rest: Omit<Partial<Reply>, 'lang' | 'text'> = {},
): Reply {
  return { kind: 'notice', lang, text: say(text, lang, values), ...rest };
}

/**
 * The contract is asked only where it is not known: who works under one contract is not asked, who works under several
 * picks one, who is in no list writes it.
 */
export function formFor(form: Form, { contracts }: Person): Form {
  const steps = form.steps.flatMap((step): readonly Step[] => {
    if (step.id !== 'contract' || contracts.length === 0) return [step];
    if (contracts.length === 1) return [];
    const { id, question, label, why, unknown, optional } = step;
    const options = contracts.map((name) => ({ value: name, label: { ja: name, en: name } }));
    return [{ id, question, label, why, unknown, optional, kind: 'choice', options }];
  });
  return { ...form, steps };
}

/** The open report as a form that is filled in at once: the same steps, the same checks. */
import { answered } from '../forms/engine.ts';
import { type Fields, inputsOf, problemsOf, readFields } from '../forms/sheet.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { FormView, Lang, OpenForm, Outcome, Reply, Text } from '../types.ts';
import { actId } from './acts.ts';
import { line } from './facts.ts';
import { onward } from './onward.ts';
import { outcome, type Scene } from './scene.ts';

type FillScene = Pick<Scene, 'form' | 'turn'> & { readonly lang: Lang };

/** The steps that no answer so far rules out, each with what is answered already. */
export function formView({ form, lang }: FillScene, open: OpenForm): FormView {
  return {
    id: actId(open, 'fill'),
    title: form.title[lang],
    submit: words.keep[lang],
    inputs: inputsOf(form, open.answers, lang),
  };
}

/** What is wrong with the fields, by step id. */
export function checkFields({ form, turn }: FillScene, open: OpenForm, fields: Fields): Readonly<Record<string, Text>> {
  return problemsOf(readFields(form, open.answers, fields, turn.message.at));
}

/** Takes every field that can be read, and shows the others again with what is wrong. */
export async function fill(scene: Scene, open: OpenForm, fields: Fields): Promise<Outcome> {
  const { form, lang, turn } = scene;
  const read = readFields(form, open.answers, fields, turn.message.at);
  const taken = read.flatMap(({ step, answer }) => (answer ? [{ step, answer }] : []));
  const wrong = read.flatMap(({ step, problem }) => (problem ? [`${step.label[lang]}: ${problem[lang]}`] : []));
  const after = taken.reduce((so, { step, answer }) => answered(so, step.id, answer), open);
  const steps = taken.map(({ step }) => step.id);
  const facts = line(form, after.answers, steps, lang);
  const lead = facts === '' ? [] : [say(words.noted, lang, { facts })];
  if (wrong.length > 0) return outcome(scene, after, [showForm(scene, after, [...lead, ...wrong])]);
  return outcome(scene, after, await onward(scene, open, after, lead));
}

/** The form as a Reply, for platforms that show it in the conversation. */
export function showForm(scene: Scene, open: OpenForm, lead: readonly string[] = []): Reply {
  const { lang } = scene;
  const text = [...lead, words.formText[lang]].join('\n');
  return { kind: 'form', lang, text, form: formView(scene, open) };
}

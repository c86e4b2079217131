/** The forms of a case: shown, checked, and what is decided where one comes back. */

import { isoOf, momentOf } from '../../forms/calendar.ts';
import type { Form } from '../../forms/form.ts';
import { answersOf, type Field, inputsOf, problemsOf, readFields, readSheet } from '../../forms/sheet.ts';
import { acts, caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { filled, say } from '../../strings/say.ts';
import type { Answers, FormView, Lang, Outcome, Reply, Text } from '../../types.ts';
import { ids } from '../acts.ts';
import { outcome, type Scene } from '../scene.ts';
import { amend, amendForm } from './amend.ts';
import { answer, commit } from './answer.ts';
import type { Case } from './case.ts';
import { type CaseAct, type CaseForm, caseId } from './ids.ts';
import { decide, taskOf } from './record.ts';
import { taskTitle, toldOf } from './show.ts';
import { linesOf } from './state.ts';

type Open = Extract<CaseAct, { readonly do: 'open' }>;
type Fill = Extract<CaseAct, { readonly do: 'fill' }>;

/** The form that a button opens; undefined where the knowledge has none of that name. */
function caseFormView(scene: Scene, kase: Case, open: Omit<Open, 'do'>, given?: Answers): FormView | undefined {
  const { lang, turn } = scene;
  const { number, edition } = kase.report;
  const form = formFor(scene, kase, open.form);
  if (!form) return undefined;
  const isAmend = open.form === 'amend';
  const steps = open.step === undefined ? form.steps : form.steps.filter(({ id }) => id === open.step);
  const answers = given ?? (isAmend ? kase.report.answers : prefilled(form, kase, turn.now));
  return {
    id: caseId(number, 'fill', open.form, isAmend ? edition : open.rest),
    title: say(words.formTitle, lang, { number, title: isAmend ? acts.amend[lang] : form.title[lang] }),
    submit: words.save[lang],
    inputs: inputsOf({ ...form, steps }, answers, lang),
  };
}

/** A time is most often just now; a case is closed with what was recorded before. */
function prefilled(form: Form, kase: Case, now: number): Answers {
  const times = form.steps.filter(({ kind, id, optional }) => kind === 'datetime' && id === 'when' && !optional);
  const ready = times.map(({ id }) => [id, { value: isoOf(momentOf(now)) }] as const);
  return { ...Object.fromEntries(ready), ...(form.id === 'close' && recordedBefore(form, kase)) };
}

/** The newest cause, and all measures. */
function recordedBefore(form: Form, kase: Case): Answers {
  const texts = (act: CaseForm) => linesOf(kase, act).map(({ detail }) => String(detail?.text?.value ?? ''));
  const found: Readonly<Record<string, readonly string[]>> = {
    cause: texts('cause').slice(-1),
    prevention: texts('prevent'),
  };
  return Object.fromEntries(
    form.steps.flatMap((step) => {
      const text = found[step.id]?.join('\n') ?? '';
      return step.kind === 'text' && text !== '' ? [[step.id, { value: text.slice(0, step.max) }]] : [];
    }),
  );
}

function formFor(scene: Scene, kase: Case, name: CaseForm): Form | undefined {
  return name === 'amend' ? amendForm(scene, kase) : scene.deps.caseForms.get(name);
}

/** The form as a Reply, for platforms that show it in the conversation. */
export async function openForm(scene: Scene, kase: Case, open: Open): Promise<Outcome> {
  const { number } = kase.report;
  const task = isTaskForm(open.form) ? await taskOf(scene.desk, number, open.rest) : undefined;
  if (isTaskForm(open.form) && !task) return answer(scene, words.noTask, number);
  if (task && task.state !== 'open') return answer(scene, words.taskEnded, number);
  const lead = open.form === 'close' ? await warningOf(scene, kase) : task ? [taskTitle(task, scene.lang)] : [];
  return shown(scene, kase, open, lead);
}

/** The form as a view of its own. Nobody closes a case without knowing what is left to be done: it stands at the head. */
export async function openedView(scene: Scene, kase: Case, open: Open): Promise<FormView | undefined> {
  const view = caseFormView(scene, kase, open);
  const [warning] = open.form === 'close' ? await warningOf(scene, kase) : [];
  const [first, ...rest] = view?.inputs ?? [];
  if (!view || !first || warning === undefined) return view;
  const hint = [warning, first.hint].filter((text) => text !== undefined).join('\n');
  return { ...view, inputs: [{ ...first, hint }, ...rest] };
}

function warningOf(scene: Scene, kase: Case): Promise<readonly string[]> {
  return tasksLeft(scene, kase, words.taskLeft, words.tasksLeft);
}

async function tasksLeft({ desk, lang }: Scene, { report }: Case, one: Text, more: Text): Promise<readonly string[]> {
  const { length: count } = await desk.tasks({ report: report.number, open: true });
  return count === 0 ? [] : [say(count === 1 ? one : more, lang, { count })];
}

function isTaskForm(form: CaseForm): boolean {
  return form === 'task_done' || form === 'task_not';
}

function shown(scene: Scene, kase: Case, open: Omit<Open, 'do'>, lead: readonly string[], given?: Answers): Outcome {
  const { lang } = scene;
  const form = caseFormView(scene, kase, open, given);
  if (!form) return answer(scene, incident.staleUnknown, kase.report.number);
  const reply: Reply = { kind: 'form', lang, title: form.title, text: lead.join('\n'), form };
  const { turn } = scene;
  const subject = ids.report(kase.report.number);
  return outcome(scene, scene.open, [reply], { access: [{ at: turn.now, by: turn.person.id, act: 'read', subject }] });
}

/** What is wrong with the fields, by step id. */
export function checkCaseFields(scene: Scene, kase: Case, fill: Omit<Fill, 'do'>): Readonly<Record<string, Text>> {
  return problemsOf(fieldsOf(scene, kase, fill));
}

function fieldsOf(scene: Scene, kase: Case, { form: name, fields }: Omit<Fill, 'do'>): readonly Field[] {
  const form = formFor(scene, kase, name);
  const now = scene.turn.message.at;
  if (!form) return [];
  return name === 'amend' ? readFields(form, kase.report.answers, fields, now) : readSheet(form, fields, now);
}

/** Takes a form that came back; where something is wrong with it, shows it again with what was entered. */
export async function fillForm(scene: Scene, kase: Case, fill: Fill): Promise<Outcome> {
  const { lang } = scene;
  const fields = fieldsOf(scene, kase, fill);
  const entered = answersOf(fields);
  const wrong = fields.flatMap(({ step, problem }) => (problem ? [`${step.label[lang]}: ${problem[lang]}`] : []));
  if (wrong.length > 0) return shown(scene, kase, fill, [words.needed[lang], ...wrong], entered);
  if (fill.form === 'amend') {
    const { edition } = kase.report;
    if (fill.rest === edition) return amend(scene, kase, entered);
    const lead = [say(words.outrun, lang, { edition })];
    return shown(scene, kase, fill, lead, { ...kase.report.answers, ...entered });
  }
  const decided = await decide(scene, kase, fill.form, fill.rest, entered);
  if ('refusal' in decided) return answer(scene, decided.refusal, kase.report.number);
  const last = fill.form === 'close' ? await tasksLeft(scene, kase, words.taskStays, words.tasksStay) : [];
  return commit(scene, kase, decided.change, recordedText(scene, fill.form, entered, lang), { last });
}

function recordedText({ deps }: Scene, form: CaseForm, answers: Answers, lang: Lang): Text {
  if (form === 'close') return words.closed;
  const sheet = deps.caseForms.get(form);
  const told = toldOf(sheet, answers, lang);
  return filled(words.recorded, { what: [acts[form][lang], told].filter(Boolean).join(lang === 'ja' ? '　' : ': ') });
}

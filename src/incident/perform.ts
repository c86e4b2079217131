/** What each button and command of the incident desk does. */
import { answered, applies, back, edit, next, stepOf } from '../forms/engine.ts';
import type { Step } from '../forms/form.ts';
import { parseAnswer } from '../forms/parse.ts';
import { clean } from '../forms/text.ts';
import { common, problems } from '../strings/common.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Answer, Button, OpenForm, Outcome, Text } from '../types.ts';
import { type Act, actId, ids } from './acts.ts';
import { cancelQuestion, question, review } from './ask.ts';
import { performCase } from './case/perform.ts';
import { line, questionBefore } from './facts.ts';
import { file } from './file.ts';
import { fill, showForm } from './fill.ts';
import { begin, resume, tell } from './listen.ts';
import { onward } from './onward.ts';
import { offerTable, showReport, showReports } from './reports.ts';
import { notice, outcome, type Scene } from './scene.ts';
import { readSteering } from './steering.ts';

export async function perform(scene: Scene, act: Act): Promise<Outcome> {
  switch (act.do) {
    case 'reports':
      return showReports(scene, act.offset, act.filter);
    case 'table':
      return offerTable(scene);
    case 'report':
      return showReport(scene, act.number);
    case 'case':
      return performCase(scene, act.number, act.act);
    case 'start':
      return begin(scene, {});
    case 'stale':
      return stale(scene, act.why);
    default:
      return scene.open ? steer(scene, unpaused(scene.open), act) : nothingOpen(scene);
  }
}

type Steer = Exclude<Act, { readonly do: 'reports' | 'table' | 'report' | 'case' | 'start' | 'stale' }>;

async function steer(scene: Scene, open: OpenForm, act: Steer): Promise<Outcome> {
  switch (act.do) {
    case 'answer':
      return answer(scene, open, act.step, act.values);
    case 'unknown':
    case 'skip':
      return pass(scene, open, act.step, act.do);
    case 'edit':
      return withStep(scene, open, act.step, (step) => ask(scene, edit(open, step.id)));
    case 'back':
      return goBack(scene, open);
    case 'pause':
      return outcome(scene, { ...open, paused: true }, [
        notice(scene, words.paused, {}, { buttons: [resumeButton(scene, open)] }),
      ]);
    case 'cancel':
      return outcome(scene, { ...open, confirming: 'cancel' }, [cancelQuestion(scene.lang, open)]);
    case 'discard':
      return outcome(scene, undefined, [notice(scene, words.cancelled)]);
    case 'resume':
      return resume(scene, open);
    case 'review':
      return outcome(scene, open, [review(scene, open), ...(next(scene.form, open) ? [question(scene, open)] : [])]);
    case 'form':
      return outcome(scene, open, [showForm(scene, open)]);
    case 'fill':
      return fill(scene, open, act.fields);
    case 'speak':
      return ask({ ...scene, lang: act.lang }, open);
    case 'file':
    case 'fileNow':
      return file(scene, open, act.do === 'file');
  }
}

/** A button or input that answers a step: the one that waits, or by an old button one that was answered before. */
async function answer(scene: Scene, open: OpenForm, id: string, values: readonly string[]): Promise<Outcome> {
  return withStep(scene, open, id, async (step) => {
    const { form, turn } = scene;
    // A typed text may hold further facts, whichever way it comes.
    if (step.kind === 'text' && next(form, open)?.id === id) return typed(scene, open, clean(values[0] ?? ''));
    if (step.kind === 'choice' && values.length === 0) return ask(scene, open, problems.pickOne);
    const parsed = parseAnswer(step, { values }, { now: turn.message.at, answers: open.answers });
    if ('problem' in parsed) return ask(scene, open, parsed.problem);
    return take(scene, open, step, parsed.answer);
  });
}

async function typed(scene: Scene, open: OpenForm, text: string): Promise<Outcome> {
  const act = readSteering(text, open)?.act;
  return act ? perform({ ...scene, open }, act) : tell(scene, open, text);
}

async function pass(scene: Scene, open: OpenForm, id: string | undefined, by: 'unknown' | 'skip'): Promise<Outcome> {
  const asked = id ?? next(scene.form, open)?.id;
  return withStep(scene, open, asked ?? '', async (step) => {
    if (step.optional) return take(scene, open, step, { value: '' });
    if (!step.unknown) return ask(scene, open, problems.needed);
    const lead = by === 'skip' ? [say(words.notSkipped, scene.lang, { label: step.label[scene.lang] })] : undefined;
    return take(scene, open, step, { value: null }, lead);
  });
}

async function take(
  scene: Scene,
  open: OpenForm,
  step: Step,
  given: Answer,
  said?: readonly string[],
): Promise<Outcome> {
  const { form, lang } = scene;
  const after = answered(open, step.id, given);
  const facts = line(form, after.answers, [step.id], lang);
  const lead = say(open.answers[step.id] ? words.corrected : words.noted, lang, { facts });
  return outcome(scene, after, await onward(scene, open, after, said ?? [lead]));
}

/** Asks the last question again. What was only taken from a story was no question, and stays. */
function goBack(scene: Scene, open: OpenForm): Outcome {
  if (open.editing !== undefined) return ask(scene, back(open, open.editing), words.leftAsIs);
  const last = questionBefore(scene.form, open);
  if (last === undefined) return ask(scene, open, words.firstBack);
  const before = back(open, last);
  const label = next(scene.form, before)?.label ?? words.reviewTitle;
  return ask(scene, before, {
    ja: say(words.askedAgain, 'ja', { label: label.ja }),
    en: say(words.askedAgain, 'en', { label: label.en }),
  });
}

/** Does it for the step of a button, where there is such a step and it is asked with the answers so far. */
async function withStep(
  scene: Scene,
  open: OpenForm,
  id: string,
  act: (step: Step) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const step = stepOf(scene.form, id);
  if (!step) return ask(scene, open, words.staleUnknown);
  return applies(step, open.answers) ? act(step) : ask(scene, open, words.notAskedNow);
}

function ask(scene: Scene, open: OpenForm, lead?: Text): Outcome {
  return outcome(scene, open, [question(scene, open, lead ? [lead[scene.lang]] : [])]);
}

function stale(scene: Scene, why: 'closed' | 'other' | 'unknown'): Outcome {
  const { open, lang } = scene;
  const text = { closed: words.staleFiled, other: words.staleOther, unknown: words.staleUnknown }[why];
  if (open && !open.paused) return ask(scene, open, text);
  const buttons: readonly Button[] = [
    ...(open ? [resumeButton(scene, open)] : []),
    { id: ids.reports(0), label: words.reports[lang] },
  ];
  return outcome(scene, open, [notice(scene, text, {}, { buttons })]);
}

function nothingOpen(scene: Scene): Outcome {
  const buttons = [{ id: ids.start, label: words.start[scene.lang] }];
  return outcome(scene, undefined, [notice(scene, words.nothingOpen, {}, { buttons })]);
}

function resumeButton({ lang }: Scene, open: OpenForm): Button {
  return { id: actId(open, 'resume'), label: common.resume[lang], style: 'primary' };
}

function unpaused({ paused: _, ...open }: OpenForm): OpenForm {
  return open;
}

/** Free text: the story that opens a report, and what is told within one. */
import { reached, stepOf } from '../forms/engine.ts';
import { extract } from '../forms/extract.ts';
import type { Form } from '../forms/form.ts';
import { readable } from '../forms/show.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Answers, Lang, OpenForm, Outcome, Reply } from '../types.ts';
import { question, review } from './ask.ts';
import { firstCard, kindCard } from './card.ts';
import { kindOf, line } from './facts.ts';
import { type Heard, hear } from './hear.ts';
import { onward } from './onward.ts';
import { outcome, type Scene } from './scene.ts';

/** With what a report is opened: the kind, where it is known, and what was told. */
export interface Opening {
  readonly kind?: string;
  readonly text?: string;
}

/**
 * Opens a report. Where one is open already, goes on with that: nothing that was answered is dropped.
 * @param lead what there is to say before the first question
 */
export async function begin(scene: Scene, opening: Opening, lead: readonly string[] = []): Promise<Outcome> {
  const { turn, deps, lang, form } = scene;
  if (scene.open) {
    return opening.text === undefined || scene.open.paused
      ? resume(scene, scene.open, opening)
      : tell(scene, scene.open, opening.text);
  }
  const fresh: OpenForm = {
    form: deps.form.id,
    key: shortKey(turn.message.key),
    answers: isKind(scene, opening.kind) ? { kind: { value: opening.kind ?? '', assumed: true } } : {},
    told: [],
    started: turn.message.at,
    ...(turn.message.link !== undefined && { link: turn.message.link }),
  };
  const heard = opening.text === undefined ? undefined : hear(form, fresh, opening.text, turn.message.at);
  const open = heard?.open ?? fresh;
  const noted = line(form, open.answers, Object.keys(open.answers), lang);
  const read = noted === '' ? [] : [say(words.noted, lang, { facts: noted }), words.correctHint[lang]];
  return outcome(scene, open, [
    await firstCard(scene, kindOf(open.answers)),
    question(scene, open, [...lead, ...read]),
  ]);
}

/** Goes on with a report that was left, and keeps what has been told meanwhile. */
export async function resume(scene: Scene, paused: OpenForm, { text, kind }: Opening = {}): Promise<Outcome> {
  const { lang, form, turn } = scene;
  const { paused: _, ...open } = paused;
  const before = kindOf(open.answers);
  const resumed = say(words.resumed, lang, { kind: kindName(scene, before) });
  if (text === undefined) return outcome(scene, open, [question(scene, open, [resumed])]);
  const heard = hear(form, open, text, turn.message.at);
  const told = kindOf(extract(form, text, turn.message.at)) ?? (kind === 'other' ? undefined : kind);
  if (before === undefined || told === undefined || told === before) {
    return outcome(scene, heard.open, await onward(scene, open, heard.open, [resumed, ...leadOf(scene, open, heard)]));
  }
  // Another kind is perhaps another incident: its words are kept, but fill in no answers.
  const kept = { ...open, told: heard.open.told };
  const lead = say(words.unfinished, lang, { kind: kindName(scene, before) });
  return outcome(scene, kept, [await kindCard(scene, told), question(scene, kept, [lead])]);
}

/** The kind of a report in words. */
export function kindName({ form, lang }: Scene, kind: string | undefined): string {
  const step = stepOf(form, 'kind');
  return step && kind !== undefined ? readable(step, { value: kind }, lang) : words.kindOpen[lang];
}

/** Says what was understood, and asks on. */
export async function tell(scene: Scene, open: OpenForm, text: string): Promise<Outcome> {
  const { form, turn } = scene;
  const heard = hear(form, open, text, turn.message.at);
  const lead = leadOf(scene, open, heard);
  const isStory = heard.how === 'story' && heard.changed.length > 0 && reached(form, 'enough', heard.open.answers);
  const replies = isStory
    ? await summaryThenQuestion(scene, open, heard.open, lead)
    : await onward(scene, open, heard.open, lead);
  return outcome(scene, heard.open, replies);
}

/** Once the four words of 16.1 are told, the report can be filed as it is; the questions go on if the person wants. */
async function summaryThenQuestion(
  scene: Scene,
  before: OpenForm,
  open: OpenForm,
  lead: readonly string[],
): Promise<readonly Reply[]> {
  const rest = await onward(scene, before, open, []);
  return [review(scene, open, lead), ...rest.filter(({ kind }) => kind !== 'summary')];
}

function leadOf({ form, lang }: Scene, before: OpenForm, heard: Heard): readonly string[] {
  const { open, changed, how, problem } = heard;
  const facts = line(form, open.answers, changed, lang);
  if (how === 'farewell') return [words.offerPause[lang]];
  if (how === 'courtesy') return [words.goOn[lang]];
  if (how === 'renewal') {
    const [from, to] = [line(form, before.answers, changed, lang), newValue(form, open.answers, changed, lang)];
    return [say(words.corrected, lang, { facts: say(words.fromTo, lang, { from, to }) })];
  }
  if (how === 'correction') return [say(words.corrected, lang, { facts })];
  if (facts !== '') return [say(words.noted, lang, { facts })];
  return problem ? [problem[lang]] : [words.notedStory[lang]];
}

function newValue(form: Form, answers: Answers, [id = '']: readonly string[], lang: Lang): string {
  const step = stepOf(form, id);
  const answer = answers[id];
  return step && answer ? readable(step, answer, lang) : '';
}

function isKind({ form }: Scene, kind: string | undefined): boolean {
  const step = form.steps.find(({ id }) => id === 'kind');
  return step?.kind === 'choice' && step.options.some(({ value }) => value === kind);
}

/** A short name for a filling, from the key of the message that began it (FNV-1a). */
function shortKey(key: string): string {
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

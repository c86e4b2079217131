/** What comes after an answer: the card of a kind that is new, what is reached by it, and the next question. */
import { reached } from '../forms/engine.ts';
import { incident as words } from '../strings/incident.ts';
import type { OpenForm, Reply } from '../types.ts';
import { question } from './ask.ts';
import { kindCard } from './card.ts';
import { kindOf } from './facts.ts';
import type { Scene } from './scene.ts';

/** @param lead what there is to say about the answer itself */
export async function onward(
  scene: Scene,
  before: OpenForm,
  open: OpenForm,
  lead: readonly string[],
): Promise<readonly Reply[]> {
  const { form, lang } = scene;
  const kind = kindOf(open.answers);
  const cards = kind !== undefined && kind !== kindOf(before.answers) ? [await kindCard(scene, kind)] : [];
  const isNew = (milestone: string) =>
    !reached(form, milestone, before.answers) && reached(form, milestone, open.answers);
  const goesOn = open.answers.ongoing?.value === 'yes' && before.answers.ongoing?.value !== 'yes';
  const more = [...(goesOn ? [words.stopFirst[lang]] : []), ...(isNew('first') ? [words.firstReady[lang]] : [])];
  return [...cards, question(scene, open, [...lead, ...more])];
}

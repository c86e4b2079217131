/** The Replies of an open report: the question that waits, the summary, the review before filing. */
import { next, progress, reached } from '../forms/engine.ts';
import type { Step } from '../forms/form.ts';
import { inputOf, readable } from '../forms/show.ts';
import { common } from '../strings/common.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Button, Lang, OpenForm, Reply } from '../types.ts';
import { actId } from './acts.ts';
import { editableFacts, openFacts, questionBefore, reporterFacts, toldFacts } from './facts.ts';
import type { Scene } from './scene.ts';

type AskScene = Pick<Scene, 'deps' | 'form' | 'lang' | 'turn'>;

/** The question that waits, after what there is to say first; the review where every question has its answer. */
export function question(scene: AskScene, open: OpenForm, lead: readonly string[] = []): Reply {
  const step = next(scene.form, open);
  if (!step) return review(scene, open, lead);
  const { lang } = scene;
  const current = open.editing === step.id ? open.answers[step.id] : undefined;
  const before = current ? [say(words.editing, lang, { value: readable(step, current, lang) })] : [];
  return {
    kind: 'question',
    lang,
    text: [...lead, step.question[lang], ...before].join('\n'),
    input: inputOf(step, actId(open, 'answer', step.id), open.answers, lang),
    buttons: [...answerButtons(step, open, lang), ...wayButtons(scene, open)],
    note: note(scene, step, open),
  };
}

/** All answers, what is still open, what may apply, and the button that files. */
export function review(scene: AskScene, open: OpenForm, lead: readonly string[] = []): Reply {
  const { form, lang, turn } = scene;
  const isComplete = next(form, open) === undefined;
  const isEnough = reached(form, 'enough', open.answers) || reached(form, 'first', open.answers);
  const here = [actId(open, 'fileNow'), actId(open, 'review')];
  const text = isComplete ? words.reviewText : isEnough ? words.summaryText : words.summaryOpen;
  return {
    kind: 'summary',
    lang,
    title: (isComplete ? words.reviewTitle : words.summaryTitle)[lang],
    text: [...lead, text[lang]].join('\n'),
    facts: [
      ...reporterFacts(turn.person, lang),
      ...editableFacts(form, open, lang),
      ...toldFacts(open.told, words.told[lang]),
      ...openFacts(form, open.answers, lang),
    ],
    buttons: [
      { id: actId(open, 'file'), label: words.file[lang], style: 'primary' },
      ...(isComplete ? wayButtons(scene, open).filter(({ id }) => !here.includes(id)) : []),
    ],
  };
}

/** "Cancel?", with the two buttons. */
export function cancelQuestion(lang: Lang, open: OpenForm): Reply {
  const buttons: readonly Button[] = [
    { id: actId(open, 'discard'), label: words.cancelYes[lang], style: 'danger' },
    { id: actId(open, 'resume'), label: words.cancelNo[lang] },
  ];
  return { kind: 'notice', lang, text: words.askCancel[lang], buttons };
}

/** Buttons that are an answer: the ranges of a number, "just now", "I don't know", "skip". */
function answerButtons(step: Step, open: OpenForm, lang: Lang): readonly Button[] {
  const ranges = step.kind === 'number' ? (step.options ?? []) : [];
  return [
    ...ranges.map(({ value, label }) => ({ id: actId(open, 'answer', step.id, value), label: label[lang] })),
    ...(step.kind === 'datetime' ? [{ id: actId(open, 'answer', step.id, 'now'), label: words.now[lang] }] : []),
    ...(step.unknown ? [{ id: actId(open, 'unknown', step.id), label: common.unknown[lang] }] : []),
    ...(step.optional ? [{ id: actId(open, 'skip', step.id), label: common.skip[lang] }] : []),
  ];
}

/** Buttons that lead elsewhere. Filing is offered as soon as the kind is known. */
function wayButtons({ form, lang }: AskScene, open: OpenForm): readonly Button[] {
  const isReady = reached(form, 'first', open.answers) || reached(form, 'enough', open.answers);
  const isBegun = open.editing !== undefined || Object.keys(open.answers).length > 0;
  const canGoBack = open.editing !== undefined || questionBefore(form, open) !== undefined;
  const file: Button = { id: actId(open, 'fileNow'), label: words.fileNow[lang], ...(isReady && { style: 'primary' }) };
  const steering: readonly Button[] = [
    { id: actId(open, 'form'), label: words.formAtOnce[lang], form: true },
    ...(isBegun ? [{ id: actId(open, 'review'), label: words.soFar[lang] }] : []),
    ...(canGoBack ? [{ id: actId(open, 'back'), label: common.back[lang] }] : []),
    { id: actId(open, 'pause'), label: common.pause[lang] },
    { id: actId(open, 'cancel'), label: common.cancel[lang] },
    { id: actId(open, 'speak', lang === 'ja' ? 'en' : 'ja'), label: common.otherLanguage[lang] },
  ];
  return [...(open.answers.kind ? [file] : []), ...steering.map((button): Button => ({ ...button, style: 'quiet' }))];
}

function note({ deps, form, lang }: AskScene, step: Step, open: OpenForm): string {
  const label = deps.quotes([step.why], lang)[0]?.label ?? step.why;
  return say(words.why, lang, { ...progress(form, open), label });
}

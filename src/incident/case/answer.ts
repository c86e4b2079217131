/** How the desk answers to what was done with a case. */
import { acts, caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { say } from '../../strings/say.ts';
import type { Button, Lang, Outcome, Text } from '../../types.ts';
import { ids } from '../acts.ts';
import { notice, outcome, type Scene } from '../scene.ts';
import { type Case, type Change, changed, isNumber, manages } from './case.ts';
import { caseId } from './ids.ts';
import { ordinal } from './show.ts';
import { isOpen, linesOf, nextReport } from './state.ts';
import { backButton, statusLine, topButtons } from './view.ts';

/** What is said before and after it. */
interface Around {
  readonly lead?: readonly string[];
  readonly last?: readonly string[];
}

/** Commits a change and says what was done, with where the case stands now and what can be done next. */
export function commit(
  scene: Scene,
  kase: Case,
  change: Change,
  text: Text,
  { lead = [], last = [] }: Around = {},
): Outcome {
  const { deps, turn, lang } = scene;
  const { number } = kase.report;
  const records = changed(deps, kase, turn.person.id, turn.now, change);
  const after: Case = {
    ...kase,
    report: records.report ?? kase.report,
    events: [...kase.events, ...(records.events ?? [])],
  };
  const isManager = manages(turn.person, kase);
  const reply = notice(
    scene,
    { ja: '{text}', en: '{text}' },
    { text: [...lead, say(text, lang, { number }), statusLine(after, lang), ...last].join('\n') },
    {
      buttons: [
        ...(isManager ? nextStep(after, lang) : []),
        ...topButtons(scene, after, isManager).filter(({ id }) => id.endsWith(':take')),
        backButton(number, lang),
      ],
    },
  );
  return outcome(scene, scene.open, [reply], records);
}

/** What the prefecture waits for: that it is told, and after a call the same in writing. */
function nextStep(kase: Case, lang: Lang): readonly Button[] {
  const { number } = kase.report;
  const reports = linesOf(kase, 'reported');
  if (!isOpen(kase.report)) return [];
  if (reports.length === 0) {
    return [{ id: caseId(number, 'open', 'reported', 0), label: acts.reported[lang], form: true }];
  }
  const isWritten = reports.some(({ detail }) => detail?.channel?.value !== 'phone');
  const label = say(acts.document, lang, { n: ordinal(nextReport(kase), lang) });
  return isWritten ? [] : [{ id: caseId(number, 'document'), label }];
}

/** An answer that changes nothing. */
export function answer(scene: Scene, text: Text, number: string): Outcome {
  return outcome(scene, scene.open, [notice(scene, text, {}, { buttons: [backButton(number, scene.lang)] })]);
}

/** Who may read the case, but not do this. */
export function notYours(scene: Scene, number: string): Outcome {
  const { turn } = scene;
  const access = [{ at: turn.now, by: turn.person.id, act: 'refuse', subject: ids.report(number) } as const];
  return { ...answer(scene, words.notYours, number), access };
}

/** A refusal and a number that does not exist look the same. */
export function refused(scene: Scene, number: string): Outcome {
  const { turn } = scene;
  const subject = ids.report(isNumber(number) ? number : '?');
  const access = [{ at: turn.now, by: turn.person.id, act: 'refuse', subject } as const];
  return outcome(scene, scene.open, [notice(scene, incident.noReport)], { access });
}

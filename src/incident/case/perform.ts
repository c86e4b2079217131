/** What each button, form and command of a case does. Two who press at once: the later one is decided anew. */
import { scopeOf } from '../../rights.ts';
import { acts, caseWords as words } from '../../strings/case.ts';
import { filled, listed, say } from '../../strings/say.ts';
import type { Lang, Outcome, Reply, Status, Text } from '../../types.ts';
import { ids } from '../acts.ts';
import { namesOf } from '../people.ts';
import { notice, outcome, type Scene } from '../scene.ts';
import { fillForm, openForm } from './act-forms.ts';
import { answer, commit, notYours, refused } from './answer.ts';
import { assign } from './assign.ts';
import { type Case, type Change, changed, manages, readableCase } from './case.ts';
import { type CaseAct, caseId } from './ids.ts';
import { partsWithNames } from './names.ts';
import { paperOf } from './papers.ts';
import { ordinal } from './show.ts';
import { isOpen, nextReport, seenBy } from './state.ts';
import { tellReporter } from './tell.ts';
import { backButton, fileOf, settledList, taskList, timelineList } from './view.ts';
import { nameOf } from './who.ts';

/** @param named empty where the person has named no report: the one that waits is meant */
export async function performCase(scene: Scene, named: string, act: CaseAct): Promise<Outcome> {
  const { turn, desk, lang } = scene;
  const number = named || (await waiting(scene, act));
  if (number === undefined) {
    const title = actTitle(act, lang);
    return outcome(scene, scene.open, [notice(scene, words.whichOne, { act: title })]);
  }
  const kase = await readableCase(desk, number, turn.person);
  if (!kase) return refused(scene, number);
  if (!(await mayDo(scene, kase, act))) return notYours(scene, number);
  const wrong = wrongState(kase, act);
  if (wrong) return answer(scene, filled(wrong, { number }), number);
  switch (act.do) {
    case 'acknowledge':
      return acknowledge(scene, kase);
    case 'take':
      return take(scene, kase);
    case 'promote':
      return commit(scene, kase, { report: { status: 'confirmed' }, events: [{ act: 'promoted' }] }, words.promoted);
    case 'document':
    case 'final':
      return makeDocument(scene, kase, act.do);
    case 'paper':
      return handOver(scene, kase, act.line);
    case 'tasks':
      return reading(scene, number, await taskList(scene, kase, act.offset));
    case 'settled':
      return reading(scene, number, await settledList(scene, kase, act.offset));
    case 'timeline':
      return reading(scene, number, timelineList(scene, kase, act.offset));
    case 'assign':
      return assign(scene, kase, act.task, act.person);
    case 'open':
      return openForm(scene, kase, act);
    case 'fill':
      return fillForm(scene, kase, act);
  }
}

/** The only report that waits for this act; undefined where there are several, or none. */
async function waiting({ desk, turn }: Scene, act: CaseAct): Promise<string | undefined> {
  const scope = scopeOf(turn.person, 'report.manage');
  if (scope !== 'contract' && scope !== 'all') return undefined;
  const contracts = namesOf(turn.person.contracts, await desk.people());
  const status: readonly Status[] = act.do === 'open' ? ['received', 'confirmed'] : ['received'];
  const found = await desk.reports({ ...(scope !== 'all' && { contracts }), open: true, status, limit: 2 });
  return found.length === 1 ? found[0]?.number : undefined;
}

function actTitle(act: CaseAct, lang: Lang): string {
  const name = act.do === 'open' ? act.form : act.do;
  return (Object.hasOwn(acts, name) ? acts[name as keyof typeof acts] : acts.tasks)[lang];
}

/** The reporter amends what he has said; all else is for those who answer for the case. */
async function mayDo({ turn, desk }: Scene, kase: Case, act: CaseAct): Promise<boolean> {
  if (manages(turn.person, kase)) return true;
  const isForm = act.do === 'open' || act.do === 'fill';
  if (isForm && act.form === 'amend') return true;
  if (!isForm || (act.form !== 'task_done' && act.form !== 'task_not')) return false;
  const mine = await desk.tasks({ report: kase.report.number, owner: turn.person.id, open: true });
  return mine.some(({ id }) => id === act.rest);
}

/** Why an old button no longer fits. */
function wrongState({ report }: Case, act: CaseAct): Text | undefined {
  const form = act.do === 'open' || act.do === 'fill' ? act.form : undefined;
  const isReading = ['tasks', 'settled', 'timeline', 'document', 'final', 'paper'].includes(act.do);
  if (form === 'reopen' && report.status !== 'closed') return words.isOpen;
  if (act.do === 'promote' && report.status !== 'near_miss') return words.isNoNearMiss;
  if (isOpen(report) || isReading || form === 'reopen' || act.do === 'promote') return undefined;
  if (report.status === 'closed') return words.isClosed;
  return form === 'amend' ? undefined : words.isNearMiss;
}

async function acknowledge(scene: Scene, kase: Case): Promise<Outcome> {
  const { turn, lang } = scene;
  const { number, status } = kase.report;
  const [first] = seenBy(kase);
  if (seenBy(kase).includes(turn.person.id) || kase.report.owner === turn.person.id) {
    return answer(scene, filled(words.already, { name: nameOf(kase, turn.person.id, lang) }), number);
  }
  const lead = first === undefined ? [] : [say(words.already, lang, { name: nameOf(kase, first, lang) })];
  const change: Change = {
    report: { status: status === 'received' ? 'confirmed' : status },
    events: [{ act: 'acknowledged' }],
    posts: first === undefined ? tellReporter(scene, kase, words.reporterTold, 'seen') : [],
  };
  return commit(scene, kase, change, words.acknowledged, { lead });
}

async function take(scene: Scene, kase: Case): Promise<Outcome> {
  const { turn } = scene;
  const { number, status, owner, version } = kase.report;
  if (owner === turn.person.id) return answer(scene, words.alreadyYours, number);
  const change: Change = {
    report: { owner: turn.person.id, status: status === 'received' ? 'confirmed' : status },
    events: [{ act: 'taken' }],
    posts: tellReporter(scene, kase, words.reporterTaken, `taken:${version}`),
  };
  return commit(scene, kase, change, words.taken);
}

/** A document is a line of the timeline: it is made from what stands above that line, now and at any later time. */
async function makeDocument(scene: Scene, kase: Case, act: 'document' | 'final'): Promise<Outcome> {
  const { lang } = scene;
  const { number, edition } = kase.report;
  const n = nextReport(kase);
  const last = kase.events.at(-1);
  const isSame = last?.act === act && last.detail?.edition?.value === edition;
  const detail = { n: { value: n }, edition: { value: edition } };
  const text = act === 'final' ? words.finalMade : words.documentMade;
  const after = isSame
    ? kase
    : {
        ...kase,
        events: [...kase.events, { report: number, at: scene.turn.now, by: scene.turn.person.id, act, detail }],
      };
  const file = fileOf(after, after.events.length);
  const paper = paperOf(scene.deps, after, after.events.length);
  const named = paper ? partsWithNames(paper, after) : [];
  const warning = named.length > 0 ? [say(words.namesSeen, lang, { where: listed(named, lang) })] : [];
  const reported = { id: caseId(number, 'open', 'reported', 0), label: acts.reported[lang], form: true } as const;
  const buttons = [...(isOpen(kase.report) ? [reported] : []), backButton(number, lang)];
  const note = [words.checkNames[lang], ...warning].join('\n');
  const reply = notice(scene, text, { n: ordinal(n, lang) }, { ...(file && { files: [file] }), buttons, note });
  if (isSame) return reading(scene, number, reply);
  const records = changed(scene.deps, kase, scene.turn.person.id, scene.turn.now, { events: [{ act, detail }] });
  return outcome(scene, scene.open, [reply], records);
}

/** A document that was made before. */
function handOver(scene: Scene, kase: Case, line: number): Outcome {
  const { number } = kase.report;
  const file = fileOf(kase, line);
  if (!file) return answer(scene, words.noPaper, number);
  const buttons = [backButton(number, scene.lang)];
  return reading(scene, number, notice(scene, words.paperHere, {}, { files: [file], buttons }));
}

function reading(scene: Scene, number: string, reply: Reply): Outcome {
  const { turn } = scene;
  const access = [{ at: turn.now, by: turn.person.id, act: 'read', subject: ids.report(number) } as const];
  return outcome(scene, scene.open, [reply], { access });
}

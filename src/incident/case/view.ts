/** A case as a Reply: the report, its clocks, what was done, what has to be done, its timeline, its documents. */
import { acts, lines, statuses, taskStates, caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { say } from '../../strings/say.ts';
import type { Button, Fact, FileLink, Lang, Reply, Section, Text } from '../../types.ts';
import { ids } from '../acts.ts';
import { answerFacts, openFacts, toldFacts } from '../facts.ts';
import type { Scene } from '../scene.ts';
import { type Case, manages } from './case.ts';
import { clocksOf } from './clocks.ts';
import { type CaseForm, caseId } from './ids.ts';
import { documentName, isDocument } from './papers.ts';
import { clockFact, eventFact, ordinal, ownerOf, taskFact, taskTitle, timeOf, toldOf } from './show.ts';
import { isOpen, linesOf, nextReport, seenBy } from './state.ts';
import { formOf } from './tasks.ts';
import { nameOf } from './who.ts';

/** So many tasks and lines of the timeline are shown with the case; a list of its own shows all. */
const few = 5;
const pageSize = 10;

/** The whole case, as far as the person may see it: the reporter sees the report and its clocks. */
export async function caseView(scene: Scene, kase: Case): Promise<Reply> {
  const { lang, turn } = scene;
  const { report } = kase;
  const isManager = manages(turn.person, kase);
  const sections = isManager
    ? [
        clockSection(scene, kase),
        prefectureSection(scene, kase),
        paperSection(scene, kase),
        measureSection(scene, kase),
        await taskSection(scene, kase),
        timelineSection(scene, kase),
      ]
    : [clockSection(scene, kase)];
  return {
    kind: 'summary',
    lang,
    title: say(incident.reportTitle, lang, { number: report.number }),
    text: statusLine(kase, lang),
    facts: reportFacts(scene, kase),
    sections: sections.flatMap((section) => section ?? []),
    buttons: topButtons(scene, kase, isManager),
    ...(isOpen(report) && { note: sourcesOf(scene, kase) }),
  };
}

/** One line: filed when, how far, with whom, which edition. */
export function statusLine(kase: Case, lang: Lang): string {
  const { report } = kase;
  return say(words.status, lang, {
    filed: timeOf(report.filed, lang),
    status: statuses[report.status][lang],
    owner: ownerOf(kase.report, kase, lang),
    edition: report.edition,
  });
}

function reportFacts({ deps, lang }: Scene, kase: Case): readonly Fact[] {
  const { report } = kase;
  const form = formOf(deps);
  const { answers, told, contract } = report;
  return [
    { label: incident.reporter[lang], value: nameOf(kase, report.reporter, lang) },
    ...(contract === '' ? [] : [{ label: incident.contract[lang], value: contract }]),
    ...answerFacts(form, answers, lang),
    ...toldFacts(told, incident.toldBy[lang]),
    ...openFacts(form, answers, lang),
  ];
}

function clockSection({ deps, lang, turn }: Scene, { report, events }: Case): Section | undefined {
  if (!isOpen(report)) return undefined;
  const clocks = clocksOf(deps.deadlines, report, events, deps.companyDays);
  return {
    title: words.clocks[lang],
    text: words.clocksNote[lang],
    facts: clocks.map((clock) => clockFact(clock, turn.now, lang)),
  };
}

/** Where the rules of the clocks stand. */
function sourcesOf({ deps, lang }: Scene, { report, events }: Case): string {
  const clocks = clocksOf(deps.deadlines, report, events, deps.companyDays);
  return clocks
    .map(({ rule }) => say(incident.fact, lang, { label: rule.label[lang], value: rule.source[lang] }))
    .join('\n');
}

function prefectureSection({ deps, lang }: Scene, kase: Case): Section {
  const facts = linesOf(kase, 'reported', 'instruction').map((event) => eventFact(deps, event, kase, lang));
  const document = {
    id: caseId(kase.report.number, 'document'),
    label: say(acts.document, lang, { n: ordinal(nextReport(kase), lang) }),
  };
  const final = { id: caseId(kase.report.number, 'final'), label: acts.final[lang] };
  return {
    title: words.toPrefecture[lang],
    ...(facts.length > 0 ? { facts } : { text: words.notReported[lang] }),
    buttons: [...(isOpen(kase.report) ? formButtons(kase, lang, 'reported', 'instruction') : []), document, final],
  };
}

/** The newest documents. Each is fetched by its button: a platform that hands files over must not do so at every look. */
function paperSection({ lang }: Scene, { report, events }: Case): Section | undefined {
  const made = events.flatMap((event, i) => (isDocument(event) ? [{ event, line: i + 1 }] : []));
  if (made.length === 0) return undefined;
  const buttons = made.slice(-few).map(({ event, line }) => ({
    id: caseId(report.number, 'paper', line),
    label: documentName(event),
  }));
  return { title: words.documents[lang], buttons };
}

function measureSection({ deps, lang }: Scene, kase: Case): Section | undefined {
  const facts = linesOf(kase, 'contain', 'cause', 'persons', 'publish', 'prevent', 'close').map(
    (event): Fact => ({
      label: lines[event.act]?.[lang] ?? event.act,
      value: toldOf(deps.caseForms.get(event.act), event.detail ?? {}, lang),
    }),
  );
  const buttons = isOpen(kase.report)
    ? formButtons(kase, lang, 'contain', 'cause', 'persons', 'publish', 'prevent')
    : [];
  if (facts.length + buttons.length === 0) return undefined;
  return { title: words.measures[lang], ...(facts.length > 0 && { facts }), buttons };
}

async function taskSection(scene: Scene, kase: Case): Promise<Section | undefined> {
  const { desk, lang, turn } = scene;
  const { report } = kase;
  if (!isOpen(report)) return undefined;
  const open = await desk.tasks({ report: report.number, open: true, limit: few });
  const all: Button = { id: caseId(report.number, 'tasks', 0), label: acts.tasks[lang] };
  return {
    title: words.tasks[lang],
    ...(open.length > 0
      ? { facts: open.map((task) => taskFact(task, report, kase, turn.now, lang)) }
      : { text: words.noTasks[lang] }),
    buttons: [all, ...formButtons(kase, lang, 'add_task')],
  };
}

function timelineSection({ deps, lang }: Scene, kase: Case): Section {
  const { report, events } = kase;
  const all: Button = { id: caseId(report.number, 'timeline', 0), label: acts.timeline[lang] };
  return {
    title: words.timeline[lang],
    facts: events.slice(-few).map((event) => eventFact(deps, event, kase, lang)),
    buttons: events.length > few ? [all] : [],
  };
}

/** The document that a line of the timeline stands for. @param line counted from 1 */
export function fileOf({ report, events }: Case, line: number): FileLink | undefined {
  const event = events[line - 1];
  return event && isDocument(event) ? { id: `case:${report.number}:${line}`, name: documentName(event) } : undefined;
}

/** What to do with the case as a whole. */
export function topButtons({ lang, turn }: Scene, kase: Case, isManager: boolean): readonly Button[] {
  const { report } = kase;
  const { number, status, owner } = report;
  const button = (act: 'acknowledge' | 'take' | 'promote', style?: Button['style']): Button => ({
    id: caseId(number, act),
    label: acts[act][lang],
    ...(style && { style }),
  });
  if (!isManager) return isOpen(report) ? formButtons(kase, lang, 'amend') : [];
  if (status === 'near_miss') return [button('promote', 'primary'), ...formButtons(kase, lang, 'amend')];
  if (status === 'closed') return formButtons(kase, lang, 'reopen');
  return [
    ...(seenBy(kase).length === 0 ? [button('acknowledge', 'primary')] : []),
    ...(owner === turn.person.id ? [] : [button('take')]),
    ...formButtons(kase, lang, 'amend', 'near_miss', 'close'),
  ];
}

function formButtons({ report }: Case, lang: Lang, ...forms: readonly CaseForm[]): readonly Button[] {
  return forms.map((form) => ({
    id: caseId(report.number, 'open', form, form === 'amend' ? report.edition : 0),
    label: acts[form][lang],
    form: true,
  }));
}

/** All tasks of a case that are still to be done, a page at a time, each with what can be done about it. */
export async function taskList({ desk, lang, turn }: Scene, kase: Case, offset: number): Promise<Reply> {
  const { report } = kase;
  const { number } = report;
  const found = await desk.tasks({ report: number, open: true, offset, limit: pageSize + 1 });
  const sections = found.slice(0, pageSize).map((task): Section => {
    const { label, value } = taskFact(task, report, kase, turn.now, lang);
    const open = (form: CaseForm): Button => ({
      id: caseId(number, 'open', form, task.id),
      label: acts[form][lang],
      form: true,
    });
    const assign: Button = { id: caseId(number, 'assign', task.id), label: acts.assign[lang], style: 'quiet' };
    return { title: label, text: value, buttons: [open('task_done'), open('task_not'), assign] };
  });
  const title = say(words.tasksOf, lang, { number });
  const settled: Button = { id: caseId(number, 'settled', 0), label: acts.settled[lang], style: 'quiet' };
  const buttons = [settled, ...pageButtons(lang, number, 'tasks', offset, found.length > pageSize)];
  return { kind: 'list', lang, title, text: sections.length === 0 ? words.noTasks[lang] : '', sections, buttons };
}

/** The tasks that are done or do not apply, with how or why. */
export async function settledList({ desk, lang }: Scene, { report }: Case, offset: number): Promise<Reply> {
  const { number } = report;
  const found = await desk.tasks({ report: number, settled: true, offset, limit: pageSize + 1 });
  const facts = found.slice(0, pageSize).map((task) => {
    const value = [taskStates[task.state][lang], task.note ?? ''].filter(Boolean).join(lang === 'ja' ? '：' : ': ');
    return { label: taskTitle(task, lang), value };
  });
  const title = say(words.settledOf, lang, { number });
  const text = facts.length === 0 ? words.noneSettled[lang] : '';
  const buttons = pageButtons(lang, number, 'settled', offset, found.length > pageSize);
  return { kind: 'list', lang, title, text, facts, buttons };
}

/** The whole timeline, the newest lines first, a page at a time. */
export function timelineList({ deps, lang }: Scene, kase: Case, offset: number): Reply {
  const { report, events } = kase;
  const { number } = report;
  const size = 2 * pageSize;
  const page = events.toReversed().slice(offset, offset + size);
  return {
    kind: 'list',
    lang,
    title: say(words.timelineOf, lang, { number }),
    text: '',
    facts: page.map((event) => eventFact(deps, event, kase, lang)),
    buttons: pageButtons(lang, number, 'timeline', offset, events.length > offset + size, size),
  };
}

function pageButtons(
  lang: Lang,
  number: string,
  list: 'tasks' | 'settled' | 'timeline',
  offset: number,
  hasMore: boolean,
  size = pageSize,
): readonly Button[] {
  const more: Button = { id: caseId(number, list, offset + size), label: acts.more[lang] };
  return [...(hasMore ? [more] : []), backButton(number, lang)];
}

export function backButton(number: string, lang: Lang, label: Text = incident.details): Button {
  return { id: ids.report(number), label: say(label, lang, { number }) };
}

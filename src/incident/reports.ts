/** Filed reports: who may see which, as a list and one by one. Each reading and each refusal is logged (6.8.3.b). */
import { stepOf } from '../forms/engine.ts';
import { readable } from '../forms/show.ts';
import { mayEver, scopeOf } from '../rights.ts';
import { statuses, caseWords as words } from '../strings/case.ts';
import { incident } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Access, Button, Lang, Outcome, Reply, Report, ReportQuery, Section } from '../types.ts';
import { type Filter, ids, tableName, tableSize } from './acts.ts';
import { refused } from './case/answer.ts';
import { readableCase } from './case/case.ts';
import { clocksOf } from './case/clocks.ts';
import { overdueReports } from './case/overdue.ts';
import { clockFact, ownerOf, timeOf } from './case/show.ts';
import { isOpen } from './case/state.ts';
import { caseView } from './case/view.ts';
import { type Who, whoAre } from './case/who.ts';
import { namesOf } from './people.ts';
import { notice, outcome, type Scene } from './scene.ts';

const pageSize = 10;

/** The reports that the person may see, newest first, ten at a time; those who answer for some see the open ones first. */
export async function showReports(scene: Scene, offset: number, wanted?: Filter): Promise<Outcome> {
  const { desk, lang, turn } = scene;
  const isManager = mayEver(turn.person, 'report.manage');
  const filter = wanted ?? (isManager ? 'open' : 'all');
  const found = await reportsOf(scene, filter, { offset, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const who = await whoAre(
    desk,
    page.flatMap(({ owner = [] }) => owner),
  );
  const access = [accessTo(scene, 'read', 'reports')];
  const older: Button = { id: ids.reports(offset + pageSize, filter), label: incident.older[lang] };
  const others = [
    ...(isManager ? otherFilters(filter, lang) : []),
    ...(mayEver(turn.person, 'report.export') ? [tableButton(lang)] : []),
  ];
  if (page.length === 0) {
    return outcome(scene, scene.open, [notice(scene, incident.noReports, {}, { buttons: others })], { access });
  }
  const reply: Reply = {
    kind: 'list',
    lang,
    title: words[isManager ? filter : 'all'][lang],
    text: say(page.length === 1 ? incident.reportsOne : incident.reportsText, lang, { count: page.length }),
    sections: await Promise.all(page.map((report) => sectionOf(scene, report, who))),
    buttons: [...(found.length > pageSize ? [older] : []), ...others],
  };
  return outcome(scene, scene.open, [reply], { access });
}

function tableButton(lang: Lang): Button {
  return { id: ids.table, label: words.table[lang], style: 'quiet' };
}

/** A table of the reports that the person answers for, to be opened in Excel. */
export function offerTable(scene: Scene): Outcome {
  const { person } = scene.turn;
  if (!mayEver(person, 'report.export')) {
    const access = [accessTo(scene, 'refuse', 'reports')];
    return outcome(scene, scene.open, [notice(scene, incident.noReports)], { access });
  }
  const files = [{ id: `csv:${person.id}`, name: tableName }];
  const access = [accessTo(scene, 'export', 'reports')];
  return outcome(scene, scene.open, [notice(scene, words.tableMade, { count: tableSize }, { files })], { access });
}

function otherFilters(current: Filter, lang: Lang): readonly Button[] {
  const all: readonly Filter[] = ['open', 'mine', 'overdue', 'all'];
  return all
    .filter((filter) => filter !== current)
    .map((filter) => ({ id: ids.reports(0, filter), label: words[filter][lang], style: 'quiet' }));
}

/** One report, where the person may read it. A refusal and a number that does not exist look the same. */
export async function showReport(scene: Scene, number: string): Promise<Outcome> {
  const { desk, turn } = scene;
  const kase = await readableCase(desk, number, turn.person);
  if (!kase) return refused(scene, number);
  return outcome(scene, scene.open, [await caseView(scene, kase)], {
    access: [accessTo(scene, 'read', ids.report(number))],
  });
}

/** The newest reports of an overview, as labelled lines with a button each. */
export async function newestReports(
  scene: Scene,
  count: number,
  filter: Filter,
): Promise<Pick<Section, 'facts' | 'buttons'>> {
  const { lang } = scene;
  const found = await reportsOf(scene, filter, { limit: count });
  if (found.length === 0) return {};
  return {
    facts: await Promise.all(
      found.map(async (report) => {
        const value = [lineOf(scene, report), await nextClock(scene, report)].filter(Boolean).join('\n');
        return { label: report.number, value };
      }),
    ),
    buttons: [
      ...found.map(({ number }) => ({ id: ids.report(number), label: say(incident.details, lang, { number }) })),
      { id: ids.reports(0), label: incident.reports[lang] },
    ],
  };
}

async function sectionOf(scene: Scene, report: Report, who: Who): Promise<Section> {
  const { lang } = scene;
  const { number, contract } = report;
  const gap = lang === 'ja' ? '　' : ', ';
  const state = [timeOf(report.filed, lang), statuses[report.status][lang], ownerOf(report, who, lang)].join(gap);
  return {
    title: [number, kindOf(scene, report)].join(gap),
    text: [state, contract, await nextClock(scene, report)].filter(Boolean).join('\n'),
    buttons: [{ id: ids.report(number), label: say(incident.details, lang, { number }) }],
  };
}

/** The clock that ends first of those that run; empty where none does. */
async function nextClock({ deps, desk, lang, turn }: Scene, report: Report): Promise<string> {
  if (!isOpen(report)) return '';
  const clocks = clocksOf(deps.deadlines, report, await desk.events(report.number), deps.companyDays);
  const next = clocks.find(({ applies, met, rule }) => applies && met === undefined && rule.met !== undefined);
  return next ? say(incident.fact, lang, { ...clockFact(next, turn.now, lang) }) : '';
}

function kindOf({ deps, lang }: Scene, report: Report): string {
  const step = stepOf(deps.form, 'kind');
  return step ? readable(step, { value: report.kind }, lang) : report.kind;
}

function lineOf(scene: Scene, report: Report): string {
  const { lang } = scene;
  const filed = timeOf(report.filed, lang);
  return say(incident.reportLine, lang, { kind: kindOf(scene, report), filed, status: statuses[report.status][lang] });
}

/** The reports of a list that the person may see, newest first. */
async function reportsOf(
  scene: Scene,
  filter: Filter,
  page: Pick<ReportQuery, 'limit' | 'offset'>,
): Promise<readonly Report[]> {
  const { deps, desk, turn } = scene;
  const query = await queryFor(scene, filter);
  if (!query) return [];
  return filter === 'overdue'
    ? overdueReports(deps, desk, { ...query, ...page }, turn.now)
    : desk.reports({ ...query, ...page });
}

/** What the person may see of a list; undefined where that is nothing. */
export async function queryFor({ turn, desk }: Scene, filter: Filter): Promise<ReportQuery | undefined> {
  const { id } = turn.person;
  const scope = scopeOf(turn.person, 'report.read');
  if (scope === 'none') return undefined;
  const narrowed: Readonly<Record<Filter, ReportQuery>> = {
    all: {},
    open: { open: true },
    mine: { open: true, owner: id },
    overdue: { open: true },
  };
  const contracts = namesOf(turn.person.contracts, scope === 'contract' ? await desk.people() : []);
  const rights: ReportQuery = scope === 'all' ? {} : scope === 'contract' ? { contracts } : { reporter: id };
  return { ...rights, ...narrowed[filter] };
}

function accessTo({ turn }: Scene, act: Access['act'], subject: string): Access {
  return { at: turn.now, by: turn.person.id, act, subject };
}

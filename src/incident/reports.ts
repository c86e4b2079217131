/** Filed reports: who may see which, as a list and one by one. Each reading and each refusal is logged (6.8.3.b). */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { stepOf } from '../forms/engine.ts';
import { readable, readableTime } from '../forms/show.ts';
import { scopeOf } from '../rights.ts';
import { statuses, incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Access, Button, Fact, Lang, Outcome, Person, Report, ReportQuery, Section } from '../types.ts';
import { ids } from './acts.ts';
import { answerFacts, openFacts, toldFacts } from './facts.ts';
import { mayRead } from './people.ts';
import { notice, outcome, type Scene } from './scene.ts';

const pageSize = 10;

/** The reports that the person may see, newest first, ten at a time. */
export async function showReports(scene: Scene, offset: number): Promise<Outcome> {
  const { desk, lang, turn } = scene;
  const query = queryFor(turn.person);
  const found = query ? await desk.reports({ ...query, offset, limit: pageSize + 1 }) : [];
  const page = found.slice(0, pageSize);
  const access = [accessTo(scene, 'read', 'reports')];
  if (page.length === 0) return outcome(scene, scene.open, [notice(scene, words.noReports)], { access });
  const older: Button = { id: ids.reports(offset + pageSize), label: words.older[lang] };
  const reply = notice(
    scene,
    words.reportsText,
    { count: page.length },
    {
      kind: 'list',
      title: words.reports[lang],
      facts: page.map((report) => ({ label: report.number, value: lineOf(scene, report) })),
      buttons: [
        ...page.map(({ number }) => ({ id: ids.report(number), label: say(words.details, lang, { number }) })),
        ...(found.length > pageSize ? [older] : []),
      ],
    },
  );
  return outcome(scene, scene.open, [reply], { access });
}

/** One report, where the person may read it. A refusal and a number that does not exist look the same. */
export async function showReport(scene: Scene, number: string): Promise<Outcome> {
  const { desk, turn } = scene;
  const known = /^\d{4}-\d{4,8}$/u.test(number) ? await desk.report(number) : undefined;
  const people = await desk.people();
  if (!known || !mayRead(turn.person, known, people)) {
    const access = [accessTo(scene, 'refuse', ids.report(number.slice(0, 20)))];
    return outcome(scene, scene.open, [notice(scene, words.noReport)], { access });
  }
  const access = [accessTo(scene, 'read', ids.report(number))];
  return outcome(scene, scene.open, [detail(scene, known, people)], { access });
}

/** The newest reports of an overview, as labelled lines with a button each. */
export async function newestReports(scene: Scene, count: number): Promise<Pick<Section, 'facts' | 'buttons'>> {
  const { desk, lang, turn } = scene;
  const query = queryFor(turn.person);
  const found = query ? await desk.reports({ ...query, limit: count }) : [];
  if (found.length === 0) return {};
  return {
    facts: found.map((report) => ({ label: report.number, value: lineOf(scene, report) })),
    buttons: [
      ...found.map(({ number }) => ({ id: ids.report(number), label: say(words.details, lang, { number }) })),
      { id: ids.reports(0), label: words.reports[lang] },
    ],
  };
}

function detail(scene: Scene, report: Report, people: readonly Person[]) {
  const { deps, lang } = scene;
  const { number, answers, told } = report;
  // The contract stands in the report itself; whose it is has been settled when it was filed.
  const form = { ...deps.form, steps: deps.form.steps.filter(({ id }) => id !== 'contract') };
  const reporter = people.find(({ id }) => id === report.reporter)?.name || words.unnamed[lang];
  return notice(
    scene,
    words.reportText,
    { filed: filedAt(report, lang), status: statusOf(report, lang) },
    {
      kind: 'summary',
      title: say(words.reportTitle, lang, { number }),
      facts: [
        { label: words.reporter[lang], value: reporter },
        ...contractFact(report, lang),
        ...answerFacts(form, answers, lang),
        ...toldFacts(told, words.toldBy[lang]),
        ...openFacts(form, answers, lang),
      ],
    },
  );
}

function contractFact({ contract }: Report, lang: Lang): readonly Fact[] {
  return contract === '' ? [] : [{ label: words.contract[lang], value: contract }];
}

function lineOf({ deps, lang }: Scene, report: Report): string {
  const step = stepOf(deps.form, 'kind');
  const kind = step ? readable(step, { value: report.kind }, lang) : report.kind;
  return say(words.reportLine, lang, { kind, filed: filedAt(report, lang), status: statusOf(report, lang) });
}

function filedAt({ filed }: Report, lang: Lang): string {
  return readableTime(isoOf(momentOf(filed)), false, lang);
}

function statusOf({ status }: Report, lang: Lang): string {
  return statuses[status]?.[lang] ?? status;
}

function queryFor(person: Person): ReportQuery | undefined {
  const scope = scopeOf(person, 'report.read');
  if (scope === 'none') return undefined;
  if (scope === 'all') return {};
  return scope === 'contract' ? { contracts: person.contracts } : { reporter: person.id };
}

function accessTo({ turn }: Scene, act: Access['act'], subject: string): Access {
  return { at: turn.now, by: turn.person.id, act, subject };
}

/** The alert that a manager gets of a report, in the manager's language. */
import { stepOf } from '../forms/engine.ts';
import { readable } from '../forms/show.ts';
import { acts } from '../strings/case.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Fact, Lang, Person, Reply, Report, Text } from '../types.ts';
import { ids } from './acts.ts';
import { clocksOf } from './case/clocks.ts';
import { caseId } from './case/ids.ts';
import { clockFact } from './case/show.ts';
import { formOf } from './case/tasks.ts';
import { openFacts } from './facts.ts';
import type { IncidentDeps } from './scene.ts';

/** What a manager must see at a glance; shown as not known where there is no answer. */
const always = ['kind', 'ongoing', 'found', 'occurred', 'place'];
const whereKnown = ['site', 'documents', 'items'];
const amounts = ['persons', 'sheets', 'records', 'devices'];

/**
 * @param people to name the reporter, who is among them or in no list
 * @param why what comes first: why this person is told, and why now
 */
export function alert(
  deps: IncidentDeps,
  report: Report,
  people: readonly Person[],
  to: Person,
  now: number,
  why?: Text,
): Reply {
  const { lang } = to;
  const { number } = report;
  const kind = answerOf(deps, report, 'kind', lang) ?? report.kind;
  const reporter = people.find(({ id }) => id === report.reporter)?.name;
  const name = reporter ? say(words.named, lang, { name: reporter }) : words.unnamed[lang];
  const lead = why ? `${why[lang]}\n` : '';
  return {
    kind: 'alert',
    lang,
    title: say(words.alertTitle, lang, { number, kind }),
    text: lead + say(words.alertText, lang, { name }),
    facts: [
      ...outline(deps, report, lang),
      ...openFacts(formOf(deps), report.answers, lang),
      ...clockFacts(deps, report, now, lang),
    ],
    quotes: deps.quotes(['16.1'], lang),
    buttons: [
      { id: caseId(number, 'acknowledge'), label: acts.acknowledge[lang], style: 'primary' },
      { id: caseId(number, 'take'), label: acts.take[lang] },
      { id: ids.report(number), label: say(words.details, lang, { number }) },
    ],
  };
}

/** Until when what has to be done; nobody has told the prefecture yet. */
function clockFacts(deps: IncidentDeps, report: Report, now: number, lang: Lang): readonly Fact[] {
  const clocks = clocksOf(deps.deadlines, report, [], deps.companyDays).filter(({ applies }) => applies);
  return clocks.map((clock) => clockFact(clock, now, lang));
}

function outline(deps: IncidentDeps, report: Report, lang: Lang): readonly Fact[] {
  const fact = (id: string, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ label: stepOf(deps.form, id)?.label[lang] ?? id, value }];
  const amount = amounts.flatMap((id) => answerOf(deps, report, id, lang) ?? []).join(lang === 'ja' ? '、' : ', ');
  return [
    ...always.flatMap((id) => fact(id, answerOf(deps, report, id, lang) ?? words.notKnown[lang])),
    ...whereKnown.flatMap((id) => fact(id, answerOf(deps, report, id, lang))),
    { label: words.amount[lang], value: amount || words.notKnown[lang] },
    ...(report.contract ? [{ label: words.contract[lang], value: report.contract }] : []),
  ];
}

/** An answer as people read it; undefined where it is not known. */
function answerOf({ form }: IncidentDeps, { answers }: Report, id: string, lang: Lang): string | undefined {
  const step = stepOf(form, id);
  const answer = answers[id];
  if (!step || !answer || answer.value === null || answer.value === '') return undefined;
  const value = readable(step, answer, lang);
  return answer.assumed ? say(words.unconfirmed, lang, { value }) : value;
}

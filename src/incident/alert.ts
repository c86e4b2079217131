/** The alert that a manager gets when a report is filed, in the manager's language. */
import { stepOf } from '../forms/engine.ts';
import { readable } from '../forms/show.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Fact, Lang, Person, Reply, Report, Text } from '../types.ts';
import { ids } from './acts.ts';
import { openFacts } from './facts.ts';
import type { Scene } from './scene.ts';

/** What a manager must see at a glance; shown as not known where there is no answer. */
const always = ['kind', 'ongoing', 'found', 'occurred', 'place'];
const whereKnown = ['site', 'documents', 'items'];
const amounts = ['persons', 'sheets', 'records', 'devices'];

/** @param why why this person is told as an administrator */
export function alert(scene: Scene, report: Report, to: Person, why: Text | undefined): Reply {
  const { lang } = to;
  const { deps, turn } = scene;
  const kind = answerOf(scene, report, 'kind', lang) ?? report.kind;
  const name = turn.person.name ? say(words.named, lang, { name: turn.person.name }) : words.unnamed[lang];
  const lead = why ? `${why[lang]}\n` : '';
  return {
    kind: 'alert',
    lang,
    title: say(words.alertTitle, lang, { number: report.number, kind }),
    text: lead + say(words.alertText, lang, { name }),
    facts: [...outline(scene, report, lang), ...openFacts(scene.form, report.answers, lang)],
    quotes: deps.quotes(['16.1'], lang),
    buttons: [
      { id: ids.report(report.number), label: say(words.details, lang, { number: report.number }), style: 'primary' },
    ],
  };
}

function outline(scene: Scene, report: Report, lang: Lang): readonly Fact[] {
  const fact = (id: string, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ label: stepOf(scene.deps.form, id)?.label[lang] ?? id, value }];
  const amount = amounts.flatMap((id) => answerOf(scene, report, id, lang) ?? []).join(lang === 'ja' ? '、' : ', ');
  return [
    ...always.flatMap((id) => fact(id, answerOf(scene, report, id, lang) ?? words.notKnown[lang])),
    ...whereKnown.flatMap((id) => fact(id, answerOf(scene, report, id, lang))),
    { label: words.amount[lang], value: amount || words.notKnown[lang] },
    ...(report.contract ? [{ label: words.contract[lang], value: report.contract }] : []),
  ];
}

/** An answer as people read it; undefined where it is not known. */
function answerOf({ deps }: Scene, { answers }: Report, id: string, lang: Lang): string | undefined {
  const step = stepOf(deps.form, id);
  const answer = answers[id];
  if (!step || !answer || answer.value === null || answer.value === '') return undefined;
  const value = readable(step, answer, lang);
  return answer.assumed ? say(words.unconfirmed, lang, { value }) : value;
}

/** Filing: the open report becomes a Report with a number, and those who answer for it are alerted. */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { mayEver, scopeOf } from '../rights.ts';
import { incident as words } from '../strings/incident.ts';
import { listed, say } from '../strings/say.ts';
import type { Answer, Answers, Button, OpenForm, Outcome, Person, Reply, Report } from '../types.ts';
import { ids } from './acts.ts';
import { alert } from './alert.ts';
import { question } from './ask.ts';
import { clockTimers, escalationTimer, taskTimers } from './case/arm.ts';
import { tasksFor } from './case/tasks.ts';
import { applicable } from './facts.ts';
import { contractFor, toldOf } from './people.ts';
import { notice, outcome, type Scene } from './scene.ts';

/**
 * Files the open report, whatever is still unknown; only the kind is needed.
 * @param confirmed the person has seen the answers, so none of them is only assumed any more
 */
export async function file(scene: Scene, open: OpenForm, confirmed: boolean): Promise<Outcome> {
  const { deps, desk, turn, lang } = scene;
  if (!mayEver(turn.person, 'report.file')) {
    const access = [{ at: turn.now, by: turn.person.id, act: 'refuse', subject: 'report:new' } as const];
    return outcome(scene, undefined, [notice(scene, words.notFiled)], { access });
  }
  if (!open.answers.kind) {
    return outcome(scene, open, [question(scene, open, [words.kindFirst[lang]])]);
  }
  const [number, people] = [await desk.nextNumber(turn.now), await desk.people()];
  const report = reportOf(scene, open, number, confirmed);
  const { people: told, why } = toldOf(people, report, turn.person);
  const line = (by: string, act: string) => ({ report: number, at: turn.now, by, act });
  const alerted = { ...line('', 'alerted'), detail: { people: { value: told.map(({ id }) => id) } } };
  const events = [line(turn.person.id, 'filed'), ...(told.length > 0 ? [alerted] : [])];
  const tasks = tasksFor(deps, report, [], turn.now);
  return outcome(scene, undefined, [receipt(scene, report, told)], {
    report,
    events,
    tasks,
    timers: [...escalationTimer(deps, report, 1), ...clockTimers(deps, report, events), ...taskTimers(tasks)],
    posts: told.map((person) => ({
      key: `alert:${number}:${person.id}`,
      to: person.id,
      reply: alert(
        deps,
        report,
        people,
        person,
        turn.now,
        scopeOf(person, 'report.manage') === 'all' ? why : undefined,
      ),
      urgent: true,
    })),
    access: [{ at: turn.now, by: turn.person.id, act: 'write', subject: ids.report(number) }],
  });
}

function reportOf({ deps, turn, form }: Scene, open: OpenForm, number: string, confirmed: boolean): Report {
  const { person, now, message } = turn;
  const given = applicable(form, open.answers);
  const answers = withFound(confirmed ? confirmedAnswers(given) : given, open.started);
  return {
    number,
    version: 1,
    edition: 1,
    status: 'received',
    kind: String(answers.kind?.value),
    reporter: person.id,
    contract: contractFor(answers, person),
    filed: now,
    address: message.address,
    form: deps.form.id,
    formVersion: deps.form.version,
    annex: deps.annexEdition,
    answers,
    told: open.told,
    ...(open.link !== undefined && { link: open.link }),
  };
}

/** Who reports has noticed: without another answer, when the report was begun. Nobody has said or confirmed that. */
function withFound(answers: Answers, started: number): Answers {
  if (answers.found) return answers;
  return { ...answers, found: { value: isoOf(momentOf(started)), approx: true, assumed: true } };
}

function confirmedAnswers(answers: Answers): Answers {
  const confirm = ({ assumed: _, ...answer }: Answer): Answer => answer;
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, confirm(answer)]));
}

function receipt(scene: Scene, { number }: Report, told: readonly Person[]): Reply {
  const { lang } = scene;
  const { person } = scene.turn;
  const roleOf = (one: Person) => (scopeOf(one, 'report.manage') === 'all' ? words.admin : words.person);
  const names = told.map((one) => say(roleOf(one), lang, { name: one.name }));
  const nobody = scopeOf(person, 'report.manage') === 'contract' ? words.filedSelf : words.filedNobody;
  const text = told.length === 0 ? nobody : told.length === 1 ? words.filedTold : words.filedToldSome;
  const buttons: readonly Button[] = [
    { id: ids.report(number), label: say(words.details, lang, { number }) },
    { id: ids.reports(0), label: words.reports[lang] },
  ];
  return notice(
    scene,
    text,
    { names: listed(names, lang) },
    {
      title: say(words.filedTitle, lang, { number }),
      steps: words.filedNext.map((step) => say(step, lang, { number })),
      // Who is in no list may report, but not read.
      buttons: mayEver(person, 'report.read') ? buttons : [],
    },
  );
}

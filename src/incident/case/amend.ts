/** Corrections after filing, by the reporter or by those who answer for the case; what stood there before stays. */
import { openPoints, stepOf } from '../../forms/engine.ts';
import type { Form, Step } from '../../forms/form.ts';
import { readable } from '../../forms/show.ts';
import { caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { filled, say } from '../../strings/say.ts';
import type { Answer, Answers, Outcome, Person, Post, Report, Task } from '../../types.ts';
import { alert } from '../alert.ts';
import { applicable } from '../facts.ts';
import { contractsOf, responsibleOf } from '../people.ts';
import type { Scene } from '../scene.ts';
import { answer, commit } from './answer.ts';
import { type Case, managersOf, manages } from './case.ts';
import { withKind } from './past.ts';
import { changesOf } from './show.ts';
import { formOf, tasksFor } from './tasks.ts';
import { backButton } from './view.ts';

/** The questions of the report; those who answer for the case may also say which contract it belongs to. */
export function amendForm({ deps, turn }: Scene, kase: Case): Form {
  const form = formOf(deps);
  const asked = stepOf(deps.form, 'contract');
  if (!asked || !manages(turn.person, kase)) return form;
  return { ...form, steps: [...form.steps, contractStep(asked, kase)] };
}

function contractStep({ id, question, label, why }: Step, { people, report }: Case): Step {
  const names = [...new Set([report.contract, ...people.flatMap(({ contracts }) => contracts)])].filter(Boolean);
  const common = { id, question, label, why, optional: true, unknown: false } as const;
  if (names.length < 2) return { ...common, kind: 'text', max: 100 };
  const options = names.toSorted().map((name) => ({ value: name, label: { ja: name, en: name } }));
  return { ...common, kind: 'choice', options };
}

export async function amend(scene: Scene, kase: Case, entered: Answers): Promise<Outcome> {
  const { deps, desk, turn } = scene;
  const { report } = kase;
  const current: Answers = { ...report.answers, contract: { value: report.contract } };
  const given = Object.fromEntries(Object.entries(entered).map(([id, answer]) => [id, kept(current[id], answer)]));
  const detail = only(given, (id, answer) => !isSame(current[id], answer));
  if (Object.keys(detail).length === 0) return answer(scene, words.nothingChanged, report.number);
  const before = only(current, (id) => id in detail);
  const edition = report.edition + 1;
  const after = withKind({ ...report, edition, answers: { ...report.answers, ...detail } });
  const event = { act: 'amend', detail: { ...detail, edition: { value: edition } }, before };
  const known = await desk.tasks({ report: report.number });
  const tasks = [...settledTasks(scene, after, known), ...tasksFor(deps, after, known, turn.now)];
  const { answers, kind, contract } = after;
  const posts = [...tellManagers(scene, kase, event), ...alertOthers(scene, kase, after)];
  const change = { report: { edition, answers, kind, contract }, events: [event], tasks, posts };
  const said = { report: report.number, at: turn.now, by: turn.person.id, ...event };
  const what = changesOf({ form: amendForm(scene, kase) }, said, scene.lang);
  const text = what === '' ? filled(words.confirmed, { edition }) : filled(words.amended, { edition, what });
  return commit(scene, kase, change, text);
}

/** "About" stays where the figure is the same: a form cannot show it. */
function kept(current: Answer | undefined, entered: Answer): Answer {
  if (!current || JSON.stringify(current.value) !== JSON.stringify(entered.value)) return entered;
  const { assumed: _, ...confirmed } = current;
  return confirmed;
}

/** What nobody had confirmed is confirmed by whoever sends the form with it. */
function isSame(current: Answer | undefined, { value }: Answer): boolean {
  return !current?.assumed && JSON.stringify(current?.value ?? null) === JSON.stringify(value);
}

function only(answers: Answers, wanted: (id: string, given: Answer) => boolean): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id, given]) => wanted(id, given)));
}

/** What was to be found out is known now, or need not be known any more. */
function settledTasks({ deps }: Scene, { answers }: Report, known: readonly Task[]): readonly Task[] {
  const form = formOf(deps);
  const open = new Set(openPoints(form, applicable(form, answers)).map(({ id }) => id));
  return known.flatMap((task): readonly Task[] => {
    const id = /^answer:(?<id>.+)$/u.exec(task.source)?.groups?.id;
    if (id === undefined || task.state !== 'open' || open.has(id)) return [];
    const [step, given] = [stepOf(form, id), answers[id]];
    if (!step || !given) return [{ ...task, state: 'not_applicable' }];
    return [{ ...task, state: 'done', note: readable(step, given, 'ja') }];
  });
}

/** Who has taken the case learns what the reporter has corrected. */
function tellManagers(
  scene: Scene,
  kase: Case,
  event: { detail: Answers; before: Answers; act: string },
): readonly Post[] {
  const { turn } = scene;
  const { report, people } = kase;
  if (manages(turn.person, kase)) return [];
  const owner = people.filter(({ id }) => id === report.owner);
  const told = owner.length > 0 ? owner : managersOf(kase);
  const { number, edition } = report;
  return told.map(({ id, lang }: Person): Post => {
    const said = { report: number, at: turn.now, by: turn.person.id, ...event };
    const what = changesOf({ form: formOf(scene.deps) }, said, lang);
    const text = say(words.amendedBy, lang, { number, edition: edition + 1, what });
    const reply = { kind: 'notice', lang, text, buttons: [backButton(number, lang)] } as const;
    return { key: `case:${number}:amended:${edition + 1}:${id}`, to: id, reply };
  });
}

/** A report that belongs to another contract is news to those who answer for that one. */
function alertOthers({ deps, turn }: Scene, { report, people }: Case, after: Report): readonly Post[] {
  if (after.contract === report.contract) return [];
  const told = responsibleOf(people, contractsOf(report)).map(({ id }) => id);
  return responsibleOf(people, [after.contract])
    .filter(({ id }) => !told.includes(id))
    .map((person) => ({
      key: `alert:${report.number}:moved${after.edition}:${person.id}`,
      to: person.id,
      reply: alert(deps, after, people, person, turn.now, incident.alertMoved),
      urgent: true,
    }));
}

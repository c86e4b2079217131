/** The tasks of a case: what is still unknown, what its playbook asks for, what 甲 instructs. */
import { openPoints } from '../../forms/engine.ts';
import type { Form } from '../../forms/form.ts';
import { caseWords as words } from '../../strings/case.ts';
import { filled } from '../../strings/say.ts';
import type { Person, Report, Task } from '../../types.ts';
import { applicable } from '../facts.ts';
import { managersOf } from './case.ts';
import type { CaseDeps } from './deps.ts';

const hour = 3_600_000;

/** The form without the contract, which stands in the report itself and has been settled when it was filed. */
export function formOf({ form }: Pick<CaseDeps, 'form'>): Form {
  return { ...form, steps: form.steps.filter(({ id }) => id !== 'contract') };
}

/** The tasks that a report makes, without those that `known` has already. Their numbers follow those of `known`. */
export function tasksFor(deps: CaseDeps, report: Report, known: readonly Task[], now: number): readonly Task[] {
  const wanted = [...factTasks(deps, report, now), ...playbookTasks(deps, report, now)];
  const sources = new Set(known.map(({ source }) => source));
  const last = lastId(known);
  return wanted
    .filter(({ source }) => !sources.has(source))
    .map((task, i) => ({ report: report.number, id: last + i + 1, state: 'open', ...task }));
}

export function lastId(tasks: readonly Task[]): number {
  return tasks.reduce((last, { id }) => Math.max(last, id), 0);
}

type Wanted = Pick<Task, 'area' | 'source' | 'title' | 'due'>;

function factTasks(deps: CaseDeps, { answers }: Report, now: number): readonly Wanted[] {
  const form = formOf(deps);
  return openPoints(form, applicable(form, answers)).map(({ id, label }) => ({
    area: 'facts',
    source: `answer:${id}`,
    title: { ja: filled(words.findOut, { label: label.ja }).ja, en: filled(words.findOut, { label: label.en }).en },
    due: now + deps.escalation.facts_within * hour,
  }));
}

function playbookTasks({ playbooks }: CaseDeps, { kind }: Report, now: number): readonly Wanted[] {
  return playbooks
    .filter((playbook) => playbook.kind === 'general' || playbook.kind === kind)
    .flatMap((playbook) =>
      playbook.tasks.map(({ id, area, title, within }) => ({
        area,
        source: `playbook:${playbook.kind}:${id}`,
        title,
        due: now + within * hour,
      })),
    );
}

/**
 * Who has to see to a task: its owner, else the owner of the case; where that person works here no longer, or there is
 * none, everybody who answers for the case.
 */
export function ownersOf(task: Task, report: Report, people: readonly Person[]): readonly Person[] {
  const owner = task.owner ?? report.owner;
  const found = people.find(({ id }) => id === owner);
  return found ? [found] : managersOf({ report, people });
}

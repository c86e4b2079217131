/** What the forms of a case decide: status, lines of the timeline, tasks. */
import { caseWords as words } from '../../strings/case.ts';
import type { Answers, Area, Desk, Status, Task, Text } from '../../types.ts';
import type { Scene } from '../scene.ts';
import { type Case, type Change, manages } from './case.ts';
import type { CaseForm } from './ids.ts';
import { seenBy } from './state.ts';
import { lastId } from './tasks.ts';
import { tellReporter } from './tell.ts';

const hour = 3_600_000;

type Decided = { readonly change: Change } | { readonly refusal: Text };

export async function taskOf(desk: Desk, report: string, id: number): Promise<Task | undefined> {
  return (await desk.tasks({ report, id }))[0];
}

/** @param rest the number of the task that the form is about */
export async function decide(
  scene: Scene,
  kase: Case,
  form: Exclude<CaseForm, 'amend'>,
  rest: number,
  answers: Answers,
): Promise<Decided> {
  const event = { act: form, detail: answers };
  const { status } = kase.report;
  switch (form) {
    case 'task_done':
    case 'task_not':
      return settle(scene, kase, form, rest, answers);
    case 'near_miss':
      return { change: { report: { status: 'near_miss' }, events: [event] } };
    case 'close':
      return { change: { report: { status: 'closed' }, events: [event] } };
    case 'reopen':
      return { change: { report: { status: 'handling' }, events: [event] } };
    case 'add_task':
      return {
        change: seen(scene, kase, { events: [event], tasks: [await newTask(scene, kase, 'contain', answers)] }),
      };
    case 'instruction': {
      const tasks = [await newTask(scene, kase, 'instruction', answers)];
      return { change: seen(scene, kase, { report: { status: onward(status) }, events: [event], tasks }) };
    }
    default: {
      const tasks = await settledBy(scene, kase, form, answers);
      const next = form === 'reported' ? reportedStatus(status) : onward(status);
      return { change: seen(scene, kase, { report: { status: next }, events: [event], tasks }) };
    }
  }
}

function reportedStatus(status: Status): Status {
  return status === 'received' || status === 'confirmed' ? 'reported' : status;
}

/** What is done after the report to 甲 is the handling of the case; before it, the report is still what is missing. */
function onward(status: Status): Status {
  if (status === 'received') return 'confirmed';
  return status === 'reported' ? 'handling' : status;
}

/** Who does something about a case has seen it. */
function seen(scene: Scene, kase: Case, change: Change): Change {
  if (seenBy(kase).length > 0 || !manages(scene.turn.person, kase)) return change;
  return {
    ...change,
    events: [{ act: 'acknowledged' }, ...(change.events ?? [])],
    posts: tellReporter(scene, kase, words.reporterTold, 'seen'),
  };
}

async function newTask({ desk, turn }: Scene, { report }: Case, area: Area, answers: Answers): Promise<Task> {
  const { number, owner } = report;
  const text = String(answers.text?.value);
  const hours = Number(String(answers.within?.value).slice(1));
  return {
    report: number,
    id: lastId(await desk.tasks({ report: number })) + 1,
    area,
    source: area === 'instruction' ? 'instruction' : 'person',
    title: { ja: text, en: text },
    due: turn.now + hours * hour,
    state: 'open',
    ...(owner !== undefined && { owner }),
  };
}

/** Which tasks of the playbook an act settles, and with which answers. */
const settles: Partial<Readonly<Record<CaseForm, (answers: Answers) => readonly string[]>>> = {
  reported: ({ channel }) => (channel?.value === 'phone' ? ['call'] : ['call', 'first']),
  cause: () => ['cause'],
  persons: ({ state }) => (state?.value === 'done' || state?.value === 'none' ? ['persons'] : []),
  publish: ({ state }) => (state?.value === 'done' || state?.value === 'none' ? ['publish'] : []),
  prevent: ({ state }) => (state?.value === 'done' ? ['prevent'] : []),
};

async function settledBy(
  { desk }: Scene,
  { report }: Case,
  form: CaseForm,
  answers: Answers,
): Promise<readonly Task[]> {
  const sources = (settles[form]?.(answers) ?? []).map((id) => `playbook:general:${id}`);
  if (sources.length === 0) return [];
  const open = await desk.tasks({ report: report.number, open: true });
  return open.filter(({ source }) => sources.includes(source)).map((task) => ({ ...task, state: 'done' }));
}

async function settle(
  { desk }: Scene,
  { report }: Case,
  form: 'task_done' | 'task_not',
  id: number,
  answers: Answers,
): Promise<Decided> {
  const task = await taskOf(desk, report.number, id);
  if (!task) return { refusal: words.noTask };
  if (task.state !== 'open') return { refusal: words.taskEnded };
  const note = String((form === 'task_done' ? answers.note : answers.reason)?.value ?? '');
  const after: Task = {
    ...task,
    state: form === 'task_done' ? 'done' : 'not_applicable',
    ...(note !== '' && { note }),
  };
  const event = { act: form, detail: { task: { value: id }, ...answers } };
  return { change: { events: [event], tasks: [after] } };
}

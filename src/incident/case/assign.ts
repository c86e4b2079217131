/** Who takes a task: those who may read the case. */
import { acts, caseWords as words } from '../../strings/case.ts';
import { filled, say } from '../../strings/say.ts';
import type { Outcome, Person, Post } from '../../types.ts';
import { mayRead } from '../people.ts';
import { notice, outcome, type Scene } from '../scene.ts';
import { answer, commit } from './answer.ts';
import type { Case } from './case.ts';
import { caseId } from './ids.ts';
import { taskOf } from './record.ts';
import { taskFact } from './show.ts';
import { backButton } from './view.ts';
import { nameOf } from './who.ts';

/** Asks who takes it, or gives it to the person. */
export async function assign(scene: Scene, kase: Case, id: number, to: string | undefined): Promise<Outcome> {
  const { desk, lang } = scene;
  const { report, people } = kase;
  const task = await taskOf(desk, report.number, id);
  if (!task) return answer(scene, words.noTask, report.number);
  if (task.state !== 'open') return answer(scene, words.taskEnded, report.number);
  const candidates = people.filter((person) => mayRead(person, report, people));
  const person = candidates.find((one) => one.id === to);
  if (!person) {
    const buttons = candidates.map((one) => ({
      id: caseId(report.number, 'assign', id, one.id),
      label: nameOf(kase, one.id, lang),
    }));
    const back = backButton(report.number, lang);
    return outcome(scene, scene.open, [notice(scene, words.whoTakes, { task: id }, { buttons: [...buttons, back] })]);
  }
  const change = {
    events: [{ act: 'assigned', detail: { task: { value: id }, people: { value: [person.id] } } }],
    tasks: [{ ...task, owner: person.id }],
    posts: person.id === scene.turn.person.id ? [] : [told(scene, kase, person, task)],
  };
  return commit(
    scene,
    kase,
    change,
    filled(words.recorded, { what: `${acts.assign[lang]}　${nameOf(kase, person.id, lang)}` }),
  );
}

function told({ turn }: Scene, kase: Case, { id, lang }: Person, task: Parameters<typeof taskFact>[0]): Post {
  const { report } = kase;
  const { number, version } = report;
  const buttons = [
    { id: caseId(number, 'open', 'task_done', task.id), label: acts.task_done[lang], form: true },
    { id: caseId(number, 'open', 'task_not', task.id), label: acts.task_not[lang], form: true },
    backButton(number, lang),
  ] as const;
  const facts = [taskFact(task, report, kase, turn.now, lang)];
  const reply = { kind: 'notice', lang, text: say(words.assigned, lang, { number }), facts, buttons } as const;
  return { key: `case:${number}:assigned:${task.id}:${version}`, to: id, reply };
}

/** The incident desk's part of a person's overview. */
import { mayEver } from '../rights.ts';
import { caseWords } from '../strings/case.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Report, Section } from '../types.ts';
import { actId, ids } from './acts.ts';
import { taskFact } from './case/show.ts';
import { kindOf } from './facts.ts';
import { kindName } from './listen.ts';
import { newestReports, queryFor } from './reports.ts';
import type { Scene } from './scene.ts';

const newest = 3;

export async function homeSections(scene: Scene): Promise<readonly Section[]> {
  const { lang, turn } = scene;
  if (mayEver(turn.person, 'report.manage')) {
    const open = await newestReports(scene, newest, 'open');
    const tasks = await overdueTasks(scene);
    return [own(scene), ...(open.facts ? [{ title: caseWords.homeOpen[lang], ...open }] : []), ...tasks];
  }
  const reports = await newestReports(scene, newest, 'all');
  return [own(scene), ...(reports.facts ? [{ title: words.homeMine[lang], ...reports }] : [])];
}

function own(scene: Scene): Section {
  const { lang, open } = scene;
  const title = words.homeTitle[lang];
  if (!open) {
    return {
      title,
      text: words.homeNone[lang],
      buttons: [{ id: ids.start, label: words.start[lang], style: 'danger' }],
    };
  }
  const text = say(words.homeOpen, lang, { kind: kindName(scene, kindOf(open.answers)) });
  return { title, text, buttons: [{ id: actId(open, 'resume'), label: words.resumeReport[lang], style: 'primary' }] };
}

/** The tasks that have been overdue longest, of the reports that the person answers for. */
async function overdueTasks(scene: Scene): Promise<readonly Section[]> {
  const { desk, lang, turn } = scene;
  const { contracts } = (await queryFor(scene, 'open')) ?? {};
  const tasks = await desk.tasks({ ...(contracts && { contracts }), open: true, due: turn.now, limit: newest });
  if (tasks.length === 0) return [];
  const people = await desk.people();
  const lines = await Promise.all(tasks.map(async (task) => ({ task, report: await desk.report(task.report) })));
  const facts = lines.flatMap(({ task, report }: { task: (typeof tasks)[number]; report: Report | undefined }) => {
    if (!report) return [];
    const { label, value } = taskFact(task, report, people, turn.now, lang);
    return [{ label: `${task.report} ${label}`, value }];
  });
  const buttons = [{ id: ids.reports(0, 'overdue'), label: caseWords.overdue[lang] }];
  return [{ title: caseWords.homeTasks[lang], facts, buttons }];
}

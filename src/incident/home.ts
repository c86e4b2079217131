/** The incident desk's part of a person's overview. */
import { mayEver } from '../rights.ts';
import { caseWords } from '../strings/case.ts';
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Fact, Section } from '../types.ts';
import { actId, ids } from './acts.ts';
import { overdueClocks } from './case/overdue.ts';
import { clockFact, taskFact } from './case/show.ts';
import { whoAre } from './case/who.ts';
import { kindOf } from './facts.ts';
import { kindName } from './listen.ts';
import { newestReports, queryFor } from './reports.ts';
import type { Scene } from './scene.ts';

const most = 3;

export async function homeSections(scene: Scene): Promise<readonly Section[]> {
  const { lang, turn } = scene;
  if (mayEver(turn.person, 'report.manage')) {
    const open = await newestReports(scene, most, 'open');
    const late = await overdue(scene);
    return [own(scene), ...(open.facts ? [{ title: caseWords.homeOpen[lang], ...open }] : []), ...late];
  }
  const reports = await newestReports(scene, most, 'all');
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

/** What has been overdue for longest of the reports that the person answers for: clocks, then tasks. */
async function overdue(scene: Scene): Promise<readonly Section[]> {
  const facts = [...(await lateClocks(scene)), ...(await lateTasks(scene))];
  if (facts.length === 0) return [];
  const { lang } = scene;
  const buttons = [{ id: ids.reports(0, 'overdue'), label: caseWords.overdue[lang] }];
  return [{ title: caseWords.homeOverdue[lang], facts, buttons }];
}

async function lateClocks(scene: Scene): Promise<readonly Fact[]> {
  const { deps, desk, lang, turn } = scene;
  const query = await queryFor(scene, 'overdue');
  const late = query ? await overdueClocks(deps, desk, { ...query, limit: most }, turn.now) : [];
  return late.map(({ report, clock }) => numbered(report, clockFact(clock, turn.now, lang)));
}

async function lateTasks(scene: Scene): Promise<readonly Fact[]> {
  const { desk, lang, turn } = scene;
  const { contracts } = (await queryFor(scene, 'open')) ?? {};
  const tasks = await desk.tasks({ ...(contracts && { contracts }), open: true, due: turn.now, limit: most });
  const found = await Promise.all(tasks.map(async (task) => ({ task, report: await desk.report(task.report) })));
  const who = await whoAre(
    desk,
    found.flatMap(({ task, report }) => task.owner ?? report?.owner ?? []),
  );
  return found.flatMap(({ task, report }) =>
    report ? [numbered(task.report, taskFact(task, report, who, turn.now, lang))] : [],
  );
}

function numbered(number: string, { label, value }: Fact): Fact {
  return { label: `${number} ${label}`, value };
}

/** The incident desk's part of a person's overview. */
import { incident as words } from '../strings/incident.ts';
import { say } from '../strings/say.ts';
import type { Section } from '../types.ts';
import { actId, ids } from './acts.ts';
import { kindOf } from './facts.ts';
import { kindName } from './listen.ts';
import { newestReports } from './reports.ts';
import type { Scene } from './scene.ts';

const newest = 3;

export async function homeSections(scene: Scene): Promise<readonly Section[]> {
  const { lang, turn } = scene;
  const isStaff = turn.person.role === 'staff';
  const reports = await newestReports(scene, newest);
  const title = (isStaff ? words.homeMine : words.homeManaged)[lang];
  return [own(scene), ...(reports.facts ? [{ title, ...reports }] : [])];
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

/** What a platform may ask of a case besides a Message: a form, whether its fields are right, a document. */
import type { Desk, FormView, Paper, Person, Text, Turn } from '../../types.ts';
import type { IncidentDeps, Scene } from '../scene.ts';
import { caseFormView, checkCaseFields } from './act-forms.ts';
import { findCase, manages, readableCase } from './case.ts';
import { readCaseChoice } from './ids.ts';
import { paperOf } from './papers.ts';
import { nextReport } from './state.ts';

export function isCaseChoice({ message }: Turn): boolean {
  return message.choice?.id.startsWith('case:') ?? false;
}

/** The form that the button opens, for somebody who may read the case. */
export async function caseForm(scene: Scene): Promise<FormView | undefined> {
  const { choice } = scene.turn.message;
  const read = choice && readCaseChoice(choice);
  if (read?.act.do !== 'open') return undefined;
  const kase = await readableCase(scene.desk, read.number, scene.turn.person);
  return kase && caseFormView(scene, kase, read.act);
}

export async function checkCase(scene: Scene): Promise<Readonly<Record<string, Text>>> {
  const { choice } = scene.turn.message;
  const read = choice && readCaseChoice(choice);
  if (read?.act.do !== 'fill') return {};
  const kase = await readableCase(scene.desk, read.number, scene.turn.person);
  return kase ? checkCaseFields(scene, kase, read.act) : {};
}

/** @param id `case:<number>:<line of the timeline>` @param person undefined where somebody was given the link before */
export async function caseFile(
  deps: IncidentDeps,
  id: string,
  person: Person | undefined,
  desk: Desk,
): Promise<Paper | undefined> {
  const { number = '', line } = /^case:(?<number>\d{4}-\d{4,8}):(?<line>\d{1,6})$/u.exec(id)?.groups ?? {};
  const kase = line === undefined ? undefined : await findCase(desk, number);
  if (!kase || (person && !manages(person, kase))) return undefined;
  return paperOf(deps, kase, Number(line));
}

/** The written report on a case as it stands now, whether or not somebody has asked for one. */
export async function presentPaper(
  deps: IncidentDeps,
  number: string,
  desk: Desk,
  now: number,
): Promise<Paper | undefined> {
  const kase = await findCase(desk, number);
  if (!kase) return undefined;
  const { edition } = kase.report;
  const detail = { n: { value: nextReport(kase) }, edition: { value: edition } };
  const events = [...kase.events, { report: number, at: now, by: '', act: 'document', detail }];
  return paperOf(deps, { ...kase, events }, events.length);
}

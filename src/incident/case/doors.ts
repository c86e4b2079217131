/** What a platform may ask of a case besides a Message: a form, whether its fields are right, a document. */
import { scopeOf } from '../../rights.ts';
import type { Desk, OpenedForm, Paper, Person, Text, TextFile, Turn } from '../../types.ts';
import { ids, tableName, tableSize } from '../acts.ts';
import { mayExport, namesOf } from '../people.ts';
import type { IncidentDeps, Scene } from '../scene.ts';
import { checkCaseFields, openedView } from './act-forms.ts';
import { findCase, isNumber, readableCase } from './case.ts';
import { csvOf } from './csv.ts';
import type { WholeCase } from './exchange.ts';
import { readCaseChoice } from './ids.ts';
import { paperOf } from './papers.ts';
import { nextReport } from './state.ts';

export function isCaseChoice({ message }: Turn): boolean {
  return message.choice?.id.startsWith('case:') ?? false;
}

/** The form that the button opens, for somebody who may read the case. */
export async function caseForm(scene: Scene): Promise<OpenedForm> {
  const { desk, turn } = scene;
  const read = turn.message.choice && readCaseChoice(turn.message.choice);
  if (read?.act.do !== 'open') return { access: [] };
  const kase = await readableCase(desk, read.number, turn.person);
  const form = kase && (await openedView(scene, kase, read.act));
  const line = { at: turn.now, by: turn.person.id, subject: ids.report(isNumber(read.number) ? read.number : '?') };
  return { ...(form && { form }), access: [{ ...line, act: kase ? 'read' : 'refuse' }] };
}

export async function checkCase(scene: Scene): Promise<Readonly<Record<string, Text>>> {
  const { choice } = scene.turn.message;
  const read = choice && readCaseChoice(choice);
  if (read?.act.do !== 'fill') return {};
  const kase = await readableCase(scene.desk, read.number, scene.turn.person);
  return kase ? checkCaseFields(scene, kase, read.act) : {};
}

/**
 * @param id `case:<number>:<line of the timeline>`, or `csv:<person>`
 * @param person undefined where somebody was given the link before
 */
export async function caseFile(
  deps: IncidentDeps,
  id: string,
  person: Person | undefined,
  desk: Desk,
): Promise<Paper | TextFile | undefined> {
  const owner = /^csv:(?<owner>.+)$/u.exec(id)?.groups?.owner;
  if (owner !== undefined) return table(deps, owner, person, desk);
  const { number = '', line } = /^case:(?<number>\d{4}-\d{4,8}):(?<line>\d{1,6})$/u.exec(id)?.groups ?? {};
  const kase = line === undefined ? undefined : await findCase(desk, number);
  if (!kase || (person && !mayExport(person, kase.report, kase.people))) return undefined;
  return paperOf(deps, kase, Number(line));
}

/** The newest reports that the person answers for; nobody gets the table of another. */
async function table(
  deps: IncidentDeps,
  owner: string,
  reader: Person | undefined,
  desk: Desk,
): Promise<TextFile | undefined> {
  const people = await desk.people();
  const person = people.find(({ id }) => id === owner);
  if (!person || (reader && reader.id !== owner)) return undefined;
  const scope = scopeOf(person, 'report.export');
  if (scope !== 'contract' && scope !== 'all') return undefined;
  const rights = scope === 'all' ? {} : { contracts: namesOf(person.contracts, people) };
  const cases: WholeCase[] = [];
  for (const report of await desk.reports({ ...rights, limit: tableSize })) {
    const { number } = report;
    cases.push({ report, events: await desk.events(number), tasks: await desk.tasks({ report: number }) });
  }
  return { name: tableName, type: 'text/csv; charset=utf-8', text: csvOf(deps, cases) };
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

/** Who is told of a report that nobody acknowledges, and of one that did not reach somebody. */
import { caseWords as words } from '../../strings/case.ts';
import { filled, say } from '../../strings/say.ts';
import type { Desk, Person, Records, Report, ReportEvent, Text, Timer } from '../../types.ts';
import { alert } from '../alert.ts';
import { administratorsOf, contractsOf, responsibleOf } from '../people.ts';
import type { IncidentDeps } from '../scene.ts';
import { escalationTimer, lastStepBy } from './arm.ts';
import { type Case, changed, findCase } from './case.ts';
import { linesOf, seenBy } from './state.ts';
import { nameOf } from './who.ts';

const minute = 60_000;

/**
 * Another step: the next person of the list; after them, and with the last step at the latest, all administrators and
 * everybody told before.
 */
export async function escalate(deps: IncidentDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const kase = await findCase(desk, timer.subject);
  if (!kase || !waits(kase)) return {};
  const step = lastStepBy(deps, kase.report, Number(timer.key.split(':').at(-1)), now);
  const list = nextOf(deps, kase);
  const isLast = escalationTimer(deps, kase.report, step + 1).length === 0;
  const told = list.length > 0 && !isLast ? list : [...new Set([...list, ...everybody(kase)])];
  const minutes = Math.round((now - kase.report.filed) / minute);
  const why = filled(words.escalated, { minutes });
  return tell(deps, kase, now, told, step, 'escalated', () => why);
}

/** An alert that reached its person nowhere goes to the next one at once. @param timer its subject: the person, the post */
export async function replace(deps: IncidentDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const [missed = '', post = ''] = timer.subject.split(' ');
  const number = /^alert:(?<number>\d{4}-\d{4,8}):/u.exec(post)?.groups?.number;
  const kase = number === undefined ? undefined : await findCase(desk, number);
  if (!kase || !waits(kase)) return {};
  const told = nextOf(deps, kase);
  const others = told.length > 0 ? told : administrators(kase).filter(({ id }) => !toldSoFar(kase).includes(id));
  const why = (lang: Person['lang']) => say(words.undelivered, lang, { name: nameOf(kase, missed, lang) });
  const text: Text = { ja: why('ja'), en: why('en') };
  return tell(deps, kase, now, others, 0, 'undelivered', () => text);
}

/** Nobody has seen it, and it is still a case. */
function waits(kase: Case): boolean {
  return kase.report.status === 'received' && seenBy(kase).length === 0;
}

function tell(
  deps: IncidentDeps,
  kase: Case,
  now: number,
  told: readonly Person[],
  step: number,
  act: 'escalated' | 'undelivered',
  why: (person: Person) => Text,
): Records {
  const { report, people, events } = kase;
  const { number } = report;
  const line = { people: { value: told.map(({ id }) => id) } };
  const posts = told.map((person) => ({
    key: `alert:${number}:${events.length}:${person.id}`,
    to: person.id,
    reply: alert(deps, report, people, person, now, why(person)),
    urgent: true as const,
  }));
  return changed(deps, kase, '', now, {
    events: [told.length > 0 ? { act, detail: line } : { act: 'unheard' }],
    posts,
    timers: step > 0 ? escalationTimer(deps, report, step + 1) : [],
  });
}

/** The first of the escalation list who has not been told; nobody where the list is at its end. */
function nextOf({ escalation }: IncidentDeps, kase: Case): readonly Person[] {
  const { report, people } = kase;
  const told = new Set([...toldSoFar(kase), report.reporter]);
  const named = escalation.list.flatMap((id) => people.find((person) => person.id === id) ?? []);
  const chain =
    named.length > 0 ? named : responsibleOf(people, contractsOf(report)).flatMap((one) => above(one, people));
  return chain.filter(({ id }) => !told.has(id)).slice(0, 1);
}

/** The managers of a person, step by step upwards; a circle in the list of people ends it. */
function above(person: Person, people: readonly Person[]): readonly Person[] {
  const chain: Person[] = [person];
  for (let at = person; chain.length <= people.length; ) {
    const next = people.find(({ id }) => id === at.manager);
    if (!next || chain.includes(next)) break;
    chain.push(next);
    at = next;
  }
  return chain.slice(1);
}

/** All administrators, and with them again those who were told before. */
function everybody(kase: Case): readonly Person[] {
  const told = new Set([...toldSoFar(kase), ...administratorsOf(kase.people).map(({ id }) => id)]);
  return kase.people.filter(({ id }) => id !== kase.report.reporter && told.has(id));
}

function administrators({ people, report }: Case): readonly Person[] {
  return administratorsOf(people).filter(({ id }) => id !== report.reporter);
}

function toldSoFar(kase: { readonly events: readonly ReportEvent[]; readonly report: Report }): readonly string[] {
  return linesOf(kase, 'alerted', 'escalated', 'undelivered').flatMap(({ detail }) =>
    [detail?.people?.value ?? []].flat().map(String),
  );
}

/** The written report to 甲: the nine items of Rules Art. 8(1), as a Paper. What it says is what was known when it was made. */
import { isSkipped, openPoints, stepOf } from '../../forms/engine.ts';
import { readable } from '../../forms/show.ts';
import { guard } from '../../knowledge/privacy.ts';
import { lines } from '../../strings/case.ts';
import { items, paper as words } from '../../strings/paper.ts';
import { say } from '../../strings/say.ts';
import type { Answers, Block, Paper, ReportEvent } from '../../types.ts';
import { applicable, hintLines } from '../facts.ts';
import type { Case } from './case.ts';
import { clocksOf, instantOf } from './clocks.ts';
import type { CaseDeps } from './deps.ts';
import { caseAt } from './past.ts';
import { clockFact, ordinal, timeOf, toldOf } from './show.ts';
import { linesOf } from './state.ts';
import { formOf } from './tasks.ts';

type Value = { readonly label: string; readonly value: string };

/** The answers that each item shows, in order. */
const answersOf: Readonly<Record<keyof typeof items, readonly string[]>> = {
  outline: ['kind', 'occurred', 'found', 'place', 'site', 'ongoing'],
  data: ['info', 'documents', 'items', 'sensitive', 'medium', 'encrypted', 'key', 'lock'],
  persons: ['persons', 'sheets', 'records', 'devices'],
  cause: ['cause', 'actor'],
  harm: ['harm', 'seen', 'recovered'],
  response: [],
  publication: [],
  prevention: [],
  other: ['done', 'notified', 'receipt'],
};
/** The recorded acts that each item shows. */
const actsOf: Partial<Readonly<Record<keyof typeof items, readonly string[]>>> = {
  cause: ['cause'],
  response: ['persons'],
  publication: ['publish'],
  prevention: ['prevent'],
  other: ['contain', 'instruction'],
};

export function isDocument({ act }: ReportEvent): boolean {
  return act === 'document' || act === 'final';
}

/** 第一報, 第2報 … 最終報 */
function whichOf({ act, detail = {} }: ReportEvent): string {
  if (act === 'final') return words.final;
  return fill(words.numbered, { n: ordinal(Number(detail.n?.value), 'ja') });
}

export function documentName(event: ReportEvent): string {
  const { report: number, detail = {} } = event;
  return fill(words.file, { number, which: whichOf(event), edition: Number(detail.edition?.value) });
}

/**
 * The document that a line of the timeline stands for; undefined where that line is none.
 * @param line counted from 1
 */
export function paperOf(deps: CaseDeps, now: Case, line: number): Paper | undefined {
  const event = now.events[line - 1];
  if (!event || !isDocument(event)) return undefined;
  const kase = caseAt(now, line);
  const { number, edition, contract } = kase.report;
  const which = whichOf(event);
  return guarded({
    name: documentName(event),
    title: fill(words.title, { which }),
    mark: words.mark,
    foot: fill(words.foot, { number, edition, which }),
    blocks: [
      { kind: 'text', text: words.check },
      {
        kind: 'head',
        lines: [fill(words.number, { number, edition }), fill(words.date, { date: timeOf(event.at, 'ja') })],
      },
      { kind: 'text', text: words.to },
      { kind: 'facts', facts: [...words.from].map((label) => ({ label, value: '' })) },
      { kind: 'text', text: words.lead },
      { kind: 'facts', facts: peopleFacts(kase, contract) },
      ...(Object.keys(items) as (keyof typeof items)[]).flatMap((item) => itemBlocks(deps, kase, item)),
      { kind: 'heading', text: words.screening },
      { kind: 'facts', facts: screeningFacts(deps, kase) },
      { kind: 'signatures', labels: words.signatures },
    ],
  });
}

function peopleFacts({ report, people, leavers }: Case, contract: string): readonly Value[] {
  const known = (id = '') => people.find((one) => one.id === id)?.name;
  return [
    { label: words.contract, value: contract || words.blank },
    { label: words.responsible, value: known(report.owner) || words.blank },
    { label: words.reporter, value: known(report.reporter) || leavers.get(report.reporter) || words.blank },
    { label: words.contact, value: words.blank },
  ];
}

function itemBlocks(deps: CaseDeps, kase: Case, item: keyof typeof items): readonly Block[] {
  const form = formOf(deps);
  const answers = applicable(form, kase.report.answers);
  const facts = [
    ...answersOf[item].flatMap((id) => answerValue(deps, answers, id)),
    ...recorded(deps, kase, actsOf[item] ?? []),
    ...closing(deps, kase, item),
  ];
  return [
    { kind: 'heading', text: items[item] },
    facts.length > 0 ? { kind: 'facts', facts } : { kind: 'text', text: words.nothing },
    ...(item === 'outline' ? course(deps, kase) : []),
  ];
}

/** An answer, or that it is not known; nothing where the question does not arise or was passed over. */
function answerValue(deps: CaseDeps, answers: Answers, id: string): readonly Value[] {
  const form = formOf(deps);
  const step = stepOf(form, id);
  const answer = answers[id];
  if (!step || (answer && isSkipped(answer))) return [];
  const label = step.label.ja;
  if (!answer || answer.value === null)
    return openPoints(form, answers).includes(step) ? [{ label, value: words.unknown }] : [];
  const value = readable(step, answer, 'ja').replace('（JST）', '');
  return [{ label, value: answer.assumed ? fill(words.unconfirmed, { value }) : value }];
}

function recorded(deps: CaseDeps, kase: Case, acts: readonly string[]): readonly Value[] {
  return linesOf(kase, ...acts).map(({ act, at, detail = {} }) => {
    const form = deps.caseForms.get(act);
    const { when: _, ...rest } = detail;
    const told = toldOf(form, rest, 'ja');
    // Where acts of several kinds stand together, each says which it is.
    const value = acts.length > 1 ? `${lines[act]?.ja ?? ''}：${told}` : told;
    return { label: timeOf(instantOf(detail.when?.value) ?? at, 'ja'), value };
  });
}

/** What was found when the case was closed. */
function closing({ caseForms }: CaseDeps, kase: Case, item: keyof typeof items): readonly Value[] {
  const id = item === 'cause' ? 'cause' : item === 'prevention' ? 'prevention' : undefined;
  const last = linesOf(kase, 'close').at(-1);
  const answer = id && last?.detail?.[id];
  const form = caseForms.get('close');
  const step = form && id ? stepOf(form, id) : undefined;
  return step && answer ? [{ label: step.label.ja, value: String(answer.value) }] : [];
}

/** What happened and what was done, in order of time. */
function course(deps: CaseDeps, kase: Case): readonly Block[] {
  const { report } = kase;
  const { answers, told, filed } = report;
  const times = [
    { at: instantOf(answers.occurred?.value), what: words.occurred },
    { at: instantOf(answers.found?.value), what: words.found },
    { at: filed, what: words.filed },
    ...linesOf(kase, 'reported', 'contain', 'persons', 'publish').map((event) => ({
      at: instantOf(event.detail?.when?.value) ?? event.at,
      what: courseLine(deps, event),
    })),
  ].flatMap(({ at, what }) => (at === undefined ? [] : [{ at, what }]));
  const story = typeof answers.story?.value === 'string' ? answers.story.value : '';
  const tales = [...told, story].filter((text) => text !== '');
  // What people enter has no seconds: within a minute things happened in the order in which they stand here.
  const rows = times
    .toSorted((a, b) => minuteOf(a.at) - minuteOf(b.at))
    .map(({ at, what }) => [timeOf(at, 'ja'), what]);
  return [
    ...(tales.length > 0 ? [{ kind: 'facts', facts: [{ label: words.story, value: tales.join('\n') }] } as const] : []),
    { kind: 'text', text: words.course },
    { kind: 'table', widths: [36, 64], head: [words.when, words.what], rows },
  ];
}

function minuteOf(at: number): number {
  return Math.floor(at / 60_000);
}

function courseLine({ caseForms }: CaseDeps, { act, detail = {} }: ReportEvent): string {
  const form = caseForms.get(act);
  const { when: _, ...rest } = detail;
  return [form?.title.ja.replace(/を記録(?:する)?$|について記録する$/u, ''), toldOf(form, rest, 'ja')]
    .filter(Boolean)
    .join('：');
}

function screeningFacts(deps: CaseDeps, { report, events }: Case): readonly Value[] {
  const form = formOf(deps);
  const answers = applicable(form, report.answers);
  const hints = hintLines(answers, 'ja');
  const open = openPoints(form, answers).map(({ label }) => label.ja);
  const clocks = clocksOf(deps.deadlines, report, events)
    .filter(({ rule }) => rule.kind !== 'aim')
    .map(({ met: _, ...clock }) => clockFact(clock, Number.NEGATIVE_INFINITY, 'ja'));
  return [
    {
      label: words.screening,
      value: hints.length > 0 ? [...hints, words.screeningNote].join('\n') : words.screeningNone,
    },
    { label: words.clocks, value: clocks.map(({ label, value }) => `${label}：${value}`).join('\n') },
    ...(open.length > 0 ? [{ label: words.open, value: open.join('、') }] : []),
  ];
}

/** What looks like personal data of a data subject does not leave in a document, however it came into the case. */
function guarded(paper: Paper): Paper {
  return { ...paper, blocks: paper.blocks.map(guardedBlock) };
}

function guardedBlock(block: Block): Block {
  const mask = (text: string) => guard(text).masked;
  if (block.kind === 'facts')
    return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: mask(fact.value) })) };
  if (block.kind === 'table') return { ...block, rows: block.rows.map((row) => row.map(mask)) };
  return block.kind === 'text' ? { ...block, text: mask(block.text) } : block;
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return say({ ja: text, en: text }, 'ja', values);
}

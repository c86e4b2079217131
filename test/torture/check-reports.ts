/** Rules about what was filed: reports, their numbers and timelines, and the access log. */
import type { Answer, Report } from '../../src/types.ts';
import type { Evidence } from './evidence.ts';
import type { Person } from './person.ts';

export function missingReports({ people, reports }: Evidence): readonly string[] {
  const known = new Set(people.map(({ id }) => id));
  const strays = reports.filter(({ reporter }) => !known.has(reporter));
  return [
    ...people.flatMap(({ id, filed }) => {
      const { length } = reports.filter(({ reporter }) => reporter === id);
      return length === filed ? [] : [`${id}: ${length} reports stored, ${filed} filed`];
    }),
    ...strays.map(({ number, reporter }) => `${number} is of ${reporter}, whom nobody knows`),
  ];
}

type Acknowledged = Person['acknowledged'][number];

/** What a person said of each report, with the report that should hold it. */
function tellings({ people, reports }: Evidence) {
  const own = Map.groupBy(reports.toSorted(byNumber), ({ reporter }) => reporter);
  return people.flatMap(({ id, acknowledged }) => {
    const told = Map.groupBy(acknowledged, ({ key }) => Number(/^r(?<nth>\d+)-/u.exec(key)?.groups?.nth ?? -1));
    return [...told].flatMap(([nth, said]) => (nth < 0 ? [] : [{ id, nth, said, report: own.get(id)?.[nth] }]));
  });
}

/** The answer that was given last to a step counts. */
export function missingAnswers(evidence: Evidence): readonly string[] {
  return tellings(evidence).flatMap(({ id, nth, said, report }) => {
    const given = said.flatMap((one) => answersIn(one).map((answer) => ({ ...answer, key: one.key })));
    const last = new Map(given.map((answer) => [answer.step, answer]));
    return [...last.values()]
      .filter(({ step, values }) => !holds(report?.answers[step], values))
      .map(({ step, key }) => `${id}: the answer to ${step} (${key}) is not in report ${nth + 1}`);
  });
}

/** A button may carry its value in its id. Who skips a question or does not know gives an answer too: none. */
function answersIn({ said: { choice } }: Acknowledged) {
  const pattern = /:(?<act>answer|skip|unknown):(?<step>\w+)(?::(?<own>.+))?$/u;
  const { act, step, own } = pattern.exec(choice?.id ?? '')?.groups ?? {};
  if (step === undefined) return [];
  return [{ step, values: act !== 'answer' ? [] : own === undefined ? (choice?.values ?? []) : [own] }];
}

/** "Now" stands there as the time that it was. */
function holds(answer: Answer | undefined, values: readonly string[]): boolean {
  if (answer === undefined) return false;
  if (values.length === 0) return answer.value === null || answer.value === '';
  const held = [answer.value ?? []].flat().map(String);
  return values.every((value) => held.includes(value) || (value === 'now' && /^\d{4}-\d\d-\d\dT/u.test(held[0] ?? '')));
}

export function missingWords(evidence: Evidence): readonly string[] {
  return tellings(evidence).flatMap(({ id, nth, said, report }) => {
    const told = report?.told ?? [];
    const expected = said.flatMap(({ said: { text } }) => text ?? []);
    return [
      ...expected.filter((text) => !told.includes(text)).map((text) => `${id}: report ${nth + 1} lacks ${text}`),
      ...told
        .filter((text, i) => !expected.includes(text) || told.indexOf(text) < i)
        .map((text) => `${id}: report ${nth + 1} holds ${text}, which does not belong there`),
    ];
  });
}

export function wrongNumbers({ reports }: Evidence): readonly string[] {
  const numbers = reports.toSorted(byNumber).map(({ number }) => number);
  const year = numbers[0]?.slice(0, 4) ?? '';
  const at = numbers.findIndex((number, i) => number !== `${year}-${String(i + 1).padStart(4, '0')}`);
  return at < 0 ? [] : [`the report in place ${at + 1} has the number ${numbers[at]}`];
}

/** The year, then the serial: after 9999 it has a digit more. */
function byNumber({ number: a }: Report, { number: b }: Report): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

export function wrongTimelines({ reports, timelines }: Evidence): readonly string[] {
  return reports.flatMap(({ number }) => {
    const acts = timelines.get(number) ?? [];
    const isWhole = acts[0] === 'filed' && acts.lastIndexOf('filed') === 0 && acts.includes('alerted');
    return isWhole ? [] : [`${number}: ${acts.join(', ') || 'nothing'}`];
  });
}

export function brokenLog({ log: { broken } }: Evidence): readonly string[] {
  return broken === undefined ? [] : [`line ${broken} does not follow from the one before it`];
}

/** Each telling, each question and each filing is one line of whoever wrote it. */
export function missingLines({ people, reports, log: { writes } }: Evidence): readonly string[] {
  const written = people.flatMap(({ id, acknowledged }) => [
    [`${id} form:incident`, acknowledged.filter(isTold).length] as const,
    [`${id} question`, acknowledged.filter(({ key }) => /^(?:q|more-)\d/u.test(key)).length] as const,
  ]);
  const filed = reports.map(({ number, reporter }) => [`${reporter} report:${number}`, 1] as const);
  return [...written, ...filed].flatMap(([what, count]) => {
    const lines = writes.get(what) ?? 0;
    return lines === count ? [] : [`${what}: ${lines} lines, ${count} should be`];
  });
}

/** Words or an answer of a report; what is pressed to file it is neither. */
function isTold(one: Acknowledged): boolean {
  return one.key.startsWith('r') && (one.said.text !== undefined || answersIn(one).length > 0);
}

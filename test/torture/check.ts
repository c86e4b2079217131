/** Reads what is there at the end, and says what should not be so. Each rule is a row; none of them knows a platform. */
import type { Report } from '../../src/types.ts';
import type { Person } from './person.ts';
import type { Seen } from './platform.ts';

/** The keys of what a person said in the order in which it was taken, and what the person was shown. */
interface Conversation {
  readonly taken: readonly string[];
  readonly seen: readonly Seen[];
}

/** A job as it stands in the database. */
export interface JobState {
  readonly state: string;
  readonly attempt: number;
  readonly reason: string;
}

/** What a responsible person was shown on one platform. */
interface Told {
  readonly person: string;
  readonly platform: string;
  readonly repeats: 'none' | 'at-least-once';
  readonly seen: readonly Seen[];
}

export interface Evidence {
  readonly people: readonly Person[];
  /** By person. */
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly reports: readonly Report[];
  /** The acts of each report's timeline, oldest first. */
  readonly timelines: ReadonlyMap<string, readonly string[]>;
  /** All jobs, by their key. */
  readonly jobs: ReadonlyMap<string, JobState>;
  readonly told: readonly Told[];
  /** The lines of the access log, and the first one that does not follow from the one before it. */
  readonly log: { readonly rows: number; readonly broken?: number };
  /** What `tokki doctor` finds fault with. */
  readonly doctor: readonly string[];
}

export interface Violation {
  readonly rule: string;
  readonly reason: string;
}

type Rule = (evidence: Evidence) => readonly string[];

/** What must hold at the end. */
const rules: Readonly<Record<string, Rule>> = {
  'every acknowledged message was stored': forEachTalk(lost),
  'every stored message was answered': forEachTalk(unanswered),
  'a message was taken once': forEachTalk(takenTwice),
  'messages were taken in the order in which they were said': forEachTalk(takenInOrder),
  'answers came in the order of the messages': forEachTalk(answeredInOrder),
  'every report is there once': missingReports,
  'every answer of a form is in its report': missingAnswers,
  'numbers have neither gap nor double': wrongNumbers,
  'every timeline begins with its report': wrongTimelines,
  'every responsible person was alerted once, on each platform': missingAlerts,
  'whatever was shown names the job that it came from': nameless,
  'nothing came more often than it was tried': tooOften,
  'the chain of the access log is whole': brokenLog,
  'the doctor finds nothing': ({ doctor }) => doctor,
};

export const ruleNames = Object.keys(rules);

export function violations(evidence: Evidence): readonly Violation[] {
  return Object.entries(rules).flatMap(([rule, check]) => check(evidence).map((reason) => ({ rule, reason })));
}

/** How many of the Replies that were shown had been shown before, by platform. */
export function repeatsOf(evidence: Evidence): Readonly<Record<string, number>> {
  const platforms = Map.groupBy(shownTo(evidence), ({ platform }) => platform);
  const again = ({ seen }: Pick<Conversation, 'seen'>) => seen.length - new Set(seen.map(({ key }) => key)).size;
  const counts = [...platforms].map(([platform, all]) => [platform, all.reduce((sum, one) => sum + again(one), 0)]);
  return Object.fromEntries(counts);
}

function forEachTalk(check: (person: Person, talk: Conversation, evidence: Evidence) => readonly string[]): Rule {
  return (evidence) =>
    evidence.people.flatMap((person) => {
      const talk = evidence.conversations.get(person.id);
      return talk
        ? check(person, talk, evidence).map((reason) => `${person.id}: ${reason}`)
        : [`${person.id}: nothing`];
    });
}

function fullKeys({ id, platform, acknowledged }: Person): readonly string[] {
  return acknowledged.map(({ key }) => platform.keyOf(id, key));
}

function lost(person: Person, { taken }: Conversation): readonly string[] {
  const stored = new Set(taken);
  return fullKeys(person).flatMap((key, i) =>
    stored.has(key) ? [] : [`acknowledged ${person.acknowledged[i]?.key} (${key}) is lost`],
  );
}

function unanswered(_: Person, { taken, seen }: Conversation, { jobs }: Evidence): readonly string[] {
  const answered = new Set(seen.map(({ key }) => questionOf(key)));
  return [...new Set(taken)].flatMap((key) =>
    answered.has(key)
      ? []
      : [`${key} has no answer (message: ${stateOf(jobs, key)}; answer: ${stateOf(jobs, `${key}>0`)})`],
  );
}

function takenTwice(_: Person, { taken }: Conversation): readonly string[] {
  return taken.filter((key, i) => taken.indexOf(key) !== i).map((key) => `${key} was taken twice`);
}

/** What was acknowledged before something else was said stands before it. */
function takenInOrder(person: Person, { taken }: Conversation): readonly string[] {
  const places = new Map(taken.map((key, i) => [key, i]));
  const placed = fullKeys(person).map((key) => places.get(key) ?? -1);
  return person.acknowledged.flatMap(({ key, after }, i) => {
    const place = placed[i] ?? -1;
    const overtaken = place < 0 ? -1 : placed.slice(0, after).findIndex((before) => before > place);
    return overtaken < 0 ? [] : [`${key} was taken before ${person.acknowledged[overtaken]?.key}`];
  });
}

function answeredInOrder(_: Person, { taken, seen }: Conversation): readonly string[] {
  const stored = new Set(taken);
  const answered = [...new Set(seen.map(({ key }) => questionOf(key)))].filter((key) => stored.has(key));
  const expected = taken.filter((key) => answered.includes(key));
  const at = answered.findIndex((key, i) => key !== expected[i]);
  return at < 0 ? [] : [`the answer to ${answered[at]} came where that to ${expected[at]} should have`];
}

function missingReports({ people, reports }: Evidence): readonly string[] {
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

function missingAnswers({ people, reports }: Evidence): readonly string[] {
  return people.flatMap(({ id, acknowledged }) => {
    const mine = reports.filter(({ reporter }) => reporter === id).toSorted((a, b) => (a.number < b.number ? -1 : 1));
    return acknowledged.flatMap(({ key, said }) => {
      const nth = Number(/^r(?<nth>\d+)-/u.exec(key)?.groups?.nth ?? -1);
      const step = /:answer:(?<step>\w+)$/u.exec(said.choice?.id ?? '')?.groups?.step;
      const value = said.choice?.values?.[0];
      if (nth < 0 || step === undefined || value === undefined) return [];
      const isThere = String(mine[nth]?.answers[step]?.value).includes(value);
      return isThere ? [] : [`${id}: the answer to ${step} (${key}) is not in report ${nth + 1}`];
    });
  });
}

function wrongNumbers({ reports }: Evidence): readonly string[] {
  const numbers = reports.map(({ number }) => number).toSorted();
  const year = numbers[0]?.slice(0, 4) ?? '';
  const at = numbers.findIndex((number, i) => number !== `${year}-${String(i + 1).padStart(4, '0')}`);
  return at < 0 ? [] : [`the report in place ${at + 1} has the number ${numbers[at]}`];
}

function wrongTimelines({ reports, timelines }: Evidence): readonly string[] {
  return reports.flatMap(({ number }) => {
    const acts = timelines.get(number) ?? [];
    const isWhole = acts[0] === 'filed' && acts.lastIndexOf('filed') === 0 && acts.includes('alerted');
    return isWhole ? [] : [`${number}: ${acts.join(', ') || 'nothing'}`];
  });
}

/** Escalations come later and are others; a repeat has the same key. */
function missingAlerts({ reports, told, jobs }: Evidence): readonly string[] {
  return told.flatMap(({ person, platform, seen }) => {
    const keys = seen.map(({ key }) => key).filter((key) => /^alert:\d{4}-\d{4}:[^:]+>/u.test(key));
    const alerts = Map.groupBy(new Set(keys), (key) => key.split(':')[1]);
    return reports.flatMap(({ number }) => {
      const found = alerts.get(number) ?? [];
      if (found.length === 1) return [];
      const states = [...jobs].filter(([key]) => key.startsWith(`alert:${number}:${person}>${platform}:`));
      const known = states.map(([key]) => stateOf(jobs, key)).join(', ') || 'no job';
      return [`${number}: ${found.length} alerts to ${person} on ${platform} (${known})`];
    });
  });
}

function nameless(evidence: Evidence): readonly string[] {
  return shownTo(evidence).flatMap(({ who, seen }) =>
    seen.flatMap(({ key }) => (evidence.jobs.has(key) ? [] : [`${who} was shown something under ${key || 'no key'}`])),
  );
}

/** A send that was cut off may have arrived: it comes again under the same key, once for each further attempt. */
function tooOften(evidence: Evidence): readonly string[] {
  return shownTo(evidence).flatMap(({ who, repeats, seen }) =>
    [...Map.groupBy(seen, ({ key }) => key)].flatMap(([key, { length }]) => {
      const allowed = repeats === 'none' ? 1 : (evidence.jobs.get(key)?.attempt ?? 1);
      return length <= allowed ? [] : [`${who} was shown ${key} ${length} times, ${allowed} may be`];
    }),
  );
}

function brokenLog({ log: { rows, broken }, reports }: Evidence): readonly string[] {
  if (broken !== undefined) return [`line ${broken} does not follow from the one before it`];
  return rows >= reports.length ? [] : [`${rows} lines for ${reports.length} reports`];
}

/** What each person was shown on one platform. */
function shownTo({ people, conversations, told }: Evidence) {
  const alerted = told.map(({ person, ...rest }) => ({ who: `${person} on ${rest.platform}`, ...rest }));
  const talked = people.map(({ id: who, platform: { name: platform, repeats } }) => {
    const seen = conversations.get(who)?.seen ?? [];
    return { who, platform, repeats, seen };
  });
  return [...talked, ...alerted];
}

function questionOf(key: string): string {
  return key.replace(/>.*$/u, '');
}

function stateOf(jobs: Evidence['jobs'], key: string): string {
  const job = jobs.get(key);
  return job ? `${job.state} after ${job.attempt} attempts ${job.reason}`.trim() : 'no job';
}

/** Reads what is there at the end, and says what should not be so. Each rule is a row; none of them knows a platform. */
import {
  brokenLog,
  missingAnswers,
  missingLines,
  missingReports,
  missingWords,
  wrongNumbers,
  wrongTimelines,
} from './check-reports.ts';
import { missingAlerts, nameless, stateOf, tooOften } from './check-shown.ts';
import type { Conversation, Evidence } from './evidence.ts';
import type { Person } from './person.ts';

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
  'all replies to a message came, in their order': forEachTalk(repliedInOrder),
  'every report is there once': missingReports,
  'every answer of a form is in its report': missingAnswers,
  'what was told is in its report, and nothing else': missingWords,
  'numbers have neither gap nor double': wrongNumbers,
  'every timeline begins with its report': wrongTimelines,
  'every responsible person was alerted once, on each platform': missingAlerts,
  'whatever was shown names the job that it came from': nameless,
  'nothing came again but what may have been lost': tooOften,
  'the chain of the access log is whole': brokenLog,
  'the access log has each writing once': missingLines,
  'the doctor finds nothing': ({ doctor }) => doctor,
};

export const ruleNames = Object.keys(rules);

export function violations(evidence: Evidence): readonly Violation[] {
  return Object.entries(rules).flatMap(([rule, check]) => check(evidence).map((reason) => ({ rule, reason })));
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

/** An apology (`>sorry`) is no answer. */
function unanswered(_: Person, { taken, seen }: Conversation, { jobs }: Evidence): readonly string[] {
  const shown = new Set(seen.map(({ key }) => key));
  const answered = new Set([...shown].filter((key) => />\d+$/u.test(key)).map(questionOf));
  return [...new Set(taken)].flatMap((key) => {
    if (answered.has(key)) return [];
    const what = shown.has(`${key}>sorry`) ? 'an apology instead of an answer' : 'no answer';
    return [`${key} has ${what} (message: ${stateOf(jobs, key)}; answer: ${stateOf(jobs, `${key}>0`)})`];
  });
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

/** What was committed to be said of a message: all of it, as it was first shown. */
function repliedInOrder(_: Person, { taken, seen }: Conversation, { jobs }: Evidence): readonly string[] {
  const shown = Map.groupBy(new Set(seen.map(({ key }) => key)), questionOf);
  return taken.flatMap((key) => {
    const expected: string[] = [];
    while (jobs.has(`${key}>${expected.length}`)) expected.push(`${key}>${expected.length}`);
    const came = (shown.get(key) ?? []).filter((reply) => expected.includes(reply));
    const at = expected.findIndex((reply, i) => reply !== came[i]);
    if (at < 0) return [];
    const state = stateOf(jobs, expected[at] ?? '');
    return [`${came[at] ?? 'nothing'} came where ${expected[at]} should have (${state})`];
  });
}

function questionOf(key: string): string {
  return key.replace(/>.*$/u, '');
}

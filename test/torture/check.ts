/** Reads what is there at the end, and says what should not be so. */
import type { Report } from '../../src/types.ts';
import type { Person } from './person.ts';
import type { Seen } from './platform.ts';

/** The keys of what a person said in the order in which it was taken, and what the person was shown. */
interface Conversation {
  readonly taken: readonly string[];
  readonly seen: readonly Seen[];
}

export interface Evidence {
  readonly people: readonly Person[];
  /** By person. */
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly reports: readonly Report[];
  /** What the responsible person was shown, on each platform. */
  readonly told: readonly (readonly Seen[])[];
  /** What `tokki doctor` finds fault with. */
  readonly doctor: readonly string[];
  /** How often an instance was killed: so often something in hand may have been sent twice. */
  readonly kills: number;
}

export function violations(evidence: Evidence): readonly string[] {
  const { people, conversations, reports, doctor } = evidence;
  return [
    ...people.flatMap((person) => {
      const conversation = conversations.get(person.id);
      if (!conversation) return [`${person.id}: no conversation`];
      return [...checkConversation(person, conversation), ...checkReports(person, reports)];
    }),
    ...checkNumbers(reports),
    ...checkAlerts(evidence),
    ...checkRepeats(evidence),
    ...doctor,
  ];
}

/** Each acknowledged message was taken once and answered, in the order in which they were taken. */
function checkConversation({ id, platform, acknowledged }: Person, { taken, seen }: Conversation): readonly string[] {
  const twice = taken.filter((key, i) => taken.indexOf(key) !== i).map((key) => `${id}: ${key} was taken twice`);
  const lost = acknowledged.flatMap(({ key }) => {
    const full = platform.keyOf(id, key);
    if (!taken.includes(full)) return [`${id}: acknowledged ${key} is lost`];
    return seen.some((one) => one.key.startsWith(`${full}>`)) ? [] : [`${id}: ${key} has no answer`];
  });
  const answered = [...new Set(seen.map(({ key }) => key.replace(/>.*$/u, '')))].filter((key) => taken.includes(key));
  const inOrder = String(answered) === String(taken.filter((key) => answered.includes(key)));
  return [...twice, ...lost, ...(inOrder ? [] : [`${id}: the answers are not in the order of the messages`])];
}

/** Each report exactly once, with each answer that was acknowledged for it. */
function checkReports({ id, filed, acknowledged }: Person, all: readonly Report[]): readonly string[] {
  const mine = all.filter(({ reporter }) => reporter === id).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const wrong = mine.length === filed ? [] : [`${id}: ${mine.length} reports stored, ${filed} filed`];
  for (const { key, said } of acknowledged) {
    const nth = Number(/^r(?<nth>\d+)-/u.exec(key)?.groups?.nth ?? -1);
    const step = /:answer:(?<step>\w+)$/u.exec(said.choice?.id ?? '')?.groups?.step;
    const value = said.choice?.values?.[0];
    if (nth < 0 || step === undefined || value === undefined) continue;
    if (!String(mine[nth]?.answers[step]?.value).includes(value))
      wrong.push(`${id}: the answer to ${step} is not in report ${nth + 1}`);
  }
  return wrong;
}

function checkNumbers(reports: readonly Report[]): readonly string[] {
  const numbers = reports.map(({ number }) => number).toSorted();
  const year = numbers[0]?.slice(0, 4) ?? '';
  const expected = numbers.map((_, i) => `${year}-${String(i + 1).padStart(4, '0')}`);
  return String(numbers) === String(expected) ? [] : ['the numbers have a gap or a double'];
}

/** Each alert has arrived on each platform; under one key. */
function checkAlerts({ reports, told }: Evidence): readonly string[] {
  return told.flatMap((seen) => {
    const alerts = new Map<string, Set<string>>();
    for (const { alert, number = '', key } of seen)
      if (alert) alerts.set(number, (alerts.get(number) ?? new Set()).add(key));
    return reports.flatMap(({ number }) => {
      const count = alerts.get(number)?.size ?? 0;
      return count === 1 ? [] : [`${number}: ${count} alerts`];
    });
  });
}

/** What a kill had in hand may come again, under the same key; nothing else may. */
function checkRepeats({ people, conversations, told, kills }: Evidence): readonly string[] {
  const shown = [...people.map(({ id }) => conversations.get(id)?.seen ?? []), ...told];
  const repeated = shown.reduce((sum, seen) => sum + seen.length - new Set(seen.map(({ key }) => key)).size, 0);
  const allowed = people.some(({ platform }) => platform.repeats === 'at-least-once') ? kills * inHandAtMost : 0;
  return repeated > allowed ? [`${repeated} replies came twice, ${allowed} may`] : [];
}

/** Sends that an instance has in hand at once: those of a platform, and urgent ones. */
const inHandAtMost = 32;

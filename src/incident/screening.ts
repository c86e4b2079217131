/** Which categories of reportable incidents may apply (Enforcement Rules Art. 7 and 43). Only "may": 甲 decides. */
import { bounds } from '../forms/numbers.ts';
import type { screenings } from '../strings/incident.ts';
import type { Answer, Answers } from '../types.ts';

type Screening = keyof typeof screenings;

/** Kinds and causes that speak for a wrongful purpose (category 3). */
const wrongful = ['malware', 'intrusion', 'insider', 'theft'];

/**
 * What may apply. What nobody knows may apply: an open upper bound, unknown items, an unknown My Number; a question that
 * was never asked, as in a report that was filed early, is not known either. Only a wrongful purpose needs something that
 * speaks for it: it moves the final report from 30 days to 60.
 */
export function screen(answers: Answers): readonly Screening[] {
  const { kind, cause, info, items, sensitive, persons } = answers;
  const isPersonal = info?.value !== 'confidential';
  const most = isPersonal ? mostPersons(persons) : 0;
  const holds = (...values: readonly string[]) =>
    isPersonal && [items, sensitive].some((answer) => isUnknown(answer) || values.some((value) => has(answer, value)));
  const hints: Readonly<Record<Screening, boolean>> = {
    persons100: most > 100,
    persons1000: most > 1000,
    special: holds('health', 'special'),
    property: holds('bank', 'login', 'money'),
    mynumber: holds('mynumber'),
    wrongful: [kind, cause].some((answer) => wrongful.some((value) => has(answer, value))),
  };
  return (Object.keys(hints) as Screening[]).filter((hint) => hints[hint]);
}

/** The number to judge by is the upper bound; without one there is no limit. */
function mostPersons(persons: Answer | undefined): number {
  const value = persons?.value;
  if (typeof value !== 'number' && typeof value !== 'string') return Number.POSITIVE_INFINITY;
  return bounds(value).high ?? Number.POSITIVE_INFINITY;
}

function has(answer: Answer | undefined, value: string): boolean {
  return answer !== undefined && answer.value !== null && [answer.value].flat().includes(value);
}

function isUnknown(answer: Answer | undefined): boolean {
  return (answer?.value ?? null) === null;
}

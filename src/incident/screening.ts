/** Which categories of reportable incidents may apply (Enforcement Rules Art. 7 and 43). Only "may": 甲 decides. */
import { bounds } from '../forms/numbers.ts';
import type { screenings } from '../strings/incident.ts';
import type { Answer, Answers } from '../types.ts';

type Screening = keyof typeof screenings;

/** A category that may apply; `open` where nothing speaks for it but that something is not known. */
export interface Hint {
  readonly category: Screening;
  readonly open: boolean;
}

/** Kinds and causes that speak for a wrongful purpose (category 3). */
const wrongful = ['malware', 'intrusion', 'insider', 'theft'];

/**
 * What may apply. What nobody knows may apply: an open upper bound, unknown items, an unknown My Number; a question that
 * was never asked, as in a report that was filed early, is not known either. Only a wrongful purpose needs something that
 * speaks for it: it moves the final report from 30 days to 60.
 */
export function screen(answers: Answers): readonly Screening[] {
  return holding(answers, true);
}

/** What may apply, and whether something is known to speak for it. */
export function hintsOf(answers: Answers): readonly Hint[] {
  const known = holding(answers, false);
  return screen(answers).map((category) => ({ category, open: !known.includes(category) }));
}

/** @param unknown what nobody knows counts as if it were so */
function holding(answers: Answers, unknown: boolean): readonly Screening[] {
  const { kind, cause, info, items, sensitive, persons } = answers;
  const isPersonal = info?.value !== 'confidential';
  const most = isPersonal ? mostPersons(persons, unknown) : 0;
  const holds = (...values: readonly string[]) =>
    isPersonal &&
    [items, sensitive].some((answer) => (unknown && isUnknown(answer)) || values.some((value) => has(answer, value)));
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

/** The number to judge by is the upper bound; without one there is no limit, or what is known at least. */
function mostPersons(persons: Answer | undefined, unknown: boolean): number {
  const value = persons?.value;
  const { low = 0, high } = typeof value === 'number' || typeof value === 'string' ? bounds(value) : {};
  return high ?? (unknown ? Number.POSITIVE_INFINITY : low);
}

function has(answer: Answer | undefined, value: string): boolean {
  return answer !== undefined && answer.value !== null && [answer.value].flat().includes(value);
}

function isUnknown(answer: Answer | undefined): boolean {
  return (answer?.value ?? null) === null;
}

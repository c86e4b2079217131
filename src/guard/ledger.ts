/**
 * The ledger of handling (6.8.4): the lines of the access log, in the words of the annex. What was handled outside the
 * desk, a medium of 甲 for instance, is entered with its number and the day. Pure.
 */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { ledger as words } from '../strings/ledger.ts';
import type { Access, Lang, LoggedAccess } from '../types.ts';

export const handlings = ['receive', 'use', 'copy', 'keep', 'carry', 'return', 'erase'] as const;
export type Handling = (typeof handlings)[number];

export interface Entry {
  readonly line: number;
  /** When it was written into the log. */
  readonly at: number;
  /** The day on which it was handled, where somebody has entered it: `2026-11-20`. */
  readonly on?: string;
  readonly by: string;
  readonly handling: Handling;
  readonly subject: string;
}

const handlingOf: Readonly<Partial<Record<Access['act'], Handling>>> = {
  write: 'receive',
  read: 'use',
  copy: 'copy',
  export: 'carry',
  erase: 'erase',
};

/** @param on the day, `2026-11-20` */
export function entrySubject(handling: Handling, on: string, what: string): string {
  return `ledger:${handling}:${on}:${what}`;
}

const entered = /^ledger:(?<by_hand>[a-z]+):(?:(?<on>\d{4}-\d\d-\d\d):)?(?<what>.+)$/su;
/** No information of 甲: the log itself, the readiness report, our own people and their training, what was masked. */
const own = /^(?:log|inspection|people|training(?::.*)?|masked:.*)$/su;

export function entriesOf(lines: readonly LoggedAccess[]): readonly Entry[] {
  return lines.flatMap((logged) => entryOf(logged) ?? []);
}

function entryOf({ id: line, at, by, act, subject }: LoggedAccess): Entry | undefined {
  const { by_hand: named, on, what } = (act === 'admin' && entered.exec(subject)?.groups) || {};
  const byHand = what === undefined ? undefined : handlings.find((one) => one === named);
  if (byHand && what !== undefined) return { line, at, ...(on && { on }), by, handling: byHand, subject: what };
  const isReturn = act === 'export' && subject.startsWith('contract:');
  const handling = isReturn ? 'return' : handlingOf[act];
  return handling && !own.test(subject) ? { line, at, by, handling, subject } : undefined;
}

/** The day in Japan on which it was handled. */
export function dayOfEntry({ at, on }: Entry): string {
  return on ?? isoOf({ day: momentOf(at).day });
}

export function handlingLabel(handling: Handling, lang: Lang): string {
  return words[handling][lang];
}

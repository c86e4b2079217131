/**
 * The ledger of handling (6.8.4): the lines of the access log, in the words of the annex. What was handled outside the
 * desk, a medium of 甲 for instance, is entered with its number. Pure.
 */
import { ledger as words } from '../strings/ledger.ts';
import type { Access, LoggedAccess } from '../types.ts';

export const handlings = ['receive', 'use', 'copy', 'carry', 'return', 'erase'] as const;
export type Handling = (typeof handlings)[number];

export interface Entry {
  readonly line: number;
  readonly at: number;
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

export function entrySubject(handling: Handling, what: string): string {
  return `ledger:${handling}:${what}`;
}

/** Reading the log itself handles no information of 甲. */
export function entriesOf(lines: readonly LoggedAccess[]): readonly Entry[] {
  return lines.flatMap(({ id: line, at, by, act, subject }) => {
    const { by_hand: named, what } = /^ledger:(?<by_hand>[a-z]+):(?<what>.+)$/su.exec(subject)?.groups ?? {};
    const entered = act === 'admin' && what ? handlings.find((one) => one === named) : undefined;
    const handling = entered ?? handlingOf[act];
    return handling && subject !== 'log' ? [{ line, at, by, handling, subject: what ?? subject }] : [];
  });
}

export function handlingLabel(handling: Handling): string {
  return words[handling].ja;
}

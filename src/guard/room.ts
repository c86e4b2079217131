/** What every part of this room works with. */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { guard as words } from '../strings/guard.ts';
import { say } from '../strings/say.ts';
import type { Access, Lang, LogReader, Person } from '../types.ts';
import type { Rule } from './rules.ts';
import type { KeepDays } from './terms.ts';

/** Backups in the configured place; each rejects where it fails. */
export interface Copies {
  /** Makes one and removes those past their time. @returns when each of them was made */
  readonly make: () => Promise<{ readonly made: number; readonly removed: readonly number[] }>;
  /** Restores the newest one in a scratch place and compares. */
  readonly rehearse: () => Promise<void>;
}

export interface GuardDeps {
  readonly log: LogReader;
  readonly rules: readonly Rule[];
  readonly keep: KeepDays;
  /** Where it is absent, the desk makes no backups by itself. */
  readonly copies?: Copies;
}

/** The desk itself, in the access log. */
export const self = 'tokki';
/** The command line, with its user. */
export const machine = /^cli(?::.*)?$/su;

/** Whose lines these are, as people know them. */
export function nameOf(id: string, people: readonly Person[], lang: Lang): string {
  const door = /^door:(?<name>.+)$/su.exec(id)?.groups?.name;
  if (door !== undefined) return say(words.door, lang, { name: door });
  if (id === self) return words.self[lang];
  if (machine.test(id)) return say(words.operator, lang, { id });
  return people.find((one) => one.id === id)?.name || say(words.unknown, lang, { id });
}

export function readableTime(at: number): string {
  return isoOf(momentOf(at)).replace('T', ' ');
}

export function readableDay(at: number): string {
  return isoOf({ day: momentOf(at).day });
}

export function adminAct(by: string, subject: string, at: number): Access {
  return { at, by, act: 'admin', subject };
}

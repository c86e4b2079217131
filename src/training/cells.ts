/** What the document and the CSV of the evidence both say of a line. */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { evidence as words } from '../strings/evidence.ts';
import { say } from '../strings/say.ts';
import type { Lang, TrainingRecord } from '../types.ts';
import type { EvidenceLine } from './evidence.ts';
import { readExtension } from './extend.ts';

export function stateOf({ done, absent, left, extended }: EvidenceLine, lang: Lang): string {
  const moved = readExtension(extended);
  const missing = absent ? words.open : words.openYet;
  const state = done === undefined ? missing : absent ? words.late : words.completed;
  return [
    state[lang],
    ...(left ? [words.left[lang]] : []),
    ...(moved ? [say(words.extendedTo, lang, { day: moved.to, reason: moved.reason })] : []),
  ].join(lang === 'ja' ? '　' : ', ');
}

export function resultOf({ score, asked }: TrainingRecord, lang: Lang): string {
  return score === undefined || asked === undefined ? words.attended[lang] : say(words.passed, lang, { score, asked });
}

/** Japan time, to the minute. */
export function timeOf(at: number): string {
  return isoOf(momentOf(at)).replace('T', ' ');
}

/** `2026-11-30`, or nothing. */
export function isoDay(day: number | undefined): string {
  return day === undefined ? '' : isoOf({ day });
}

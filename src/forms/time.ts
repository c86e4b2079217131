/** When: Japanese and English expressions of time -> a minute or a day in Japan time. */

import { problems } from '../strings/common.ts';
import type { Text } from '../types.ts';
import { civilOf, dayNumber, isoOf, type Moment, momentOf } from './calendar.ts';
import { type Clock, type DaySaid, type Half, type Said, saidAt } from './time-words.ts';

/** Where a time stands in the folded text, and what it means or why it means nothing. */
export interface FoundTime {
  readonly start: number;
  readonly end: number;
  /** `2026-11-22T15:00`, or `2026-11-22` where only the day was said; JST. */
  readonly value?: string;
  readonly approx?: true;
  readonly problem?: Text;
  /** True for 今 or 夜 alone, which in a story need not tell when it happened. */
  readonly weak?: true;
}

interface Word {
  readonly said: Said;
  readonly start: number;
  readonly end: number;
}

const softBefore = /(?:だいたい|大体|およそ|たぶん|多分|約|about|around|approx\.?|roughly|maybe|probably|~)\s?$/u;
const softAfter = /^\s?(?:ごろ|ころ|頃|くらい|ぐらい|あたり|前後|過ぎ|すぎ|-?ish(?![a-z])|or so(?![a-z]))/u;
const softWithin = /ごろ|頃|くらい|ぐらい|あたり|(?<![a-z])(?:about|around|roughly|maybe|probably)(?![a-z])/u;
/** What may stand between two words of one time: 昨日「の」15時, 20 Nov "at" 14:05, 11/20(金) 14:05. */
const gap =
  /^(?:[\s、,のにはt]|\([月火水木金土日]\)|ごろ|頃|(?<![a-z])(?:at|on|in|of|around|about|the|roughly|maybe|jst)(?![a-z]))*$/u;
const gapLimit = 12;
const day = 1440;
/** A clock may be a little fast. */
const tolerance = 5;
/** 12/20 said in November is last year's; 11/25 said on 22 November is a slip. */
const slipDays = 65;

/**
 * All times of a text, in order.
 * @param text folded
 * @param now when it was said, in milliseconds since the epoch
 */
export function readTimes(text: string, now: number): readonly FoundTime[] {
  return joined(text, wordsOf(text)).map(({ said, start, end }) => {
    const before = softBefore.exec(text.slice(Math.max(0, start - gapLimit), start))?.[0] ?? '';
    const after = softAfter.exec(text.slice(end, end + gapLimit))?.[0] ?? '';
    const soft = before !== '' || after !== '' || softWithin.test(text.slice(start, end));
    const place = { start: start - before.length, end: end + after.length };
    return { ...place, ...(said.weak && { weak: said.weak }), ...resolved(said, soft, momentOf(now)) };
  });
}

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (let start = 0; start < text.length; ) {
    const found = saidAt(text, start);
    if (found) words.push({ ...found, start });
    start = found?.end ?? start + 1;
  }
  return words;
}

/** Puts neighbours that tell different parts of one time together: 昨日 + 15時. */
function joined(text: string, words: readonly Word[]): readonly Word[] {
  const times: Word[] = [];
  for (const word of words) {
    const last = times.at(-1);
    const between = last && text.slice(last.end, word.start);
    if (
      last &&
      between !== undefined &&
      between.length <= gapLimit &&
      gap.test(between) &&
      joinable(last.said, word.said)
    ) {
      times[times.length - 1] = { said: merged(last.said, word.said), start: last.start, end: word.end };
    } else times.push(word);
  }
  return times;
}

function joinable(a: Said, b: Said): boolean {
  if (a.minutesAgo !== undefined || b.minutesAgo !== undefined) return false;
  return !(a.day && b.day) && !(a.clock && b.clock) && !(a.usual !== undefined && b.usual !== undefined);
}

function merged(a: Said, b: Said): Said {
  const { weak: _, ...said } = { ...a, ...b };
  // "last night at 2am" is the night, whose small hours belong to the next day.
  return a.half === 'night' && b.half === 'am' ? { ...said, half: 'night' } : said;
}

function resolved(said: Said, soft: boolean, now: Required<Moment>): Pick<FoundTime, 'value' | 'approx' | 'problem'> {
  if (said.future) return { problem: problems.future };
  const guessed = said.clock === undefined && said.usual !== undefined;
  const approx = soft || said.approx || guessed;
  const moment = momentSaid(said, now);
  return 'problem' in moment ? moment : { value: isoOf(moment), ...(approx && { approx }) };
}

function momentSaid(said: Said, now: Required<Moment>): Moment | { readonly problem: Text } {
  if (said.minutesAgo !== undefined) return minutesBefore(now, said.minutesAgo);
  if (said.clock && !isClock(said.clock)) return { problem: problems.impossible };
  const base = said.day ? daySaid(said.day, now.day) : now.day;
  if (base === undefined) return { problem: problems.impossible };
  const minutes = minutesSaid(said);
  if (minutes.length === 0) return base > now.day ? { problem: problems.future } : { day: base };
  // Without a day, the last time the clock showed that hour.
  const days = said.day ? [base] : [base, base - 1];
  const moments = days.flatMap((at) => minutes.map((minute) => carried(at, minute)));
  const past = moments.find((moment) => !isAfter(moment, now));
  if (past) return past;
  // 今朝 said at seven: the usual hour of the morning is still to come.
  return said.clock === undefined && base === now.day ? now : { problem: problems.future };
}

function isClock({ hours, minutes }: Clock): boolean {
  return hours <= 29 && minutes <= 59;
}

/** The minutes of the day that are meant, the likeliest first. None where only a day was said. */
function minutesSaid({ clock, half, usual, day: said }: Said): readonly number[] {
  if (clock) return hoursMeant(clock, half, said?.date !== undefined).map((hours) => hours * 60 + clock.minutes);
  return usual === undefined ? [] : [usual * 60];
}

function hoursMeant({ hours, exact }: Clock, half: Half | undefined, isDated: boolean): readonly number[] {
  if (hours > 12 || (exact && !half)) return [hours];
  if (half === 'am') return [hours % 12];
  if (half === 'pm') return [(hours % 12) + 12];
  if (half === 'night' && hours >= 6 && hours < 12) return [hours + 12];
  // 昨日の深夜1時 is the night after yesterday; 11/20の深夜1時 is of that date.
  if (half === 'night') return isDated && hours < 12 ? [hours] : [(hours % 12) + 24, hours % 12];
  // 「3時ごろ」 in an office is the afternoon.
  return hours >= 1 && hours <= 6 ? [hours + 12, hours] : [hours];
}

function daySaid(said: DaySaid, today: number): number | undefined {
  if (said.daysAgo !== undefined) return today - said.daysAgo;
  if (said.weekday !== undefined) return weekdaySaid(said.weekday, said.weeksAgo, today);
  const now = civilOf(today);
  const { month, date = 1 } = said;
  if (month === undefined) {
    const thisMonth = said.monthsAgo ? undefined : dayNumber(now.year, now.month, date);
    if (thisMonth !== undefined && thisMonth <= today) return thisMonth;
    return now.month === 1 ? dayNumber(now.year - 1, 12, date) : dayNumber(now.year, now.month - 1, date);
  }
  const year = said.year ?? now.year - (said.yearsAgo ?? 0);
  const exact = dayNumber(year, month, date);
  const mayBeLastYear = said.year === undefined && (exact === undefined || exact - today >= slipDays);
  return mayBeLastYear ? (dayNumber(year - 1, month, date) ?? exact) : exact;
}

function weekdaySaid(weekday: number, weeksAgo: number | undefined, today: number): number {
  const current = civilOf(today).weekday;
  if (weeksAgo === undefined) return today - ((current - weekday + 7) % 7);
  // On a Sunday the working week is over: 先週の金曜 is the day before yesterday.
  const monday = today + (current === 0 ? 1 : 1 - current);
  const said = monday + ((weekday + 6) % 7) - 7 * weeksAgo;
  return said > today || (said === today && weeksAgo > 0) ? said - 7 : said;
}

function minutesBefore(now: Required<Moment>, minutes: number): Moment {
  return carried(now.day, now.minute - minutes);
}

function carried(at: number, minute: number): Required<Moment> {
  const days = Math.floor(minute / day);
  return { day: at + days, minute: minute - days * day };
}

function isAfter(moment: Required<Moment>, now: Required<Moment>): boolean {
  return moment.day * day + moment.minute > now.day * day + now.minute + tolerance;
}

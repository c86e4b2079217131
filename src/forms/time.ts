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

const softBefore =
  /(?:だいたい|大体|およそ|たぶん|多分|約|about|around|approx\.?|roughly|maybe|probably|between|~)\s?$/u;
const softAfter = /^\s?(?:ごろ|ころ|頃|くらい|ぐらい|あたり|前後|過ぎ|すぎ|-?ish(?![a-z])|or so(?![a-z]))/u;
const softWithin = /ごろ|頃|くらい|ぐらい|あたり|(?<![a-z])(?:about|around|roughly|maybe|probably)(?![a-z])/u;
/** What may stand between two words of one time: 昨日「の」15時, 20 Nov "at" 14:05, 11/20(金) 14:05. */
const gap =
  /^(?:[\s、,のにはt]|\([月火水木金土日]\)|ごろ|頃|(?<![a-z])(?:at|on|in|of|around|about|the|roughly|maybe|jst)(?![a-z]))*$/u;
const gapLimit = 12;
/** What stands between two times of which either may be meant: 昨日「か」今日, 3pm "or" 4pm. */
const either = /^\s?(?:か|それとも|or|to|~|-)\s?$/u;
const between = /(?<![a-z])between (?:about |around )?$/u;
const day = 1440;
/** A clock may be a little fast. */
const tolerance = 5;
/** 12/20 said in November is last year's; 11/25 said on 22 November is a slip. */
const slipDays = 65;
/** Before this minute of the day, 今日 and "tonight" may still be the day on which one was awake. */
const waking = 5 * 60;

/**
 * All times of a text, in order.
 * @param text folded
 * @param now when it was said, in milliseconds since the epoch
 */
export function readTimes(text: string, now: number): readonly FoundTime[] {
  return firsts(text, joined(text, wordsOf(text))).map(({ said, start, end }) => {
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
    const space = last && text.slice(last.end, word.start);
    if (last && space !== undefined && space.length <= gapLimit && gap.test(space) && joinable(last.said, word.said)) {
      times[times.length - 1] = { said: merged(last.said, word.said), start: last.start, end: word.end };
    } else times.push(word);
  }
  return times;
}

/** Of two times that stand for one ("3pm or 4pm yesterday") the first; an English day may be said at the end. */
function firsts(text: string, times: readonly Word[]): readonly Word[] {
  const first: Word[] = [];
  for (const time of times) {
    const last = first.at(-1);
    if (last && isEither(text, last, time)) {
      const isEnglish = /[a-z]/u.test(text.slice(last.start, time.end));
      const day = isEnglish && time.said.day ? { day: time.said.day } : {};
      first[first.length - 1] = { said: { ...day, ...last.said, approx: true }, start: last.start, end: time.end };
    } else first.push(time);
  }
  return first;
}

function isEither(text: string, a: Word, b: Word): boolean {
  if (joinable(a.said, b.said)) return false;
  const word = text.slice(a.end, b.start);
  return (
    either.test(word) || (word === ' and ' && between.test(text.slice(Math.max(0, a.start - 2 * gapLimit), a.start)))
  );
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
  if (said.undated && !said.day) return { problem: problems.time };
  const moment = momentSaid(said, now);
  const guessed = said.clock === undefined && said.usual !== undefined && !('problem' in moment) && 'minute' in moment;
  const approx = soft || said.approx || guessed;
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
  const isSure = said.day && (said.day.daysAgo !== 0 || now.minute >= waking);
  const days = isSure ? [base] : [base, base - 1];
  const moments = days.flatMap((at) => minutes.map((minute) => carried(at, minute)));
  const past = moments.find((moment) => !isAfter(moment, now));
  if (past) return past;
  // 今朝 said at seven: the usual hour of the morning is still to come, and only the day is sure.
  return said.clock === undefined && base === now.day ? { day: base } : { problem: problems.future };
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
  if (said.monthsAgo && said.date === undefined) {
    const first = dayNumber(now.year, now.month, 1);
    return first === undefined ? undefined : first - 1;
  }
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
  const monday = today + (current === 0 && weeksAgo > 0 ? 1 : 1 - (current || 7));
  const said = monday + ((weekday + 6) % 7) - 7 * weeksAgo;
  return said === today && weeksAgo > 0 ? said - 7 : said;
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

/** The words for days and hours, in Japanese and English. Each rule reads one of them; time.ts puts them together. */
import { figure, figureWord } from './figures.ts';

/** A calendar day as it was said; what is missing is found from the day on which it was said. */
export interface DaySaid {
  readonly year?: number;
  readonly month?: number;
  readonly date?: number;
  readonly yearsAgo?: number;
  /** Without a date: the last day of that month. */
  readonly monthsAgo?: number;
  readonly daysAgo?: number;
  /** 0 is Sunday. */
  readonly weekday?: number;
  /** 先週の金曜 is 1, 今週の金曜 0 (it may be still to come); without it the weekday that was last. */
  readonly weeksAgo?: number;
}

/** The part of the day, which tells 3時 in the afternoon from 3時 in the night. */
export type Half = 'am' | 'pm' | 'night';

export interface Clock {
  /** 24 to 29 are the hours after midnight, as in 25時. */
  readonly hours: number;
  readonly minutes: number;
  /** Written as 14:05: the hour is not guessed to be one of the afternoon. */
  readonly exact?: true;
}

/** What one word says of a time. */
export interface Said {
  readonly day?: DaySaid;
  readonly clock?: Clock;
  readonly half?: Half;
  /** The hour that is meant by 夕方 where no hour is said. */
  readonly usual?: number;
  readonly minutesAgo?: number;
  readonly approx?: true;
  readonly future?: true;
  /** 先日: some day, which has to be asked for. */
  readonly undated?: true;
  /** 今, 夜, "now": a time only where it stands with another part or is the whole answer. */
  readonly weak?: true;
}

/** A rule gets the groups of its pattern; a group that did not take part is ''. */
type Rule = readonly [pattern: RegExp, read: (...groups: readonly string[]) => Said];

const digits = '(\\d{1,2}|[〇一二三四五六七八九十]{1,3})';
/** How many, and the other number of 「2、3日前」. */
const count = `(?<![a-z])(\\d{1,3}|[一二三四五六七八九十]{1,3}|a couple(?: of)?|an?|${figureWord})(?:\\s?(?:[、,か~-]|or|to)\\s?(\\d{1,2}|[一二三四五六七八九十]|${figureWord}))?`;
const hour = `(\\d{1,2}|${figureWord})`;
const soft = '(?:くらい|ぐらい|ほど)?';
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?(?![a-z])`;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekday = `(${weekdays.join('|')})(?:s|nes|rs|ur|r)?`;
const kanjiWeek = '日月火水木金土';

const parts: Readonly<Record<string, { readonly half: Half; readonly usual: number }>> = {
  未明: { half: 'am', usual: 3 },
  明け方: { half: 'am', usual: 5 },
  早朝: { half: 'am', usual: 6 },
  朝: { half: 'am', usual: 8 },
  morning: { half: 'am', usual: 8 },
  午前中: { half: 'am', usual: 10 },
  午前: { half: 'am', usual: 10 },
  昼前: { half: 'am', usual: 11 },
  昼休み: { half: 'pm', usual: 12 },
  お昼: { half: 'pm', usual: 12 },
  昼過ぎ: { half: 'pm', usual: 13 },
  昼すぎ: { half: 'pm', usual: 13 },
  昼: { half: 'pm', usual: 12 },
  lunchtime: { half: 'pm', usual: 12 },
  午後: { half: 'pm', usual: 15 },
  afternoon: { half: 'pm', usual: 15 },
  夕方: { half: 'pm', usual: 17 },
  evening: { half: 'pm', usual: 18 },
  真夜中: { half: 'night', usual: 24 },
  夜中: { half: 'night', usual: 24 },
  深夜: { half: 'night', usual: 24 },
  夜: { half: 'night', usual: 20 },
  晩: { half: 'night', usual: 20 },
  night: { half: 'night', usual: 20 },
  am: { half: 'am', usual: 10 },
  pm: { half: 'pm', usual: 15 },
};
const part = `(${Object.keys(parts).join('|')})`;

const calendarDays: readonly Rule[] = [
  rule('(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})日?', (y, m, d) => dated(d, m, Number(y))),
  rule('(?:令和|r)(元|\\d{1,2})[年.](\\d{1,2})[月.](\\d{1,2})日?', (y, m, d) => dated(d, m, 2018 + (Number(y) || 1))),
  rule(`(去年|昨年)の?${digits}月${digits}日`, (_, m, d) => ({ day: { yearsAgo: 1, month: num(m), date: num(d) } })),
  rule(`${digits}月\\s?${digits}日`, (m, d) => dated(d, m)),
  rule('先月の?末|(?:(?:at )?the )?end of last month', () => ({ day: { monthsAgo: 1 }, approx: true })),
  rule(`先月の?${digits}日`, (d) => ({ day: { monthsAgo: 1, date: num(d) } })),
  rule('(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])', (a, b) => (num(a) > 12 ? dated(a, b) : dated(b, a))),
  rule('(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)', (a, b, y) =>
    num(a) > 12 ? dated(a, b, Number(y)) : dated(b, a, Number(y)),
  ),
  rule(`(?<![a-z])${month}\\s?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s(\\d{4}))?`, (m, d, y) => named(m, d, y)),
  rule(`(\\d{1,2})(?:st|nd|rd|th)?\\s?(?:of )?${month}(?:,?\\s(\\d{4}))?`, (d, m, y) => named(m, d, y)),
  rule('(先々週|先週|今週)の?([月火水木金土日])(?:曜日?|(?=$|[\\s、。,の]))', (week, d) => ({
    day: { weekday: kanjiWeek.indexOf(d), weeksAgo: ['今週', '先週', '先々週'].indexOf(week) },
  })),
  rule('([月火水木金土日])曜日?', (d) => ({ day: { weekday: kanjiWeek.indexOf(d) } })),
  rule(`(?<![a-z])this ${weekday}(?:day)?(?![a-z])`, (d) => ({ day: { weekday: weekdays.indexOf(d), weeksAgo: 0 } })),
  rule(`(?<![a-z])${weekday}day(?![a-z])|(?:on|last|past) ${weekday}(?:day)?(?![a-z])`, (a, b) => ({
    day: { weekday: weekdays.indexOf(a || b) },
  })),
];

const relativeDays: readonly Rule[] = [
  rule('明日|あした|明後日|あさって|来週|来月|tomorrow|tmrw|next (?:week|month|year|[a-z]+day)', () => ({
    future: true,
  })),
  rule('今朝|けさ|this morning', () => ({ ...daysAgo(0), half: 'am', usual: 8 })),
  rule('今夜|今晩|tonight|this evening', () => ({ ...daysAgo(0), half: 'night', usual: 20 })),
  rule('this afternoon', () => ({ ...daysAgo(0), half: 'pm', usual: 15 })),
  rule('昨夜|昨晩|ゆうべ|夕べ|(?:last|yesterday) night|yesterday evening', () => ({
    ...daysAgo(1),
    half: 'night',
    usual: 20,
  })),
  rule('先日|せんじつ|この前|こないだ|(?:the )?other day(?![a-z])', () => ({ undated: true })),
  rule('一昨日|おととい|(?:the )?day before yesterday', () => daysAgo(2)),
  rule('昨日|きのう|yesterday', () => daysAgo(1)),
  rule('今日|本日|きょう|today(?![a-z])', () => daysAgo(0)),
  rule(`${count}\\s?(?:日前|days? ago)`, (n, other) => ({
    ...daysAgo(num(n)),
    ...((other || n.startsWith('a couple')) && { approx: true }),
  })),
  rule(`${count}\\s?(?:週間前|weeks? ago)`, (n) => ({ ...daysAgo(7 * num(n)), approx: true })),
  rule('数日前|a few days ago', () => ({ ...daysAgo(3), approx: true })),
  rule('先々週', () => ({ ...daysAgo(14), approx: true })),
  rule('先週|last week', () => ({ ...daysAgo(7), approx: true })),
];

const moments: readonly Rule[] = [
  rule('(?:つい)?さっき|先ほど|さきほど|先程|今しがた|a (?:moment|while) ago', () => ({ minutesAgo: 0, approx: true })),
  rule('たったいま|たった今|(?:just|right) now', () => ({ minutesAgo: 0 })),
  rule('いま(?![すせし])|今|ただいま|只今|(?<![a-z])now(?![a-z])', () => ({ minutesAgo: 0, weak: true })),
  rule('半時間前|half (?:an? )?hour ago', () => ({ minutesAgo: 30, approx: true })),
  rule('an hour or two ago', () => ({ minutesAgo: 60, approx: true })),
  rule('an hour and a half ago', () => ({ minutesAgo: 90, approx: true })),
  rule('数分前|a few min(?:ute)?s ago', () => ({ minutesAgo: 5, approx: true })),
  rule('数時間前|a few hours ago', () => ({ minutesAgo: 180, approx: true })),
  rule(`${count}\\s?時間半${soft}前`, (n) => ({ minutesAgo: 60 * num(n) + 30, approx: true })),
  rule(`${count}\\s?(?:時間${soft}前|(?:hours?|hrs?) ago)`, (n) => ({ minutesAgo: 60 * num(n), approx: true })),
  rule(`${count}\\s?(?:分${soft}前|min(?:ute)?s? ago)`, (n) => ({ minutesAgo: num(n), approx: true })),
];

const clocks: readonly Rule[] = [
  rule(
    `(?:${part}の?\\s?)?(?<![\\d:.])(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d)\\s?(?:([ap])\\.?m\\.?(?![a-z]))?`,
    (p, h, m, ap) => clock(h, m, ap ? `${ap}m` : p, true),
  ),
  rule(`(?:${part}の?\\s?)?${digits}時(?!間)(半|\\s?${digits}分)?`, (p, h, past, m) =>
    clock(h, past === '半' ? '30' : m, p),
  ),
  rule('(\\d{1,2})(?:\\.(\\d{2}))?\\s?([ap])\\.?m\\.?(?![a-z])', (h, m, ap) => clock(h, m, `${ap}m`, true)),
  rule('(?<![\\d:.])(\\d{1,2})h(\\d{2})(?![a-z\\d])', (h, m) => clock(h, m, '', true)),
  rule('(?<=(?<![a-z])(?:between|from) )(\\d{1,2})(?= (?:and|to) \\d{1,2}(?::\\d{2})?\\s?([ap])\\.?m)', (h, ap) =>
    clock(h, '', `${ap}m`),
  ),
  rule(`half past ${hour}(?![a-z\\d])`, (h) => clock(h, '30')),
  rule(`(?:a )?quarter past ${hour}(?![a-z\\d])`, (h) => clock(h, '15')),
  rule(`(?:a )?quarter to ${hour}(?![a-z\\d])`, (h) => clock(String(num(h) - 1 || 12), '45')),
  rule(`(?<![a-z\\d])${hour} ?o'?clock`, (h) => clock(h)),
  rule('(?<![a-z])(?:at|around|about) (\\d{1,2})(?=$|[,.;!?)]|\\s(?:in|on|yesterday|today|this|last)(?![a-z]))', (h) =>
    clock(h),
  ),
  rule('正午|(?<![a-z])(?:noon|midday)(?![a-z])', () => clock('12', '0', '', true)),
  rule('零時|(?<![a-z])midnight(?![a-z])', () => clock('0', '0', '', true)),
  rule(`(?<![a-z])(?:in |at )?(?:the )?${part}(?![a-z])`, (p) => ({ ...parts[p], weak: true })),
  rule(`${digits}日(?!間|前|分|後|本|々|程|曜|以|市|町)`, (d) => ({ day: { date: num(d) } })),
];

const rules = [...calendarDays, ...relativeDays, ...moments, ...clocks];

/** What the word at a place of the folded text says of a time, and where the word ends; the first rule that fits. */
export function saidAt(text: string, start: number): { readonly said: Said; readonly end: number } | undefined {
  for (const [pattern, read] of rules) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match) return { said: read(...match.slice(1).map((group) => group ?? '')), end: pattern.lastIndex };
  }
  return undefined;
}

function rule(pattern: string, read: Rule[1]): Rule {
  return [new RegExp(pattern, 'uy'), read];
}

function num(text: string): number {
  if (text === 'an') return 1;
  if (text.startsWith('a couple')) return 2;
  return figure(text === 'a' ? 'one' : text.replace(/^0+(?=\d)/u, '')) ?? 0;
}

function daysAgo(days: number): { readonly day: DaySaid } {
  return { day: { daysAgo: days } };
}

function dated(date: string, monthNumber: string, year?: number): Said {
  return { day: { ...(year !== undefined && { year }), month: num(monthNumber), date: num(date) } };
}

function named(name: string, date: string, year: string): Said {
  return dated(date, String(months.indexOf(name) + 1), year ? Number(year) : undefined);
}

function clock(hours: string, minutes = '', partOfDay = '', exact = false): Said {
  const half = parts[partOfDay]?.half;
  return { clock: { hours: num(hours), minutes: num(minutes || '0'), ...(exact && { exact }) }, ...(half && { half }) };
}

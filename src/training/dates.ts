/** Days as people read them. */
import { civilOf, isoOf } from '../forms/calendar.ts';
import { readableTime } from '../forms/show.ts';
import type { Lang } from '../types.ts';

const weekdays = { ja: '日月火水木金土', en: 'Sun Mon Tue Wed Thu Fri Sat'.split(' ') };
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `11月20日（金）` / `Fri 20 Nov`; with the year where it is another one than that of `today`. */
export function shortDay(day: number, today: number, lang: Lang): string {
  const { year, month, date, weekday } = civilOf(day);
  if (year !== civilOf(today).year) return longDay(day, lang);
  return lang === 'ja'
    ? `${month}月${date}日（${weekdays.ja[weekday]}）`
    : `${weekdays.en[weekday]} ${date} ${months[month - 1]}`;
}

/** `2026年11月20日（金）` / `Fri 20 Nov 2026` */
export function longDay(day: number, lang: Lang): string {
  return readableTime(isoOf({ day }), false, lang);
}

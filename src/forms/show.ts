/** Steps and answers as people see them. */
import { common } from '../strings/common.ts';
import { listed } from '../strings/say.ts';
import type { Answer, Answers, Input, Lang, Option } from '../types.ts';
import { civilOf, readIso, two } from './calendar.ts';
import { isSkipped, offered } from './engine.ts';
import { optionsOf, type Step } from './form.ts';
import { bounds } from './numbers.ts';

const weekdays = { ja: '日月火水木金土', en: 'Sun Mon Tue Wed Thu Fri Sat'.split(' ') };
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * A step as the Input of a Reply. What is already answered stands in `values`; a datetime as `2026-11-22T15:00` (JST).
 * @param id comes back as the id of the Choice
 */
export function inputOf(step: Step, id: string, answers: Answers, lang: Lang): Input {
  // The ranges of a number are buttons beside its field, not options of it.
  const choices = step.kind === 'number' ? [] : offered(step, answers);
  const options: readonly Option[] = choices.map(({ value, label }) => ({ value, label: label[lang] }));
  const given = answers[step.id];
  return {
    id,
    kind: step.kind,
    label: step.question[lang],
    ...(options.length > 0 && { options }),
    ...(given && given.value !== null && !isSkipped(given) && { values: [given.value].flat().map(String) }),
    ...(step.hint && { hint: step.hint[lang] }),
    ...(step.kind === 'text' && { max: step.max }),
  };
}

/** An answer as people read it: `約300人` / `about 300 people`. */
export function readable(step: Step, answer: Answer, lang: Lang): string {
  const { value, approx = false } = answer;
  if (value === null) return common.unknown[lang];
  if (isSkipped(answer)) return common.notGiven[lang];
  if (step.kind === 'number')
    return readableAmount(value, approx, lang === 'en' && value === 1 ? step.unit.one : step.unit[lang], lang);
  if (step.kind === 'datetime') return readableTime(String(value), approx, lang);
  if (step.kind === 'text') return String(value);
  const labels = new Map(optionsOf(step).map((option) => [option.value, option.label[lang]]));
  return listed(
    [value].flat().map((one) => labels.get(String(one)) ?? String(one)),
    lang,
  );
}

/** A time in Japan: `2026年11月22日（日）15:00ごろ（JST）` / `Sun 22 Nov 2026, about 15:00 JST`. */
export function readableTime(iso: string, approx: boolean, lang: Lang): string {
  const moment = readIso(iso);
  if (!moment) return iso;
  const { year, month, date, weekday } = civilOf(moment.day);
  const { minute } = moment;
  const clock = minute === undefined ? '' : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  if (lang === 'ja') {
    const about = approx ? 'ごろ' : '';
    return `${year}年${month}月${date}日（${weekdays.ja[weekday]}）${clock}${about}${clock && '（JST）'}`;
  }
  const day = `${weekdays.en[weekday]} ${date} ${months[month - 1]} ${year}`;
  const about = approx ? 'about ' : '';
  return clock ? `${day}, ${about}${clock} JST` : `${about}${day}`;
}

function readableAmount(value: Exclude<Answer['value'], null>, approx: boolean, unit: string, lang: Lang): string {
  const { low, high } = typeof value === 'object' ? {} : bounds(value);
  const show = (figure: number | undefined) => (figure ?? 0).toLocaleString('en-US');
  if (lang === 'ja') {
    const about = approx ? '約' : '';
    if (low === high) return `${about}${show(low)}${unit}`;
    if (low === undefined) return `${show(high)}${unit}まで`;
    return high === undefined ? `${show(low)}${unit}以上` : `${about}${show(low)}〜${show(high)}${unit}`;
  }
  const about = approx ? 'about ' : '';
  if (low === high) return `${about}${show(low)} ${unit}`;
  if (low === undefined) return `up to ${show(high)} ${unit}`;
  return high === undefined ? `${show(low)} ${unit} or more` : `${about}${show(low)}–${show(high)} ${unit}`;
}

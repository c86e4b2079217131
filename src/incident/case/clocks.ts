/** How much time there is: computed from what is known, never stored. What may apply is said; 甲 decides. */
import { type CompanyDays, lastOpenBefore, nextOpen } from '../../calendar/closed.ts';
import { isoOf, momentOf, readIso } from '../../forms/calendar.ts';
import type { Answers, Report, ReportEvent } from '../../types.ts';
import { screen } from '../screening.ts';
import type { Deadline } from './deadlines.ts';

export interface Clock {
  readonly rule: Deadline;
  /** For a guideline that is a range: its first day. */
  readonly first?: number;
  /** The last day, as in src/forms/calendar.ts. */
  readonly day: number;
  /** When it ends; a day ends at midnight in Japan. */
  readonly due: number;
  /** Where the last day is a company holiday: the last one before it on which the company works. */
  readonly before?: number;
  /** When it was met. */
  readonly met?: number;
  /** Something in the answers speaks for it; without, it is shown for the case that 甲 finds that it applies. */
  readonly applies: boolean;
}

const hour = 3_600_000;

/**
 * The clocks of a case by the rules of the day on which it became known, those that end first at the head.
 * @param company holidays that move no end, as no rule knows them, but leave less time before it
 */
export function clocksOf(
  rules: readonly Deadline[],
  report: Pick<Report, 'answers' | 'filed'>,
  events: readonly ReportEvent[],
  company?: CompanyDays,
): readonly Clock[] {
  const categories: readonly string[] = screen(report.answers);
  const known = knownDay(report);
  const iso = isoOf({ day: known });
  const told = firstReport(events, () => true);
  const written = firstReport(events, (channel) => channel !== 'phone');
  const named = (list: readonly string[] | undefined) => list?.some((category) => categories.includes(category));
  return rules
    .filter(({ since, until = '9999' }) => since <= iso && iso <= until)
    .filter((rule) => !named(rule.not) && named(rule.only) !== false)
    .map((rule): Clock => {
      const start = rule.from === 'told' && told !== undefined ? momentOf(told).day : known;
      const met = rule.met === 'reported' ? told : rule.met === 'written' ? written : undefined;
      const applies = named(rule.may) ?? true;
      return { rule, applies, ...end(rule, report.filed, start, company), ...(met !== undefined && { met }) };
    })
    .sort((a, b) => a.due - b.due);
}

/** The day on which anybody here knew (day 1): when it was noticed, at the latest when it was filed. */
export function knownDay({ answers, filed }: Pick<Report, 'answers' | 'filed'>): number {
  const { value } = (answers satisfies Answers).found ?? {};
  const found = typeof value === 'string' ? readIso(value)?.day : undefined;
  return Math.min(found ?? Number.POSITIVE_INFINITY, momentOf(filed).day);
}

function end({ within, closed }: Deadline, filed: number, start: number, company?: CompanyDays) {
  if ('hours' in within) {
    const due = filed + within.hours * hour;
    return { due, day: momentOf(due).day };
  }
  const last = start + within.days - 1;
  const day = closed === 'next_open' ? nextOpen(last) : last;
  const before = company && lastOpenBefore(day, start, company);
  return {
    day,
    due: midnightAfter(day),
    ...(before !== undefined && { before }),
    ...(within.first !== undefined && { first: start + within.first - 1 }),
  };
}

/** By when it has to be done by those who work here. */
export function neededBy({ due, before }: Clock): number {
  return before === undefined ? due : midnightAfter(before);
}

/** The instant at which a day ends in Japan. */
export function midnightAfter(day: number): number {
  return (day + 1) * 24 * hour - 9 * hour;
}

/** When 甲 was told first: what was recorded, not when it was recorded. */
function firstReport(events: readonly ReportEvent[], by: (channel: unknown) => boolean): number | undefined {
  const times = events
    .filter(({ act, detail }) => act === 'reported' && by(detail?.channel?.value))
    .map(({ detail, at }) => instantOf(detail?.when?.value) ?? at);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** An answer such as `2026-11-23T15:00` (JST) as milliseconds; a day counts from its beginning. */
export function instantOf(value: unknown): number | undefined {
  const moment = typeof value === 'string' ? readIso(value) : undefined;
  return moment && (moment.day * 1440 + (moment.minute ?? 0)) * 60_000 - 9 * hour;
}

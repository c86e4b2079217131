/** What the record of Art. 11 holds: who was trained on what, when and how, and who was not (yet). Pure but for reading. */
import { instantOf, japan, localOf } from '../calendar/zone.ts';
import { civilOf, dayNumber, isoOf } from '../forms/calendar.ts';
import type { Course } from '../knowledge/types.ts';
import type { Assignment, Desk, Person, Trainee, TrainingEvent, TrainingRecord, TrainingSession } from '../types.ts';
import { all } from './pages.ts';

/** A course and the days that are looked at, both included. */
export interface Period {
  readonly course: Course;
  readonly from: number;
  readonly to: number;
}

/** What became of one person in the period. */
export interface EvidenceLine {
  readonly person: Person;
  readonly left: boolean;
  readonly due?: number;
  /** The day on which it was done. */
  readonly done?: number;
  readonly record?: TrainingRecord;
  /** It was not done by the last day. */
  readonly absent: boolean;
  readonly extended?: string;
}

export interface Evidence extends Period {
  readonly lines: readonly EvidenceLine[];
  readonly sessions: readonly TrainingSession[];
  /** Who has confirmed the records of the period, the newest last. */
  readonly confirmations: readonly TrainingEvent[];
  readonly names: ReadonlyMap<string, string>;
}

/** The financial year (April to March) that begins in a year. */
export function yearOf(year: number): { readonly from: number; readonly to: number } {
  return { from: dayNumber(year, 4, 1) ?? 0, to: dayNumber(year + 1, 3, 31) ?? 0 };
}

/** The financial year of a day. */
export function financialYear(day: number): number {
  const { year, month } = civilOf(day);
  return month >= 4 ? year : year - 1;
}

/** @param mayShow whose records may be shown */
export async function gather(
  desk: Desk,
  period: Period,
  today: number,
  mayShow: (person: Person) => boolean,
): Promise<Evidence> {
  const { course, from, to } = period;
  const since = instantOf(from, 0, japan);
  const until = instantOf(to + 1, 0, japan);
  const people = (await all(desk, { leavers: true })).filter(({ person }) => mayShow(person));
  const records = Map.groupBy(await desk.trainings({ course: course.id, since, until }), ({ person }) => person);
  const assignments = Map.groupBy(await desk.assignments({ course: course.id, from, to }), ({ person }) => person);
  const events = await desk.trainingEvents({ course: course.id });
  const extensions = Map.groupBy(
    events.filter(({ act }) => act === 'extended'),
    ({ person }) => person ?? '',
  );
  const late = await later(desk, course.id, [...assignments.values()].flat(), until);
  const lines = people.flatMap((trainee) => {
    const id = trainee.person.id;
    const own = [...(records.get(id) ?? []), ...(late.get(id) ?? [])];
    return linesOf(trainee, own, assignments.get(id) ?? [], extensions.get(id)?.at(-1)?.detail, today);
  });
  const sessions = await desk.sessions([...new Set(lines.flatMap(({ record }) => record?.session ?? []))]);
  const key = periodKey(period);
  const confirmations = events.filter(({ act, detail }) => act === 'confirmed' && detail === key);
  const names = await desk.names([...new Set([...sessions, ...confirmations].map(({ by }) => by))]);
  return { ...period, lines, sessions, confirmations, names };
}

/** Names a period where it is confirmed: `2026-04-01..2027-03-31`. */
export function periodKey({ from, to }: Pick<Period, 'from' | 'to'>): string {
  return `${isoOf({ day: from })}..${isoOf({ day: to })}`;
}

/** Records of make-up sessions after the period, for what fell due within it. */
async function later(desk: Desk, course: string, assignments: readonly Assignment[], until: number) {
  const wanted = new Set(
    assignments.flatMap(({ record, closed }) => (closed !== undefined && closed >= until && record ? record : [])),
  );
  if (wanted.size === 0) return new Map<string, TrainingRecord[]>();
  const records = await desk.trainings({ course, since: until });
  return Map.groupBy(
    records.filter(({ id }) => wanted.has(id)),
    ({ person }) => person,
  );
}

/** One line for each assignment, and one for each record that fulfils none of them. */
function linesOf(
  { person, left: leftAt }: Trainee,
  records: readonly TrainingRecord[],
  assignments: readonly Assignment[],
  extended: string | undefined,
  today: number,
): readonly EvidenceLine[] {
  const left = leftAt !== undefined;
  const counted = assignments.filter(({ closed, record }) => closed === undefined || record !== undefined);
  const used = new Set(counted.flatMap(({ record }) => record ?? []));
  const dayOf = (at: number) => localOf(at, japan).day;
  const assigned = counted.map((one): EvidenceLine => {
    const record = records.find(({ id }) => id === one.record);
    const done = record ? dayOf(record.at) : undefined;
    const absent = done === undefined ? one.due < today : done > one.due;
    return {
      person,
      left,
      due: one.due,
      absent,
      ...(record && { record }),
      ...(done !== undefined && { done }),
      ...(extended && { extended }),
    };
  });
  const others = records
    .filter(({ id }) => !used.has(id))
    .map((record) => ({ person, left, record, done: dayOf(record.at), absent: false }));
  // Who left before the last day without having taken it was not absent.
  return [...assigned.filter((one) => one.done !== undefined || !left || (one.due ?? 0) <= dayOf(leftAt)), ...others];
}

export interface Rate {
  readonly contract: string;
  readonly people: number;
  readonly done: number;
}

/** How many have done it, for each contract; a person of two contracts counts in both. Empty name: no contract. */
export function ratesOf({ lines }: Pick<Evidence, 'lines'>): readonly Rate[] {
  const byPerson = Map.groupBy(
    lines.filter(({ left, done }) => !left || done !== undefined),
    ({ person }) => person.id,
  );
  const rates = new Map<string, { people: number; done: number }>();
  for (const own of byPerson.values()) {
    const contracts = own[0]?.person.contracts ?? [];
    const isDone = own.some(({ done }) => done !== undefined) ? 1 : 0;
    for (const contract of contracts.length > 0 ? contracts : ['']) {
      const rate = rates.get(contract) ?? { people: 0, done: 0 };
      rates.set(contract, { people: rate.people + 1, done: rate.done + isDone });
    }
  }
  return [...rates]
    .map(([contract, rate]) => ({ contract, ...rate }))
    .toSorted((a, b) => (a.contract < b.contract ? -1 : 1));
}

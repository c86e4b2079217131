/** Training (Art. 11): who has to take which course until when, and what was done. A day counts from 1970-01-01. */
import type { Lang, Person } from './message.ts';

/** Why a course has to be taken. */
export type DutyReason = 'start' | 'renewal' | 'incident' | 'order';

/** A course that a person has to take until a day. Of one person and course at most one is open. */
export interface Assignment {
  readonly person: string;
  readonly course: string;
  /** The day on which it began, in the person's time zone; with person and course its name. */
  readonly since: number;
  /** Counts its changes; 1 when assigned. */
  readonly edition: number;
  readonly due: number;
  readonly reason: DutyReason;
  /** When it was done, or fell away because the course is no longer the person's; open without it. */
  readonly closed?: number;
  /** The record that fulfils it. */
  readonly record?: string;
}

/** How a course was taken: step by step with Tokki, in a classroom, or read and confirmed by the person. */
export type Means = 'chat' | 'classroom' | 'read';

/** Evidence that a person was trained. Never changed, and kept when the person leaves. */
export interface TrainingRecord {
  readonly id: string;
  readonly person: string;
  readonly course: string;
  /** The version of the course and the SHA-256 of its file. */
  readonly version: number;
  readonly material: string;
  readonly at: number;
  readonly means: Means;
  readonly minutes: number;
  readonly lang: Lang;
  /** Right answers, and how many were asked; absent where nothing was asked. */
  readonly score?: number;
  readonly asked?: number;
  /** When the person pressed the button that confirms having read all of it. */
  readonly read?: number;
  /** The classroom session. */
  readonly session?: string;
}

/** A session in a classroom, as recorded by the one who is responsible for it. */
export interface TrainingSession {
  readonly id: string;
  readonly course: string;
  /** When it was held. */
  readonly at: number;
  readonly minutes: number;
  readonly place: string;
  readonly theme: string;
  readonly trainer: string;
  /** Who recorded it. */
  readonly by: string;
}

/** A line of the append-only journal of training. `act` is a word such as `extended`; `detail` is kept encrypted. */
export interface TrainingEvent {
  /** Makes the line unique: what has led to it. */
  readonly key: string;
  readonly at: number;
  readonly by: string;
  readonly act: 'assigned' | 'extended' | 'attempt' | 'confirmed';
  readonly course: string;
  /** Whom it concerns; absent for what concerns a course as a whole. */
  readonly person?: string;
  readonly detail?: string;
}

/** When a person was last told, so that nobody hears the same twice. Days in the person's time zone. */
export interface ReminderState {
  /** The day of the last reminder of the person's own courses, and of the last digest of others. */
  readonly reminded?: number;
  readonly digested?: number;
  /** The day until which the person wants to hear nothing, and how often that was asked since a course was done. */
  readonly snoozed?: number;
  readonly snoozes?: number;
}

/** A change of a ReminderState: what is named is set, null takes it away. */
export interface ReminderChange {
  readonly person: string;
  readonly reminded?: number;
  readonly digested?: number;
  readonly snoozed?: number | null;
  readonly snoozes?: number;
}

/** A person with all that decides about courses and reminders. */
export interface Trainee {
  readonly person: Person;
  /** The day on which the person joined, in Japan. */
  readonly joined: number;
  /** When the person left; absent for who works here. */
  readonly left?: number;
  /** Of each course the newest. */
  readonly assignments: readonly Assignment[];
  readonly state: ReminderState;
}

/** Which people to look at, in the order of their ids. All conditions hold together. */
export interface TraineeQuery {
  /** Only people behind this id, and at most so many. */
  readonly after?: string;
  readonly limit: number;
  readonly ids?: readonly string[];
  readonly zone?: string;
  /** People whose manager is one of these. */
  readonly managers?: readonly string[];
  /** People without a manager who work for one of these contracts. */
  readonly unmanaged?: readonly string[];
  /** People who work for one of these contracts. */
  readonly contracts?: readonly string[];
  /**
   * People with an assignment due until that day that is open or, where it is asked of whose team they are, was closed
   * after `since`.
   */
  readonly due?: { readonly until: number; readonly since: number };
  /** People who have left too. */
  readonly leavers?: true;
}

/** Records of a course, oldest first. `since` and `until` are instants; the latter is not included. */
export interface RecordQuery {
  readonly course?: string;
  readonly person?: string;
  readonly since?: number;
  readonly until?: number;
}

/** A course that a person is taking in a conversation. */
export interface OpenCourse {
  readonly course: string;
  /** Tells this taking from another one; stands in the ids of its buttons, and decides which questions are drawn. */
  readonly key: string;
  /** The version that was begun. */
  readonly version: number;
  readonly started: number;
  /** When it was last worked on, and for how long altogether; long breaks do not count. */
  readonly last: number;
  readonly active: number;
  /** The section that is shown, counted from 0; past the last one: the quiz. */
  readonly section: number;
  /** When the person has confirmed to have read all sections. */
  readonly read?: number;
  /** Counts from 1 with each quiz; 0 before the first. */
  readonly attempt: number;
  /** The options chosen, by question, in order. */
  readonly answers: Readonly<Record<string, string>>;
  readonly paused?: true;
}

/** Assignments of a course, by the days on which they fall due; `to` is included. */
export interface AssignmentQuery {
  readonly course?: string;
  readonly person?: string;
  readonly from?: number;
  readonly to?: number;
}

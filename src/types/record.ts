/** What is kept. */
import type { Address, Lang, Text, Verdict } from './message.ts';
import type { OpenCourse } from './training.ts';

/** An answer to a form step. `value` null: the person does not know. `approx`: "about", "around". */
export interface Answer {
  readonly value: string | number | readonly string[] | null;
  readonly approx?: true;
  /** True where Tokki took it from a story and nobody has confirmed it yet. */
  readonly assumed?: true;
}

/** Answers by step id, in the order in which they were given. */
export type Answers = Readonly<Record<string, Answer>>;

/** A form that a person is filling in. The current step is not stored: it is the first that applies and has no answer. */
export interface OpenForm {
  readonly form: string;
  /** Tells this filling from another one; stands in the ids of its buttons. */
  readonly key: string;
  readonly answers: Answers;
  /** What the person told in free words, in order, masked by the privacy guard. */
  readonly told: readonly string[];
  readonly started: number;
  /** A step that the person has asked to answer again. */
  readonly editing?: string;
  /** The person has left the form open for later. */
  readonly paused?: true;
  /** The person was asked whether to cancel it: the next word is the answer to that. */
  readonly confirming?: 'cancel';
  /** The person has seen all answers, and nothing has changed since. */
  readonly reviewed?: true;
  readonly link?: string;
}

/** What the last answer was about, so that a follow-up question can be understood. */
export interface Topic {
  readonly provision: string;
  readonly case: string;
  readonly text: string;
  readonly turns: number;
}

export interface Conversation {
  readonly address: Address;
  /** Counts the commits; 0 is a conversation that was never stored. */
  readonly version: number;
  /** Who spoke there last. */
  readonly person?: string;
  readonly lang: Lang;
  readonly topic?: Topic;
  readonly form?: OpenForm;
  /** Stands beside an open form: a report can be filed in the middle of a course. */
  readonly course?: OpenCourse;
  readonly awaited?: Awaited;
}

/** How far a case is: 受付 → 確認 → 甲へ第一報 → 対応中 → 完了; or a near miss (ヒヤリ・ハット), which may become a case again. */
export type Status = 'received' | 'confirmed' | 'reported' | 'handling' | 'closed' | 'near_miss';

/** A report, and the case that it becomes. What has been done about it stands in its timeline and its tasks. */
export interface Report {
  /** `2026-0001`: the year in JST and a serial number without gaps. */
  readonly number: string;
  /** Counts the commits; 1 when filed. One that does not follow the stored one is refused. */
  readonly version: number;
  /** Counts the amendments of answers; 1 when filed. */
  readonly edition: number;
  readonly status: Status;
  /** The id of the person who has taken it; he may have left meanwhile. */
  readonly owner?: string;
  readonly kind: string;
  readonly reporter: string;
  readonly contract: string;
  readonly filed: number;
  readonly address: Address;
  readonly form: string;
  readonly formVersion: number;
  /** The hash of the annex that was in force when it was filed. */
  readonly annex: string;
  readonly answers: Answers;
  readonly told: readonly string[];
  readonly link?: string;
}

/** A line of a report's append-only timeline: who did what. What was told with it is kept encrypted. */
export interface ReportEvent {
  readonly report: string;
  readonly at: number;
  /** A person's id; empty where Tokki did it by itself. */
  readonly by: string;
  /** A word such as `filed` or `amended`. */
  readonly act: string;
  /** The answers to the form of the act, or what it was about. */
  readonly detail?: Answers;
  /** Where answers were amended: those that stood there before. A step that had none is absent. */
  readonly before?: Answers;
}

/** What a task serves: a fact that is still open, the report to 甲 (16.1), the damage (16.2), the persons, publication, prevention (16.3). */
export type Area = 'facts' | 'report' | 'contain' | 'persons' | 'publish' | 'prevent' | 'instruction';

/** Something that has to be done about a report. */
export interface Task {
  readonly report: string;
  /** Counts from 1 within its report. */
  readonly id: number;
  readonly area: Area;
  /** Where it comes from: `answer:<step>`, `playbook:<kind>:<id>`, `instruction`. */
  readonly source: string;
  readonly title: Text;
  readonly owner?: string;
  readonly due: number;
  readonly state: 'open' | 'done' | 'not_applicable';
  /** How it was done, or why it does not apply. */
  readonly note?: string;
}

/** What was asked and what was answered; both texts are kept encrypted. */
export interface Question {
  readonly key: string;
  readonly at: number;
  readonly person: string;
  readonly lang: Lang;
  readonly text: string;
  readonly intent: Intent;
  readonly verdict?: Verdict;
  readonly citations: readonly string[];
  readonly confidence: 'sure' | 'middle' | 'none';
  /** What the desk has answered. */
  readonly answer?: string;
  /** A language model has worded the answer. */
  readonly ai?: true;
  /** Who has worded the answer: people, a language model, or nobody but the desk itself. Counted, and not kept. */
  readonly by?: 'guidance' | 'model' | 'fixed';
}

/** What becomes of a question: handed over to people, answered by one of them, rated, and why. */
export type QuestionAct = 'handed' | 'answered' | 'up' | 'down' | 'reason' | 'comment';

/** A line of a question's timeline. */
export interface QuestionEvent {
  readonly question: string;
  readonly at: number;
  readonly by: string;
  readonly act: QuestionAct;
  /** Kept encrypted: whom it was handed to (ids), the person's answer, the reason, the comment. */
  readonly detail?: string;
}

/** A question with its timeline, oldest line first. */
export interface AskedQuestion extends Question {
  readonly events: readonly QuestionEvent[];
}

/** What the next text that a person types is for, after a button has asked for it. */
interface Awaited {
  readonly what: 'answer' | 'comment';
  /** The key of the question. */
  readonly question: string;
  readonly since: number;
}

export type Intent = 'question' | 'incident' | 'out_of_scope';

/** A line of the access log (6.8.3.b): ids only, never contents. `copy` is a backup, `erase` the end of what it held. */
export interface Access {
  readonly at: number;
  readonly by: string;
  readonly act: 'read' | 'write' | 'copy' | 'export' | 'erase' | 'refuse' | 'admin';
  readonly subject: string;
}

/** A private conversation that a person has had on a platform: where the person can be told something later. */
export interface Contact {
  readonly address: Address;
  readonly platform: string;
  /** The platform's id of the user, and the mail address that it vouches for (empty where it gives none). */
  readonly user: string;
  readonly mail: string;
  /** What the platform needs to speak there first; only its adapter reads it. */
  readonly reference: string;
  readonly at: number;
}

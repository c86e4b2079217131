/** What is kept. */
import type { Address, Lang, Verdict } from './message.ts';

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
}

export interface Report {
  /** `2026-0001`: the year in JST and a serial number without gaps. */
  readonly number: string;
  /** Counts the amendments; 1 when filed. */
  readonly edition: number;
  readonly status: string;
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

/** A line of a report's append-only timeline. `act` is a word such as `filed` or `amended`; `detail` is kept encrypted. */
export interface ReportEvent {
  readonly report: string;
  readonly at: number;
  readonly by: string;
  readonly act: string;
  readonly detail?: string;
}

/** What was asked and what was answered (ids only, and the text encrypted). */
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

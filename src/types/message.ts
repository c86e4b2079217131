/** Who speaks, and what comes from a platform. Instants are milliseconds since the epoch. */

export type Lang = 'ja' | 'en';

/** A sentence in both languages. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** Where a conversation is held: `<platform>:<rest>`. Only the adapter of that platform reads the rest. */
export type Address = string;

/** What the annex says about what the person asks, from the person's point of view. */
export type Verdict = 'prohibited' | 'prohibited_unless_approved' | 'required' | 'permitted' | 'info' | 'unclear';

/**
 * `responsible` is the 業務責任者 of Art. 9; `auditor` reads logs, not contents; `guest` is a person who is not in
 * people.csv: may ask, may not read; `stranger` is of another organisation. What each may do stands in src/rights.ts.
 */
export type Role = 'stranger' | 'guest' | 'staff' | 'responsible' | 'admin' | 'auditor';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly role: Role;
  readonly lang: Lang;
  /** The id of the person's manager. */
  readonly manager?: string;
  /** The agency of a dispatched worker (派遣元, Art. 10). */
  readonly agency?: string;
  /** The contracts that the person works for; a responsible person answers for the staff of the same contracts. */
  readonly contracts: readonly string[];
  /** The IANA time zone where the person works; Japan where it is absent. */
  readonly zone?: string;
  /** Which days are free: those of Japan where it is absent, or weekends alone. */
  readonly calendar?: 'weekdays';
}

/** Personal data of data subjects, by what it looks like. It is not wanted in chat and is masked at once. */
export type PersonalKind = 'phone' | 'mail' | 'mynumber' | 'card' | 'account' | 'address' | 'birth' | 'names';

/** What a person pressed or entered: the id that a Reply gave to its button or input, and the values of an input. */
export interface Choice {
  readonly id: string;
  readonly values?: readonly string[];
  /** A form that was filled in at once: the values of its inputs, by input id. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/** One thing that a person said. A second Message with the same key is a repeated delivery and is dropped. */
export interface Message {
  readonly key: string;
  readonly address: Address;
  /** The user id that the platform has verified; with it the mail address or the id in people.csv, where it is known. */
  readonly user: string;
  readonly mail?: string;
  readonly person?: string;
  /** True where nobody else can read (a direct message). A report is taken only there. */
  readonly private: boolean;
  /** Where the same person can be spoken to in private; given where `address` is not private. */
  readonly direct?: Address;
  /** The platform says that the person does not belong to the organisation: a guest account, another company. */
  readonly stranger?: true;
  readonly at: number;
  readonly text?: string;
  readonly choice?: Choice;
  /** What the privacy guard has masked in the text before it was stored. */
  readonly masked?: readonly PersonalKind[];
  /** A link to the post that the person reports; never the post's text, which may hold personal data. */
  readonly link?: string;
}

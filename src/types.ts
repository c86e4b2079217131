/**
 * The data that flows through Tokki. This file imports nothing.
 * Instants are milliseconds since the epoch; what a person sees or types is Japan time (JST).
 */

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

/** `responsible` is the 業務責任者 of Art. 9; `guest` is a person who is not in people.csv: may ask, may not read. */
export type Role = 'guest' | 'staff' | 'responsible' | 'admin';

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
}

/** Personal data of data subjects, by what it looks like. It is not wanted in chat and is masked at once. */
export type PersonalKind = 'phone' | 'mail' | 'mynumber' | 'card' | 'account' | 'address' | 'birth' | 'names';

// ---- from a platform ----------------------------------------------------------------------------------------------

/** What a person pressed or entered: the id that a Reply gave to its button or input, and the values of an input. */
export interface Choice {
  readonly id: string;
  readonly values?: readonly string[];
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
  readonly at: number;
  readonly text?: string;
  readonly choice?: Choice;
  /** What the privacy guard has masked in the text before it was stored. */
  readonly masked?: readonly PersonalKind[];
  /** A link to the post that the person reports; never the post's text, which may hold personal data. */
  readonly link?: string;
}

// ---- to a platform ------------------------------------------------------------------------------------------------

/** A provision quoted verbatim. `text` stands in the source document; `english` is an unofficial rendering. */
export interface Quote {
  readonly id: string;
  readonly label: string;
  readonly heading?: string;
  readonly text: string;
  readonly english?: string;
}

export interface Button {
  readonly id: string;
  readonly label: string;
  /** `quiet` ones steer (back, pause, language) and must not draw the eye. */
  readonly style?: 'primary' | 'danger' | 'quiet';
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A form step's kind: what an answer to it looks like. */
type InputKind = 'text' | 'choice' | 'choices' | 'number' | 'datetime';

/** The answer that a Reply waits for. It comes back as a Choice with this id and the values, or as plain text. */
export interface Input {
  readonly id: string;
  readonly kind: InputKind;
  readonly label: string;
  readonly options?: readonly Option[];
  /** What is already chosen or entered. */
  readonly values?: readonly string[];
  readonly hint?: string;
  readonly max?: number;
}

/** A labelled value, for instance a line of a report. `edit` is the id of the Choice that corrects it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly edit?: string;
}

/** What Tokki says, before any platform. Renderers show the parts that are there, in this order. */
export interface Reply {
  readonly kind: 'answer' | 'question' | 'notice' | 'summary' | 'alert' | 'list' | 'error';
  readonly lang: Lang;
  /** The label comes first on the screen; the renderer does not translate, `verdictLabel` is in the person's language. */
  readonly verdict?: Verdict;
  readonly verdictLabel?: string;
  readonly title?: string;
  readonly text: string;
  readonly facts?: readonly Fact[];
  readonly steps?: readonly string[];
  readonly quotes?: readonly Quote[];
  readonly input?: Input;
  readonly buttons?: readonly Button[];
  /** Small print under the rest. */
  readonly note?: string;
}

// ---- what is kept -------------------------------------------------------------------------------------------------

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

/** A line of the access log (6.8.3.b): ids only, never contents. */
export interface Access {
  readonly at: number;
  readonly by: string;
  readonly act: 'read' | 'write' | 'export' | 'refuse' | 'admin';
  readonly subject: string;
}

// ---- deciding -----------------------------------------------------------------------------------------------------

/** A Message with what is known when it is handled. */
export interface Turn {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly now: number;
}

/** Something for another person: an alert, a reminder. `key` makes it unique. Urgent ones overtake the rest. */
export interface Post {
  readonly key: string;
  readonly to: string;
  readonly reply: Reply;
  readonly urgent?: true;
}

/** What a Handler has decided. The Bot commits it whole, in one transaction; replies and posts are sent afterwards. */
export interface Outcome {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  readonly posts?: readonly Post[];
  readonly report?: Report;
  readonly events?: readonly ReportEvent[];
  readonly question?: Question;
  readonly access?: readonly Access[];
}

/** Which reports a person may be shown; newest first. */
export interface ReportQuery {
  readonly reporter?: string;
  readonly contracts?: readonly string[];
  readonly status?: readonly string[];
  readonly since?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** What a Handler may read. It never writes: it returns an Outcome. */
export interface Desk {
  /** The number that the next report gets. If two reports take the same one, the later commit is decided anew. */
  nextNumber(now: number): Promise<string>;
  report(number: string): Promise<Report | undefined>;
  events(number: string): Promise<readonly ReportEvent[]>;
  reports(query: ReportQuery): Promise<readonly Report[]>;
  people(): Promise<readonly Person[]>;
}

export type Handler = (turn: Turn, desk: Desk) => Promise<Outcome>;

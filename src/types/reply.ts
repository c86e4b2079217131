/** What goes to a platform. */
import type { Lang, Verdict } from './message.ts';

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
  /** It opens a form (`FormView`): at once where the platform can show one, else as the next Reply. */
  readonly form?: true;
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

/** A form to be filled in at once. It comes back as a Choice with this id and `fields`. */
export interface FormView {
  readonly id: string;
  readonly title: string;
  /** The label of the button that sends it. */
  readonly submit: string;
  readonly inputs: readonly Input[];
}

/** A titled part of an overview. */
export interface Section {
  readonly title: string;
  readonly text?: string;
  readonly facts?: readonly Fact[];
  readonly buttons?: readonly Button[];
}

/** A file that the person may have. The adapter gets its bytes from the Host when it sends it. */
export interface FileLink {
  readonly id: string;
  readonly name: string;
}

/** What Tokki says, before any platform. Renderers show the parts that are there, in this order. */
export interface Reply {
  readonly kind: 'answer' | 'question' | 'notice' | 'summary' | 'alert' | 'list' | 'form' | 'home' | 'error';
  readonly lang: Lang;
  /** The platform's id of the only user who may see it, where others read along; without it everybody there does. */
  readonly only?: string;
  /** A language model has worded it; people are told so. */
  readonly ai?: true;
  /** The label comes first on the screen; the renderer does not translate, `verdictLabel` is in the person's language. */
  readonly verdict?: Verdict;
  readonly verdictLabel?: string;
  readonly title?: string;
  readonly text: string;
  readonly facts?: readonly Fact[];
  readonly steps?: readonly string[];
  readonly quotes?: readonly Quote[];
  readonly input?: Input;
  readonly form?: FormView;
  readonly sections?: readonly Section[];
  readonly files?: readonly FileLink[];
  readonly buttons?: readonly Button[];
  /** Small print under the rest. */
  readonly note?: string;
}

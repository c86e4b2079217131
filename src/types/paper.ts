/** A document to be printed or handed over, before any file format. Its text is plain; nothing in it is markup. */

export interface Paper {
  /** The file name, with its ending. */
  readonly name: string;
  readonly title: string;
  /** Stands small above the title, for instance 様式案. */
  readonly mark?: string;
  /** The page lies on its side, for wide tables. */
  readonly across?: true;
  /** Small print at the foot of each page. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}

/** A file that is text already. */
export interface TextFile {
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly text: string;
}

export type Block =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  /** Aligned to the right: the date, the number. */
  | { readonly kind: 'head'; readonly lines: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  /** `widths` are shares of the page's width, one for each column. */
  | {
      readonly kind: 'table';
      readonly widths: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Empty lines to sign on. */
  | { readonly kind: 'signatures'; readonly labels: readonly string[] };

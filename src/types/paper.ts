/** A document to be printed, before any file format. */
import type { Lang } from './message.ts';
import type { Fact } from './reply.ts';

/** A table; `widths` are parts of the page's width, one for each column. */
export interface PaperTable {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export type PaperBlock =
  | { readonly kind: 'heading' | 'text' | 'signature'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | PaperTable;

export interface Paper {
  readonly lang: Lang;
  readonly title: string;
  /** Stands at the foot of each page, beside its number. */
  readonly foot: string;
  readonly blocks: readonly PaperBlock[];
}

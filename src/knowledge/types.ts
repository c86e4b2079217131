/** What Tokki knows, as data: the documents with their provisions, and what people have written about them. */
import type { Lang, Role, Text, Verdict } from '../types.ts';

/** The smallest citable unit of a document. */
export interface Provision {
  /** Article, paragraph, item, letters: `6.5`, `6.8.3.b`, `45-2.1` (第４５条の２), `note.2`, `suppl1.1.1` (附則). */
  readonly id: string;
  /** How it is cited in Japanese, digits full width: 第６条第８項第３号イ, 第１条 where the article has one paragraph, 注１. */
  readonly label: string;
  /** The article's heading without its brackets; empty where it has none. */
  readonly heading: string;
  /** Its own text, verbatim but for the line wraps; without its number and without what stands under it. */
  readonly text: string;
  /** The text of the provisions above it, outermost first, one a line. */
  readonly lead?: string;
  readonly level: 'paragraph' | 'item' | 'subitem' | 'note';
  /** The first of its lines in the source, counted from 1. */
  readonly line: number;
  /** The id of the provision that it stands under. */
  readonly parent?: string;
}

/** A term that the document gives a meaning: `term` 作業場所, `where` 6.4, `means` 機密情報・個人情報を取り扱う場所. */
export interface Definition {
  readonly term: string;
  readonly where: string;
  /** The words that it stands for, verbatim. */
  readonly means: string;
}

/** Words in one provision that point to others of the same document: 前項 in 6.2 -> 6.1. */
export interface Reference {
  readonly from: string;
  readonly words: string;
  readonly to: readonly string[];
}

export interface Document {
  readonly id: string;
  readonly title: Text;
  readonly edition: string;
  /** Where the text comes from. */
  readonly source: string;
  /** What the two sides are called, by the word that the text uses (甲, 乙). */
  readonly parties: Readonly<Record<string, Text>>;
  /** SHA-256 of source.txt, in hex: tells one edition from another. */
  readonly hash: string;
  /** In the order of the text; the ids are citations (`6.5`, or `<document>:6.5` where it is not the annex). */
  readonly provisions: readonly Provision[];
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  /** The source without white space and page numbers: what a quote is checked against. */
  readonly bare: string;
}

/** Words or sentences in both languages. */
type Lists = Readonly<Record<Lang, readonly string[]>>;

/** One answer: the questions that it answers, what it says, and the provisions that it must quote. */
export interface Case {
  /** Unique within its guidance. */
  readonly id: string;
  /** Only where the asker says that 甲 has agreed already. */
  readonly when?: 'approved';
  readonly verdict: Verdict;
  /** Other verdicts that the sentence can stand under: "No, it must be done before" answers both "may we" and "do we have to". */
  readonly also?: readonly Verdict[];
  /** One to three citations, the deciding one first. */
  readonly cites: readonly string[];
  readonly say: Text;
  /** What to do now. */
  readonly next?: Text;
}

/** What people have written about one provision. */
export interface Guidance {
  /** The citation: `6.5`, or `<document>:6.5`. */
  readonly provision: string;
  /** Of the text that it was written for, as in provisions.json: where the text has changed, the guidance is not used. */
  readonly hash?: string;
  /**
   * What may be cited beside this provision where a question touches both; what stands under one of them too. It acts
   * only where the guidance of the other provision names this one, or what it stands under, as well.
   */
  readonly beside?: readonly string[];
  readonly title: Text;
  /** An unofficial English rendering of the provision. */
  readonly english: string;
  /** Everyday words that point to this provision. */
  readonly words: Lists;
  readonly cases: readonly Case[];
}

/** What Tokki cannot help with, by category, and what it answers. */
interface OutsideCues {
  readonly categories: readonly { readonly id: string; readonly say: Text }[];
}

/** Everyday words that mean the same, in both languages; `in` names broader concepts. */
export interface Concept {
  readonly id: string;
  readonly in?: readonly string[];
  readonly ja: readonly string[];
  readonly en: readonly string[];
}

/** Who must take a course: all conditions hold together. */
interface Audience {
  readonly roles: readonly Role[];
  readonly contracts?: readonly string[];
  /** Only those who were dispatched by an agency, or only those who were not. */
  readonly dispatched?: boolean;
}

/** When a course falls due: days after somebody joins, months after it was done, days after an incident. */
interface Validity {
  readonly onStart?: { readonly days: number };
  readonly everyMonths?: number;
  readonly afterIncident?: { readonly days: number; readonly who: 'reporter' | 'contract' };
}

/** What something rests on: provisions by citation, articles of laws by their id in the course. */
interface Grounds {
  readonly cites: readonly string[];
  readonly laws: readonly string[];
}

/** An article of a law that a course teaches, in the course's own words. */
interface Law {
  readonly id: string;
  readonly label: Text;
  readonly says: Text;
}

export interface CourseSection extends Grounds {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
  /** Words of provisions, verbatim; where a provision that is cited has none, it is quoted whole. */
  readonly quotes: readonly { readonly id: string; readonly words: string }[];
}

export interface CourseQuestion extends Grounds {
  readonly id: string;
  readonly question: Text;
  readonly options: readonly { readonly id: string; readonly text: Text }[];
  readonly right: string;
  readonly explain: Text;
}

export interface Course {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the file, in hex: what the evidence says was taught. */
  readonly material: string;
  readonly title: Text;
  readonly intro: Text;
  readonly minutes: number;
  readonly audience: Audience;
  readonly validity: Validity;
  /** How many questions are drawn, and the percentage of right answers that passes. */
  readonly quiz: { readonly ask: number; readonly pass: number };
  readonly laws: readonly Law[];
  readonly sections: readonly CourseSection[];
  readonly questions: readonly CourseQuestion[];
  /** It quotes words that the text does not have any more: it is kept, but not taught until somebody has corrected it. */
  readonly resting?: true;
}

/** A part of the day, in minutes since midnight; `to` is not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** When people are reminded. Days are counted from the last day of an assignment. */
export interface Reminders {
  readonly before: readonly number[];
  readonly after: number;
  readonly weekly: number;
  readonly admins: number;
  readonly hours: Span;
  readonly quiet: readonly Span[];
  readonly snoozes: number;
}

/** Something in knowledge/ that was left out or is out of date; Tokki works without it. Listed by `doctor`. */
export interface Problem {
  readonly rule: 'index' | 'cites' | 'beside' | 'provision' | 'empty' | 'changed' | 'examples';
  readonly file: string;
  readonly finding: string;
  readonly advice: string;
}

export interface Knowledge {
  /** The annex, whose citations carry no document id. */
  readonly annex: Document;
  readonly documents: ReadonlyMap<string, Document>;
  /** The provisions of all documents by citation. */
  readonly provisions: ReadonlyMap<string, Provision>;
  /** By the citation of its provision. */
  readonly guidance: ReadonlyMap<string, Guidance>;
  readonly outside: OutsideCues;
  readonly lexicon: readonly Concept[];
  /** knowledge/forms/*.yaml and knowledge/playbooks/*.yaml by file name without `.yaml`, read but not yet checked. */
  readonly forms: ReadonlyMap<string, unknown>;
  readonly playbooks: ReadonlyMap<string, unknown>;
  readonly courses: readonly Course[];
  readonly reminders: Reminders;
  /** The YAML files that stand in knowledge/ itself (deadlines, escalation), by name without `.yaml`; not yet checked. */
  readonly rules: ReadonlyMap<string, unknown>;
  readonly problems: readonly Problem[];
}

/**
 * A group of labels of which one is right: question, incident or outside; which kind of incident or of what is outside
 * (`incident/lost`); which provision; which case under which verdict (`6.5/carry-out:prohibited`); which verdict.
 */
export const heads = ['intent', 'kind', 'provision', 'case', 'verdict'] as const;
export type Head = (typeof heads)[number];

/** A text to learn from, and its label in each head that it says something about. */
export interface Example {
  readonly text: string;
  /** A message as a person would send it, a little scene of its own; not one of a series that varies words. */
  readonly scene: boolean;
  readonly labels: Labels;
  /** Labels that would be as right: people who know differ, for one, whether "is it enough to …?" asks for a duty. */
  readonly also?: Readonly<Partial<Record<Head, readonly string[]>>>;
}

type Labels = Readonly<Partial<Record<Head, string>>>;

/** What a file holds: features by hash in ascending order, and for each of them the weights that are not near zero. */
export interface Weights {
  readonly inputs: string;
  readonly labels: Readonly<Record<Head, readonly string[]>>;
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
  /** Row i has its entries at starts[i] .. starts[i + 1]. */
  readonly starts: Uint32Array;
  /**
   * How far the label of an entry is from that of the entry before it in the row, labels being counted through all heads:
   * a byte where the label itself takes two. Where it is farther than a byte can tell, entries of value 0 lie between.
   */
  readonly gaps: Uint8Array;
  readonly values: Int8Array;
  /** A weight is its value times the scale of its head. */
  readonly scales: Readonly<Record<Head, number>>;
}

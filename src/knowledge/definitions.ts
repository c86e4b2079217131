/** Terms that a document defines. Pure. */
import type { Definition, Provision } from './types.ts';

/** （以下「作業場所」という。） behind the words that it stands for. */
const shortName = /[（(]以下[、，]?(?:単に)?「([^「」]{1,40})」と(?:いう|総称する)。?[）)]/gu;
/** 個人情報（…をいう。）, 機密情報（…示されたもの。）: a term that is explained in the brackets behind it. */
const explained =
  /([\p{sc=Han}\p{sc=Katakana}ー・]{2,20}等?)[（(]((?:[^「」（()）]|[（(][^（()）]{0,80}[）)]){1,200}?(?:(?<=もの)|(?=をいう)))(?:をいう)?。[）)]/gu;
/** 「個人情報」とは、…をいう。 and 「甲」は知事、「乙」は受託者をいう。 */
const quoted = /「([^「」]{1,40})」(?:とは|は)[、，]?([^「」。]{1,300}?)(?:をいい|をいう|、(?=「))/gu;
/** A short name cannot reach back over the end of a sentence, a particle with a comma, or another short name. */
const boundary =
  /。|(?:[はにてりがもで]|場合)[、，]|[（(]以下「[^「」]{1,40}」という。?[）)](?:及び|並びに|又は|、|，)/gu;

interface Found {
  readonly term: string;
  readonly means: string;
  readonly at: number;
}

/** The terms with the provisions that define them, in the order of the text. */
export function definitions(provisions: readonly Provision[]): readonly Definition[] {
  return provisions.flatMap(({ id, text }) =>
    [...shortNames(text), ...matches(explained, text), ...matches(quoted, text)]
      .toSorted((a, b) => a.at - b.at)
      .map(({ term, means }) => ({ term, where: id, means })),
  );
}

function matches(form: RegExp, text: string): readonly Found[] {
  return [...text.matchAll(form)].map(({ 1: term = '', 2: means = '', index }) => ({
    term,
    means: means.trim(),
    at: index,
  }));
}

function shortNames(text: string): readonly Found[] {
  return [...text.matchAll(shortName)].map(({ 1: term = '', index }) => ({
    term,
    means: clauseBefore(text, index),
    at: index,
  }));
}

/** The words from the last boundary up to a place. Sentences in brackets belong to the words and do not end them. */
function clauseBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - 400), end);
  const flat = before.replace(/[（(](?!以下「)[^（()）]*[）)]/gu, (inBrackets) => '・'.repeat(inBrackets.length));
  const last = [...flat.matchAll(boundary)].at(-1);
  return before.slice(last ? last.index + last[0].length : 0).trim();
}

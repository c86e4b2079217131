/** A model's draft -> an answer that may be shown, or the rule that it breaks. Nothing is taken on trust. Pure. */
import { languageOf } from '../forms/lang.ts';
import { clean } from '../forms/text.ts';
import { findCitations } from '../knowledge/citation.ts';
import { guard } from '../knowledge/privacy.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { ask as words } from '../strings/ask.ts';
import { say } from '../strings/say.ts';
import type { Lang, Quote, Verdict } from '../types.ts';
import type { Answer, QuoteOf } from './answer.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './find.ts';
import { isGrounded, kindsOf } from './grounds.ts';

export interface Sources {
  readonly knowledge: Knowledge;
  readonly quoteOf: QuoteOf;
  /** True where these words stand verbatim in this provision. */
  readonly isVerbatim: (id: string, words: string) => boolean;
}

/** What the draft is about. */
export interface About {
  readonly lang: Lang;
  readonly question: string;
  /** What the desk has found by itself. */
  readonly finding: Finding;
  /** The citations that the model was shown. */
  readonly shown: ReadonlySet<string>;
}

/** Why a draft is not shown. */
export type Fault =
  | 'nothing'
  | 'citation'
  | 'quote'
  | 'verdict'
  | 'lenient'
  | 'language'
  | 'length'
  | 'markup'
  | 'personal'
  | 'mention'
  | 'figure'
  | 'meta'
  | 'ungrounded';

export type Verified = { readonly answer: Answer } | { readonly fault: Fault };

/** A draft that has fallen foul of any rule is dropped whole: half of an answer would be another answer. */
export function verifyDraft(draft: Draft, about: About, sources: Sources): Verified {
  const text = clean(draft.text);
  const ids = [...new Set(draft.citations.map(({ id }) => id))];
  const quotes = ids.flatMap((id) => (about.shown.has(id) ? (sources.quoteOf(id) ?? []) : []));
  const { verdict } = draft;
  if (verdict === 'none') return { fault: 'nothing' };
  const claim: Claim = { draft, verdict, text, ids, quotes, about, sources };
  const fault = rules.find(([, breaks]) => breaks(claim))?.[0];
  return fault ? { fault } : { answer: answerOf(claim) };
}

interface Claim {
  readonly draft: Draft;
  readonly verdict: Verdict;
  readonly text: string;
  readonly ids: readonly string[];
  readonly quotes: readonly Quote[];
  readonly about: About;
  readonly sources: Sources;
}

const longest = { ja: 400, en: 800 };

/** HTML, Markdown, links, addresses, the mentions of chat platforms, and a second line that could pass for one of ours. */
const markup =
  /[<>`*#|\\{}[\]\n]|https?:|www\.|\/\/|\b[\w-]{1,63}\.(?:com|net|org|jp|io|dev|info|biz|ru|cn|example)\b|(?:^|\s)@\w|javascript:/iu;
/** About the machine or about its orders, never about a contract annex. */
const meta =
  /プロンプト|言語モデル|生成ai|aiとして|(?:指示|命令|規則|ルール|規定)(?:は|を|に)?(?:すべて)?(?:無視|忘れ)|system prompt|language model|\bas an ai\b|\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?|annex|provisions?|above)\b/iu;
/** What would stand in the way of a verdict that forbids. */
const reassuring =
  /問題ありません|かまいません|構いません|大丈夫です|差し支えありません|自由に|\b(?:feel free|no problem|go ahead|nobody will|(?:it is|it's|that is|that's) (?:fine|ok|okay|all right))\b|\byes,? you (?:can|may)\b/iu;

/** In the order in which they are checked; the first that is broken is reported. */
const rules: readonly (readonly [Fault, (claim: Claim) => boolean])[] = [
  ['citation', ({ ids, quotes }) => ids.length === 0 || ids.length > 3 || quotes.length !== ids.length],
  ['quote', ({ draft, sources }) => !draft.citations.every(({ id, quote }) => sources.isVerbatim(id, quote))],
  ['verdict', isInconsistent],
  ['lenient', isLenient],
  ['length', ({ text, about }) => text.length < 8 || text.length > longest[about.lang]],
  ['markup', ({ text }) => markup.test(text)],
  ['language', ({ text, about }) => languageOf(text, 'ja') !== about.lang || isMixed(text, about.lang)],
  ['personal', ({ text }) => guard(text).found.length > 0],
  ['mention', namesAnother],
  ['figure', hasStrangeFigure],
  ['meta', ({ text }) => meta.test(text)],
  ['ungrounded', ({ text, ids, about, sources }) => !isGrounded(text, about.lang, ids, sources.knowledge)],
];

/** A verdict that no cited provision can have, or a permission from one that only forbids. */
function isInconsistent({ verdict, ids, sources, text }: Claim): boolean {
  const kinds = ids.map((id) => kindsOf(id, sources.knowledge));
  const forbids = (all: ReadonlySet<Verdict>) => all.has('prohibited') || all.has('prohibited_unless_approved');
  const isForbidden = verdict === 'prohibited' || verdict === 'prohibited_unless_approved';
  if (isForbidden && reassuring.test(text)) return true;
  if (verdict === 'permitted' && kinds.some((all) => forbids(all) && !all.has('permitted'))) return true;
  return !kinds.some((all) => all.has(verdict));
}

/** The model never permits by itself what the desk, sure of its provision, has found forbidden. */
function isLenient({ verdict, ids, about: { finding }, text }: Claim): boolean {
  const { answer, confidence, verdict: found } = finding;
  if (confidence !== 'sure' || !answer?.cites.some((id) => ids.includes(id))) return false;
  const isForbidden = found === 'prohibited' || found === 'prohibited_unless_approved';
  return isForbidden && (verdict === 'permitted' || (verdict !== found && reassuring.test(text)));
}

/** A sentence of the other language among its own: kana in English, but for a term in brackets; a run of English words. */
function isMixed(text: string, lang: Lang): boolean {
  if (lang === 'ja') return /(?:[a-z]{2,30}[ ,.]{1,5}){4}/iu.test(text);
  return /[\p{sc=Hiragana}\p{sc=Katakana}]{3}/u.test(text.replace(/[（(][^()（）]{1,20}[)）]/gu, ''));
}

/** An article in the text that neither is cited nor stands in what is cited: a claim without its quote. */
function namesAnother({ text, ids, quotes }: Claim): boolean {
  const known = [...ids, ...findCitations(quotes.map((quote) => quote.text).join('\n'))];
  return findCitations(text).some((named) => !known.some((id) => id === named || id.startsWith(`${named}.`)));
}

/** A figure that neither the cited provisions nor the question have: an hour, a sum, a number of times that nobody gave. */
function hasStrangeFigure({ text, ids, quotes, about, sources }: Claim): boolean {
  const figures = (from: string): readonly string[] => from.normalize('NFKC').match(/\d+/gu) ?? [];
  const leads = ids.map((id) => sources.knowledge.provisions.get(id)?.lead ?? '');
  const english = quotes.map((quote) => quote.english ?? '');
  const known = figures(
    [about.question, ...ids, ...leads, ...english, ...quotes.flatMap((q) => [q.label, q.text])].join(' '),
  );
  return figures(text).some((figure) => !known.includes(figure));
}

/** What to do next is never the model's: it is said where people have written it for the same provision and verdict. */
function answerOf({ verdict, text, quotes, about: { lang, finding } }: Claim): Answer {
  const { answer } = finding;
  const agrees = answer?.cites[0] === quotes[0]?.id && finding.verdict === verdict;
  const next = agrees && answer?.next ? [say(words.next, lang, { next: answer.next[lang] })] : [];
  return {
    lang,
    intent: 'question',
    verdict,
    citations: quotes,
    text: [text, ...next].join('\n'),
    confidence: agrees ? 'sure' : 'middle',
    by: 'guidance',
  };
}

/** A Finding -> the answer: sentence, verdict and verified quotes. No quote, no answer. Pure. */
import { labelFor } from '../knowledge/citation.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { ask as say } from '../strings/ask.ts';
import { verdictLabels } from '../strings/common.ts';
import type { Intent, Lang, Quote, Reply, Verdict } from '../types.ts';
import type { Finding } from './find.ts';

export interface Answer {
  readonly lang: Lang;
  readonly intent: Intent;
  readonly verdict: Verdict | null;
  readonly citations: readonly Quote[];
  readonly text: string;
  readonly confidence: Finding['confidence'];
  /** Who wrote the sentence: people (guidance) or nobody but the desk itself (fixed). */
  readonly by: 'guidance' | 'fixed';
}

/** The verified quote of a provision; undefined where the text is not found verbatim in its source. */
export type QuoteOf = (id: string) => Quote | undefined;

export function answerOf(finding: Finding, lang: Lang, knowledge: Knowledge, quoteOf: QuoteOf): Answer {
  const { intent, confidence, answer, kind } = finding;
  const fixed = (text: string, citations: readonly Quote[] = []): Answer => ({
    lang,
    intent,
    verdict: null,
    citations,
    text,
    confidence,
    by: 'fixed',
  });
  if (intent === 'incident') return fixed(say.incident[lang], quotes(['16.1'], quoteOf) ?? []);
  if (intent === 'out_of_scope') {
    const category = knowledge.outside.categories.find(({ id }) => id === kind);
    return fixed(category?.say[lang] ?? say[confidence === 'none' ? 'none' : 'outside'][lang]);
  }
  const verdict = finding.verdict ?? answer?.verdict;
  const cited = answer?.cites ?? (finding.provision ? [finding.provision] : []);
  const citations = quotes(cited, quoteOf);
  if (!verdict || !citations) return { ...fixed(say.none[lang]), intent: 'out_of_scope', confidence: 'none' };
  const by = answer ? 'guidance' : 'fixed';
  const beside = finding.beside === undefined ? undefined : quoteOf(finding.beside);
  const all = [...citations, ...(beside ? [beside] : [])];
  return { lang, intent, verdict, citations: all, text: textOf(finding, lang), confidence, by };
}

/** All quotes or none: an answer with half of its provisions would be another answer. */
function quotes(ids: readonly string[], quoteOf: QuoteOf): readonly Quote[] | undefined {
  const found = ids.flatMap((id) => quoteOf(id) ?? []);
  return found.length === ids.length && found.length > 0 ? found : undefined;
}

function textOf({ answer, confidence }: Finding, lang: Lang): string {
  if (!answer) return say.unguided[lang];
  const sentences = [
    ...(confidence === 'middle' ? [say.middle[lang]] : []),
    answer.say[lang],
    ...(answer.next ? [say.next[lang].replace('{next}', answer.next[lang])] : []),
  ];
  return sentences.join('\n');
}

/** The answer as a Reply; the renderers show the verdict first, then the sentence, then the quotes. */
export function replyOf(answer: Answer): Reply {
  const { lang, verdict, citations, text, intent } = answer;
  return {
    kind: intent === 'question' ? 'answer' : 'notice',
    lang,
    text,
    ...(verdict && { verdict, verdictLabel: verdictLabels[verdict][lang] }),
    ...(citations.length > 0 && { quotes: citations.map((quote) => quoteFor(quote, lang)) }),
  };
}

/** A verified quote as a reader of this language gets it: the words stay, the label is said in his language too. */
export function quoteFor(quote: Quote, lang: Lang): Quote {
  return { ...quote, label: labelFor(quote.id, quote.label, lang) };
}

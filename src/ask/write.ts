/**
 * Has a language model word the answer, in steps: mask, prompt, draft, verify. Whatever goes wrong, the local answer
 * stays, and nobody waits longer than the time limit.
 */
import { guard } from '../knowledge/privacy.ts';
import type { Lang } from '../types.ts';
import type { Answer } from './answer.ts';
import { type Breaker, closed, consult, failed, succeeded } from './breaker.ts';
import { answerSchema, parseDraft, parseTerms, termsSchema } from './draft.ts';
import type { Finding } from './find.ts';
import type { Complete, Completion, Prompt, Schema, Tokens } from './llm.ts';
import type { AnswerPrompt, Asked, Prompts } from './prompt.ts';
import type { Retrieve } from './retrieve.ts';
import { type Fault, type Sources, verifyDraft } from './verify.ts';

export interface Question {
  readonly text: string;
  readonly lang: Lang;
  readonly earlier?: string;
  readonly finding: Finding;
}

/** The answer in the model's words; undefined where the local one has to do. Never rejects. */
export type Write = (question: Question) => Promise<Answer | undefined>;

/** What came of one question, in figures and words that hold nothing of it. */
export interface Report {
  readonly outcome: 'verified' | 'known' | 'refused' | 'failed' | 'busy' | 'alone';
  /** Why a draft was refused: the rule; why a call failed: the error. */
  readonly fault?: Fault | 'form';
  readonly error?: unknown;
  readonly tokens?: Tokens;
  readonly ms: number;
}

export interface WriteParts {
  readonly complete: Complete;
  readonly prompts: Prompts;
  readonly retrieve: Retrieve;
  readonly sources: Sources;
  /** How long a person waits for the model at most, in ms. */
  readonly timeout: number;
  readonly now: () => number;
  readonly report: (report: Report) => void;
}

/**
 * So many people wait for the model at once; further ones get the local answer. The worker has 32 hands: the rest of
 * them stay free for incidents, however slow the model is.
 */
const atOnce = 8;
/** Verified answers that are kept in memory: who asks the same again, or is decided anew after a conflict, costs nothing. */
const remembered = 200;
/** Of the time limit, how much the question's own rewriting may take. */
const termsShare = 0.4;

export function createWrite(parts: WriteParts): Write {
  const { prompts, retrieve, sources, timeout, now } = parts;
  const known = new Map<string, Answer>();
  let breaker: Breaker = closed;
  let waiting = 0;

  async function call(prompt: Prompt, schema: Schema, limit: number): Promise<Completion> {
    try {
      const completion = await parts.complete(prompt, schema, limit);
      breaker = succeeded();
      return completion;
    } catch (error) {
      breaker = failed(breaker, now());
      throw error;
    }
  }

  /** Where not all fits, the question is put into the terms of the documents first; its own words will do otherwise. */
  async function promptFor(asked: Asked): Promise<AnswerPrompt> {
    if (prompts.whole) return prompts.answer(asked);
    const { text } = await call(prompts.terms(asked), termsSchema, timeout * termsShare);
    return prompts.answer(asked, retrieve(`${termsOf(text)}\n${asked.text}`));
  }

  async function draft(asked: Asked): Promise<{ answer?: Answer; report: Omit<Report, 'ms'> }> {
    const prompt = await promptFor(asked);
    const left = prompts.whole ? timeout : timeout * (1 - termsShare);
    const { text, tokens } = await call(prompt, answerSchema, left);
    const parsed = attempt(() => parseDraft(text));
    if (!parsed) return { report: { outcome: 'refused', fault: 'form', tokens } };
    const verified = verifyDraft(parsed, { ...asked, question: asked.text, shown: prompt.shown }, sources);
    if ('fault' in verified) return { report: { outcome: 'refused', fault: verified.fault, tokens } };
    return { answer: verified.answer, report: { outcome: 'verified', tokens } };
  }

  async function timed(asked: Asked): Promise<Answer | undefined> {
    const began = now();
    waiting += 1;
    try {
      const { answer, report } = await draft(asked);
      if (answer) remember(known, keyOf(asked), answer);
      parts.report({ ...report, ms: now() - began });
      return answer;
    } catch (error) {
      parts.report({ outcome: 'failed', error, ms: now() - began });
      return undefined;
    } finally {
      waiting -= 1;
    }
  }

  function without(outcome: Report['outcome'], answer?: Answer): Answer | undefined {
    parts.report({ outcome, ms: 0 });
    return answer;
  }

  return async (question) => {
    const asked = masked(question);
    const before = known.get(keyOf(asked));
    if (before) return without('known', before);
    if (waiting >= atOnce) return without('busy');
    const { leave, next } = consult(breaker, now());
    breaker = next;
    if (leave === 'wait') return timed(asked);
    // The try that may close the breaker again is nobody's waiting time.
    if (leave === 'try') void timed(asked);
    return without('alone');
  };
}

/** Personal data is masked once more: not everything comes in by the door that masks. */
export function masked({ text, earlier, ...question }: Question): Asked {
  return {
    ...question,
    text: guard(text).masked,
    ...(earlier !== undefined && { earlier: guard(earlier).masked }),
  };
}

function keyOf({ text, lang, earlier = '', finding }: Asked): string {
  return JSON.stringify([text, lang, earlier, finding.provision, finding.answer?.id]);
}

function remember(known: Map<string, Answer>, key: string, answer: Answer): void {
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
}

function termsOf(text: string): string {
  return attempt(() => parseTerms(text)) ?? '';
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * Has a language model word the answer, in steps: prompt, draft, verify. Whatever goes wrong, the local answer
 * stays, and nobody waits longer than the time limit.
 */
import { tokkiError } from '../errors.ts';
import type { Answer } from './answer.ts';
import { type Breaker, closed, consult, failed, succeeded } from './breaker.ts';
import { answerSchema, parseDraft, parseTerms, termsSchema } from './draft.ts';
import type { Complete, Completion, Prompt, Schema, Tokens } from './llm.ts';
import { fuse, type Near } from './near.ts';
import type { AnswerPrompt, Asked, Prompts } from './prompt.ts';
import type { Retrieve } from './retrieve.ts';
import { type Fault, type Sources, verifyDraft } from './verify.ts';

/** The answer in the model's words; undefined where the local one has to do. Never rejects. */
export type Write = (asked: Asked) => Promise<Answer | undefined>;

/** What came of one question, in figures and words that hold nothing of it. */
export interface Attempt {
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
  /** A second ranking by meaning, where an embedding model is configured. */
  readonly near?: Near;
  readonly sources: Sources;
  /** How long a person waits for the model at most, in ms. */
  readonly timeout: number;
  readonly now: () => number;
  readonly tell: (attempt: Attempt) => void;
}

/**
 * So many people wait for the model at once; further ones get the local answer. The worker has 32 hands: the rest of
 * them stay free for incidents, however slow the model is.
 */
const atOnce = 8;
/** Verified answers that are kept in memory: who asks the same again, or is decided anew after a conflict, costs nothing. */
const remembered = 200;
/** Of the time limit, how much the question's own rewriting may take, and finding what is like it. */
const termsShare = 0.3;
const nearShare = 0.1;

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
      // A refusal is an answer too: one question must not take the model away from all others.
      breaker = tokkiError(error)?.code === 'model' ? succeeded() : failed(breaker, now());
      throw error;
    }
  }

  /** Where not all fits, the question is searched by its own words and by those of the documents that the model finds for it. */
  async function promptFor(asked: Asked): Promise<AnswerPrompt> {
    if (prompts.whole) return prompts.answer(asked);
    const { text } = await call(prompts.terms(asked), termsSchema, timeout * termsShare);
    const question = `${termsOf(text)}\n${asked.text}`;
    const near = (await parts.near?.(question, timeout * nearShare).catch(() => [])) ?? [];
    return prompts.answer(asked, near.length > 0 ? fuse([retrieve(question), near]) : retrieve(question));
  }

  async function draft(asked: Asked): Promise<{ answer?: Answer; attempt: Omit<Attempt, 'ms'> }> {
    const prompt = await promptFor(asked);
    const left = prompts.whole ? timeout : timeout * (1 - termsShare - nearShare);
    const { text, tokens } = await call(prompt, answerSchema, left);
    const parsed = tried(() => parseDraft(text));
    if (!parsed) return { attempt: { outcome: 'refused', fault: 'form', tokens } };
    const verified = verifyDraft(parsed, { ...asked, question: asked.text, shown: prompt.shown }, sources);
    if ('fault' in verified) return { attempt: { outcome: 'refused', fault: verified.fault, tokens } };
    return { answer: verified.answer, attempt: { outcome: 'verified', tokens } };
  }

  async function timed(asked: Asked): Promise<Answer | undefined> {
    const began = now();
    waiting += 1;
    try {
      const { answer, attempt } = await draft(asked);
      if (answer) remember(known, keyOf(asked), answer);
      parts.tell({ ...attempt, ms: now() - began });
      return answer;
    } catch (error) {
      parts.tell({ outcome: 'failed', error, ms: now() - began });
      return undefined;
    } finally {
      waiting -= 1;
    }
  }

  function without(outcome: Attempt['outcome'], answer?: Answer): Answer | undefined {
    parts.tell({ outcome, ms: 0 });
    return answer;
  }

  return async (asked) => {
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

function keyOf({ text, lang, earlier = '', finding }: Asked): string {
  return JSON.stringify([text, lang, earlier, finding.provision, finding.answer?.id, finding.verdict]);
}

function remember(known: Map<string, Answer>, key: string, answer: Answer): void {
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
}

function termsOf(text: string): string {
  return tried(() => parseTerms(text)) ?? '';
}

function tried<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

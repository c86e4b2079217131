/** Trying any model or reader without a network: the exact prompts as files, and drafts read from files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ask, Looked } from '../../src/ask/ask.ts';
import { parseDraft } from '../../src/ask/draft.ts';
import { type AnswerPrompt, type Asked, type Prompts, tokensOf } from '../../src/ask/prompt.ts';
import { createRetrieve, type Retrieve } from '../../src/ask/retrieve.ts';
import { type Fault, type Sources, verifyDraft } from '../../src/ask/verify.ts';
import { createQuotes, createVerbatim } from '../../src/knowledge/quotes.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { openPrompts } from '../../src/open-llm.ts';
import type { Gold } from './score.ts';

export interface Desk {
  readonly ask: Ask;
  readonly prompts: Prompts;
  readonly retrieve: Retrieve;
  readonly sources: Sources;
}

/** @param budget tokens of a prompt, as OPENAI_CONTEXT_TOKENS */
export async function openDrafts(ask: Ask, knowledge: Knowledge, budget: number): Promise<Desk> {
  const sources = { knowledge, quoteOf: createQuotes(knowledge), isVerbatim: createVerbatim(knowledge) };
  return { ask, sources, prompts: await openPrompts(knowledge, budget), retrieve: createRetrieve(knowledge) };
}

/** What a model would be sent for a question; undefined where the desk decides by itself and nothing leaves. */
function promptOf({ ask, prompts, retrieve }: Desk, text: string): { asked: Asked; prompt: AnswerPrompt } | undefined {
  const asked = ask.outward(ask.look(text), text);
  if (!asked) return undefined;
  return { asked, prompt: prompts.answer(asked, prompts.whole ? [] : retrieve(asked.text)) };
}

/** `DIR/<id>.txt`: the system message, an empty line, the user message. Returns how many, and their mean tokens. */
export async function writePrompts(desk: Desk, golds: readonly Gold[], folder: string) {
  await mkdir(folder, { recursive: true });
  let written = 0;
  let tokens = 0;
  for (const { id, q } of golds) {
    const found = promptOf(desk, q);
    if (!found) continue;
    const text = `${found.prompt.system}\n\n${found.prompt.user}`;
    await writeFile(join(folder, `${id}.txt`), text);
    written += 1;
    tokens += tokensOf(text);
  }
  return { written, tokens: Math.round(tokens / Math.max(1, written)) };
}

/** What came of the drafts of a set: how many held, were refused by which rule, or were not there. */
export type Tally = Partial<Record<Fault | 'held' | 'form' | 'absent' | 'local', number>>;

/** An Ask that answers with the drafts of `DIR/<id>.json`, each verified as a model's would be; else locally. */
export async function withDrafts(
  desk: Desk,
  golds: readonly Gold[],
  folder: string,
): Promise<{ ask: Ask; tally: Tally }> {
  const tally: Tally = {};
  const answers = new Map<string, Looked>();
  for (const { id, q } of golds) {
    const { outcome, looked } = await draftFor(desk, q, join(folder, `${id}.json`));
    tally[outcome] = (tally[outcome] ?? 0) + 1;
    answers.set(q, looked);
  }
  const { look } = desk.ask;
  return { ask: { ...desk.ask, look: (text, ...more) => answers.get(text) ?? look(text, ...more) }, tally };
}

async function draftFor(desk: Desk, q: string, file: string): Promise<{ outcome: keyof Tally; looked: Looked }> {
  const looked = desk.ask.look(q);
  const found = promptOf(desk, q);
  if (!found) return { outcome: 'local', looked };
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { outcome: 'absent', looked };
  try {
    const { asked, prompt } = found;
    const about = { ...asked, question: asked.text, shown: prompt.shown };
    const verified = verifyDraft(parseDraft(text), about, desk.sources);
    if ('fault' in verified) return { outcome: verified.fault, looked };
    return { outcome: 'held', looked: { ...looked, answer: verified.answer, ai: true } };
  } catch {
    return { outcome: 'form', looked };
  }
}

/** The asking side with a language model that is played by aimock on this machine. */
import { LLMock } from '@copilotkit/aimock';
import { type Ask, createAsk } from '../../src/ask/ask.ts';
import { createLlm } from '../../src/ask/llm.ts';
import { createModel, type Model } from '../../src/ask/model.ts';
import type { Near } from '../../src/ask/near.ts';
import type { Prompts } from '../../src/ask/prompt.ts';
import { createRetrieve } from '../../src/ask/retrieve.ts';
import type { Sources } from '../../src/ask/verify.ts';
import { type Attempt, createWrite } from '../../src/ask/write.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readModel } from '../../src/knowledge/model-file.ts';
import { createQuotes, createVerbatim } from '../../src/knowledge/quotes.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { knowledgeFolder } from '../../src/open.ts';
import { openPrompts } from '../../src/open-llm.ts';

/** A question about 6.5, and a draft that a careful reader would write. */
export const laptop = 'このノートPC、家に持って帰っていい？';
export const carryOut = {
  citations: [{ id: '6.5', quote: '甲が承諾した場合を除き、当該パソコン等を作業場所から持ち出してはならない' }],
  verdict: 'prohibited_unless_approved',
  text: '甲（県）の承諾がなければ、業務に使うパソコンを作業場所から持ち出せません。上司の許可では足りません。',
} as const;

export interface Known {
  readonly knowledge: Knowledge;
  readonly model: Model;
  readonly sources: Sources;
}

export async function readKnown(): Promise<Known> {
  const knowledge = await loadKnowledge(knowledgeFolder);
  const sources = { knowledge, quoteOf: createQuotes(knowledge), isVerbatim: createVerbatim(knowledge) };
  return { knowledge, model: createModel(await readModel(knowledgeFolder)), sources };
}

export interface Played {
  readonly mock: LLMock;
  readonly ask: Ask;
  readonly attempts: readonly Attempt[];
  readonly clock: { now: number };
  /** All that has left this machine, as one text. */
  sent(): string;
}

export interface Play {
  readonly budget?: number;
  readonly timeout?: number;
  readonly url?: string;
  readonly near?: Near;
}

/** @param mock started already; it answers nothing that it was not told to answer */
export async function play(
  known: Known,
  mock: LLMock,
  { budget = 12_000, timeout = 10_000, url, near }: Play = {},
): Promise<Played> {
  const { knowledge, model, sources } = known;
  const prompts: Prompts = await openPrompts(knowledge, budget);
  const attempts: Attempt[] = [];
  const clock = { now: 1_000_000 };
  const write = createWrite({
    complete: createLlm({ apiKey: 'none', baseURL: url ?? `${mock.url}/v1`, model: 'test-model' }),
    prompts,
    retrieve: prompts.whole ? () => [] : createRetrieve(knowledge),
    ...(near && { near }),
    sources,
    timeout,
    now: () => clock.now,
    tell: (attempt) => void attempts.push(attempt),
  });
  const sent = () => JSON.stringify(mock.getRequests().map(({ body }) => body));
  return { mock, ask: createAsk(knowledge, model, sources.quoteOf, write), attempts, clock, sent };
}

export function startMock(): Promise<LLMock> {
  return LLMock.create({ port: 0, host: '127.0.0.1', strict: true, logLevel: 'silent' });
}

/** Looks at a text and has the answer refined, as the desk does. */
export async function answer({ ask }: Played, text: string) {
  const looked = ask.look(text);
  return { local: looked, refined: await ask.refine(looked, text) };
}

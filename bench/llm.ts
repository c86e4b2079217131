/** What a language model costs: tokens per answer, and the time that is ours. aimock plays it on this machine. */
import { LLMock } from '@copilotkit/aimock';
import { createAsk } from '../src/ask/ask.ts';
import { createLlm } from '../src/ask/llm.ts';
import { createModel } from '../src/ask/model.ts';
import { tokensOf } from '../src/ask/prompt.ts';
import { type Attempt, createWrite } from '../src/ask/write.ts';
import { readModel } from '../src/knowledge/model-file.ts';
import { createQuotes, createVerbatim } from '../src/knowledge/quotes.ts';
import { knowledgeFolder, openRooms } from '../src/open.ts';
import { openPrompts } from '../src/open-llm.ts';
import { spread, timed } from './measure.ts';

const rounds = 200;
/** The default of OPENAI_CONTEXT_TOKENS. */
const budget = 12_000;
const draft = {
  citations: [{ id: '6.5', quote: '甲が承諾した場合を除き、当該パソコン等を作業場所から持ち出してはならない' }],
  verdict: 'prohibited_unless_approved',
  text: '甲（県）の承諾がなければ、業務に使うパソコンを作業場所から持ち出せません。',
};

export async function measureLlm() {
  const { knowledge } = await openRooms();
  const prompts = await openPrompts(knowledge, budget);
  const quoteOf = createQuotes(knowledge);
  const attempts: Attempt[] = [];
  const mock = await LLMock.create({ port: 0, host: '127.0.0.1', strict: true, logLevel: 'silent' });
  mock.onMessage(/.*/u, { content: JSON.stringify(draft) });
  const write = createWrite({
    complete: createLlm({ apiKey: 'none', baseURL: `${mock.url}/v1`, model: 'mock' }),
    prompts,
    retrieve: () => [],
    sources: { knowledge, quoteOf, isVerbatim: createVerbatim(knowledge) },
    timeout: 5_000,
    now: Date.now,
    tell: (attempt) => void attempts.push(attempt),
  });
  const ask = createAsk(knowledge, createModel(await readModel(knowledgeFolder)), quoteOf, write);
  const times = await timed(rounds, async (i) => {
    // Another question each time: an answer that is known already asks nobody.
    const text = `このノートPC${i}、家に持って帰っていい？`;
    await ask.refine(ask.look(text), text);
  });
  await mock.stop();
  const text = 'このノートPC、家に持って帰っていい？';
  const { system, user } = prompts.answer({ text, lang: 'ja', finding: ask.look(text).finding });
  return {
    verified: attempts.filter(({ outcome }) => outcome === 'verified').length / rounds,
    stable: tokensOf(system),
    question: tokensOf(user),
    answer: tokensOf(JSON.stringify(draft)),
    ...spread(times.slice(20)),
  };
}

/** Opens the language model that the configuration names, with its prompts and everything that it is checked against. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { QuoteOf } from './ask/answer.ts';
import type { Endpoint } from './ask/llm.ts';
import { createPrompts, type Prompts, type TemplateName, type Templates, templateNames } from './ask/prompt.ts';
import { createRetrieve } from './ask/retrieve.ts';
import { createWrite, type Report, type Write } from './ask/write.ts';
import type { Config } from './config.ts';
import { TokkiError } from './errors.ts';
import { createVerbatim } from './knowledge/quotes.ts';
import type { Knowledge } from './knowledge/types.ts';
import { codeOf, type Log } from './log.ts';
import { isInJapan } from './regions.ts';

/** The prompts of this installation. */
const promptFolder = fileURLToPath(new URL('../prompts/', import.meta.url));

/**
 * The endpoint that may be asked; undefined where no model is configured.
 * @throws TokkiError `config` where the key is missing, `region` where it is not in Japan and nobody answers for that
 */
export function endpointOf(config: Config): (Endpoint & { readonly region: string }) | undefined {
  const { OPENAI_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_REGION: region } = config;
  if (!model) return undefined;
  if (!apiKey) throw new TokkiError('config', 'OPENAI_API_KEY: is needed with OPENAI_MODEL');
  if (!region) throw new TokkiError('region', 'OPENAI_REGION does not say where the language model is');
  if (!isInJapan(region) && region !== config.OPENAI_ACCEPT_REGION)
    throw new TokkiError('region', `OPENAI_REGION=${region} is not in Japan`);
  return { apiKey, baseURL, model, region };
}

/** @throws TokkiError `config`, `region`, `prompts` */
export async function openWrite(
  config: Config,
  knowledge: Knowledge,
  quoteOf: QuoteOf,
  log: Log,
): Promise<Write | undefined> {
  const endpoint = endpointOf(config);
  if (!endpoint) return undefined;
  const prompts = await openPrompts(knowledge, config.OPENAI_CONTEXT_TOKENS);
  // Who has no model need not load its client.
  const { createLlm } = await import('./ask/llm.ts');
  return createWrite({
    complete: createLlm(endpoint),
    prompts,
    retrieve: prompts.whole ? () => [] : createRetrieve(knowledge),
    sources: { knowledge, quoteOf, isVerbatim: createVerbatim(knowledge) },
    timeout: config.OPENAI_TIMEOUT_MS,
    now: Date.now,
    report: (report) => write(log, report),
  });
}

/** @throws TokkiError `prompts` where one cannot be read, lacks a name or has an unknown one */
export async function openPrompts(knowledge: Knowledge, budget: number): Promise<Prompts> {
  return createPrompts(knowledge, await readTemplates(), budget);
}

async function readTemplates(): Promise<Templates> {
  const read = async (name: TemplateName) => {
    try {
      return [name, await readFile(`${promptFolder}${name}.md`, 'utf8')] as const;
    } catch (error) {
      throw new TokkiError('prompts', `prompts/${name}.md cannot be read (${codeOf(error)})`, { cause: error });
    }
  };
  return Object.fromEntries(await Promise.all(templateNames.map(read))) as Templates;
}

/** Figures only: what was asked and answered has no place in a log. */
function write(log: Log, { outcome, fault, error, tokens, ms }: Report): void {
  const code = error === undefined ? {} : { code: codeOf(error) };
  const fields = { kind: outcome, ms, ...(fault && { rule: fault }), ...code, ...tokens };
  if (outcome === 'failed') log.warn('model.failed', fields);
  else log.info('model.answer', fields);
}

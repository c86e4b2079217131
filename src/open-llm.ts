/** Opens the language model that the configuration names, with its prompts and everything that it is checked against. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QuoteOf } from './ask/answer.ts';
import type { Endpoint } from './ask/llm.ts';
import { createNear } from './ask/near.ts';
import { createPrompts, type Prompts, type TemplateName, type Templates, templateNames } from './ask/prompt.ts';
import { createRetrieve } from './ask/retrieve.ts';
import { type Attempt, createWrite, type Write } from './ask/write.ts';
import type { Config } from './config.ts';
import { TokkiError } from './errors.ts';
import { createVerbatim } from './knowledge/quotes.ts';
import type { Knowledge } from './knowledge/types.ts';
import { codeOf, type Log } from './log.ts';
import { type Metrics, unmeasured } from './metrics.ts';
import { isInJapan, isOwn } from './regions.ts';
import { keepVectors } from './vectors.ts';

/** The prompts of this installation. */
const promptFolder = fileURLToPath(new URL('../prompts/', import.meta.url));

/**
 * The endpoint that may be asked; undefined where no model is configured.
 * @throws TokkiError `config` where the key is missing or questions would go in the clear, `region` where it is not in Japan and nobody answers for that
 */
export function endpointOf(config: Config): (Endpoint & { readonly region: string }) | undefined {
  const { OPENAI_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_REGION: region } = config;
  if (!model) return undefined;
  if (!apiKey) throw new TokkiError('config', 'OPENAI_API_KEY: is needed with OPENAI_MODEL');
  const { protocol, hostname } = new URL(baseURL);
  if (protocol === 'http:' && !isOwn(hostname))
    throw new TokkiError('config', 'OPENAI_BASE_URL: http would carry questions in the clear; use https');
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
  metrics: Pick<Metrics, 'modelled'> = unmeasured,
): Promise<Write | undefined> {
  const endpoint = endpointOf(config);
  if (!endpoint) return undefined;
  const prompts = await openPrompts(knowledge, config.OPENAI_CONTEXT_TOKENS);
  // Who has no model need not load its client.
  const { createEmbed, createLlm } = await import('./ask/llm.ts');
  const embedding = prompts.whole ? undefined : config.OPENAI_EMBEDDING_MODEL;
  const embed = embedding && createEmbed({ ...endpoint, model: embedding });
  const kept = embed && keepVectors(join(config.DATA_DIR, 'vectors.cache'), embedding, embed);
  return createWrite({
    complete: createLlm(endpoint),
    prompts,
    retrieve: prompts.whole ? () => [] : createRetrieve(knowledge),
    ...(embed && kept && { near: createNear(knowledge, embed, kept) }),
    sources: { knowledge, quoteOf, isVerbatim: createVerbatim(knowledge) },
    timeout: config.OPENAI_TIMEOUT_MS,
    now: Date.now,
    tell(attempt) {
      write(log, attempt);
      metrics.modelled(attempt.outcome, attempt.tokens, attempt.ms / 1_000);
    },
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
function write(log: Log, { outcome, fault, error, tokens, ms }: Attempt): void {
  const code = error === undefined ? {} : { code: codeOf(error), ...statusOf(error) };
  const fields = { kind: outcome, ms, ...(fault && { rule: fault }), ...code, ...tokens };
  if (outcome === 'failed') log.warn('model.failed', fields);
  else log.info('model.answer', fields);
}

/** The HTTP status that the endpoint has answered with. */
function statusOf(error: unknown): { readonly status?: number } {
  const { status } = error instanceof Error ? (error as Error & { readonly status?: unknown }) : {};
  return typeof status === 'number' ? { status } : {};
}

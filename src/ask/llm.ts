/** The only place that speaks to a language model: any endpoint with OpenAI's chat completions. */
import { OpenAI } from 'openai';
import { TokkiError } from '../errors.ts';

export interface Prompt {
  /** The same bytes for every question, so that the provider's cache works. */
  readonly system: string;
  readonly user: string;
}

/** Tokens as the endpoint counts them; 0 where it does not say. */
export interface Tokens {
  readonly sent: number;
  /** Of those sent, how many came from the provider's cache. */
  readonly cached: number;
  readonly received: number;
}

export interface Completion {
  readonly text: string;
  readonly tokens: Tokens;
}

/** @throws any error; TokkiError `model` where the endpoint answers, but with nothing to use */
export type Complete = (prompt: Prompt, schema: Schema, timeout: number) => Promise<Completion>;

/** What the model has to answer with. */
export interface Schema {
  readonly name: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Endpoint {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly model: string;
}

/** One try, no redirect to another host, nothing logged: a question goes to this endpoint or nowhere. */
function clientOf({ apiKey, baseURL }: Endpoint): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  });
}

/** The client's own timeout ends with the headers; the signal covers the body too. */
function within(timeout: number) {
  return { timeout, signal: AbortSignal.timeout(timeout) };
}

export type Vector = readonly number[];

/** Texts as vectors, in their order. @throws any error */
export type Embed = (texts: readonly string[], timeout: number) => Promise<readonly Vector[]>;

/** @param endpoint with the name of an embedding model */
export function createEmbed(endpoint: Endpoint): Embed {
  const client = clientOf(endpoint);
  return async (texts, timeout) => {
    const { data } = await client.embeddings.create(
      { model: endpoint.model, input: [...texts], encoding_format: 'float' },
      within(timeout),
    );
    return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  };
}

export function createLlm(endpoint: Endpoint): Complete {
  const client = clientOf(endpoint);
  return async ({ system, user }, { name, json }, timeout) => {
    const completion = await client.chat.completions.create(
      {
        model: endpoint.model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: json } },
      },
      within(timeout),
    );
    const { choices, usage } = completion;
    const [choice] = choices;
    const tokens = {
      sent: usage?.prompt_tokens ?? 0,
      cached: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      received: usage?.completion_tokens ?? 0,
    };
    if (!choice?.message.content || choice.message.refusal || choice.finish_reason !== 'stop')
      throw new TokkiError('model', `the model stopped with ${choice?.finish_reason ?? 'nothing'}`);
    return { text: choice.message.content, tokens };
  };
}

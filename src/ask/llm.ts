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
export function createLlm({ apiKey, baseURL, model }: Endpoint): Complete {
  const client = new OpenAI({
    apiKey,
    baseURL,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  });
  return async ({ system, user }, { name, json }, timeout) => {
    const completion = await client.chat.completions.create(
      {
        model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: json } },
      },
      // The client's own timeout ends with the headers; the signal covers the body too.
      { timeout, signal: AbortSignal.timeout(timeout) },
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

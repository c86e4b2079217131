/** The clients of Slack's Web API, with every wait bounded. */
import { type Logger, LogLevel, type types, webApi } from '@slack/bolt';
import type { Block } from './blocks.ts';

export interface ClientOptions {
  readonly token: string;
  /** Another address of the Web API, for emulators. */
  readonly apiUrl?: string;
  /** How long one call may take, in milliseconds. */
  readonly timeout: number;
  /** How often a look-up is tried again. What posts is never tried again here: it could stand there twice. */
  readonly retries: number;
}

export interface Clients {
  /** For look-ups, and for what may be done twice. */
  readonly read: webApi.WebClient;
  /** For what may not. */
  readonly post: webApi.WebClient;
}

export function createClients(options: ClientOptions): Clients {
  const { token, timeout, retries } = options;
  const shared = { ...apiOf(options), timeout, logger: silent, rejectRateLimitedCalls: true };
  const retryConfig = { retries, minTimeout: 200, factor: 2 };
  return {
    read: new webApi.WebClient(token, { ...shared, retryConfig }),
    post: new webApi.WebClient(token, { ...shared, retryConfig: { retries: 0 } }),
  };
}

export function apiOf({ apiUrl }: Pick<ClientOptions, 'apiUrl'>): { readonly slackApiUrl?: string } {
  return apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
}

/** Our blocks as the SDK types them. The tests hold them against what Slack publishes. */
export function sdkBlocks(blocks: readonly Block[]): types.KnownBlock[] {
  return blocks as unknown as types.KnownBlock[];
}

export function sdkView(view: { readonly type: 'home' | 'modal'; readonly blocks: readonly Block[] }): types.View {
  return view as unknown as types.View;
}

/** The SDK's log lines hold texts and tokens. What goes wrong reaches our log as an error, by its code. */
export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

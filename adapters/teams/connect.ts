/** The way in and out of the Bot Framework: whom it believes, where it may speak, how long it waits. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder';
import { TokkiError } from '../../src/index.ts';
import { record } from './activity.ts';
import type { Json } from './cards.ts';

export type BotFrameworkAuthentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>;

/** The hosts from which Teams speaks: the public cloud and the clouds of the United States. */
const teamsHosts = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
/** How long one request to the connector may take. */
const requestTime = 10_000;

export interface Identity {
  /** Empty: nobody is asked who they are, for the Agents Playground on this machine. */
  readonly appId: string;
  readonly password?: string;
  readonly tenant?: string;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMsi';
}

/** An answer of the connector that is none; `wait` is what it asked for, in milliseconds. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly status: number;
  readonly wait: number;
  readonly code: string;

  constructor(status: number, code = '', wait = 0) {
    super(`the connector answered ${status}`);
    this.status = status;
    this.code = code || `http-${status}`;
    this.wait = wait;
  }
}

/** Whether a service URL is one of Teams, or one that the configuration names; on a development desk, also this machine. */
export function createGate(more: readonly string[], isDevelopment: boolean): (url: string) => boolean {
  const named = new Set(more.map((url) => new URL(url).origin));
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { protocol, host, hostname, origin, username, password } = new URL(url);
    if (username || password) return false;
    if (named.has(origin)) return true;
    return protocol === 'https:'
      ? teamsHosts.has(host)
      : isDevelopment && protocol === 'http:' && loopback.has(hostname);
  };
}

/** How Tokki shows who it is, and believes who others are. */
export function authenticationFor(identity: Identity, isAllowed: (url: string) => boolean): BotFrameworkAuthentication {
  const { appId, password, tenant, type } = identity;
  const credentials = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    ...(appId !== '' && { MicrosoftAppType: type }),
    ...(password !== undefined && { MicrosoftAppPassword: password }),
    ...(tenant !== undefined && { MicrosoftAppTenantId: tenant }),
  });
  return new ConfigurationBotFrameworkAuthentication({}, credentials, undefined, undefined, egress(isAllowed));
}

const deadline = new AsyncLocalStorage<AbortSignal>();
const entitiesSent = new AsyncLocalStorage<readonly Json[]>();

/** The SDK's serializer drops of an entity what it does not know, the AI label and the citations among it. */
export function withEntities<Result>(entities: readonly Json[], act: () => Promise<Result>): Promise<Result> {
  return entitiesSent.run(entities, act);
}

function bodyOf(body: unknown): { readonly body?: string } {
  if (typeof body !== 'string') return {};
  const entities = entitiesSent.getStore();
  return { body: entities ? JSON.stringify({ ...record(JSON.parse(body)), entities }) : body };
}

/** No request that is made within it goes on after its time. */
export function inTime<Result>(milliseconds: number, act: () => Promise<Result>): Promise<Result> {
  return deadline.run(AbortSignal.timeout(milliseconds), act);
}

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type HttpAnswer = Awaited<ReturnType<HttpClient['sendRequest']>>;

/**
 * What goes out goes to Teams alone, follows no redirect and waits no longer than it may. The SDK's own retries are left
 * out by raising a failure as an error of our own: they would outlast the lease of the job.
 */
export function egress(isAllowed: (url: string) => boolean): ConnectorOptions {
  const httpClient: HttpClient = {
    async sendRequest(request) {
      if (!isAllowed(request.url)) throw new TokkiError('unreachable', 'a service URL is not on the list of Teams');
      const limit = deadline.getStore();
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(requestTime), ...(limit ? [limit] : [])]),
        ...bodyOf(request.body),
      });
      const bodyAsText = await response.text();
      if (!response.ok) throw new ConnectorError(response.status, codeIn(bodyAsText), waitOf(response.headers));
      const headers = { toJson: () => Object.fromEntries(response.headers) };
      return { request, status: response.status, bodyAsText, headers } as unknown as HttpAnswer;
    },
  };
  return { httpClient };
}

function codeIn(body: string): string {
  return /"code"\s*:\s*"([\w-]{1,40})"/u.exec(body)?.[1] ?? '';
}

function waitOf(headers: Headers): number {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/u.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? 0 : Math.max(0, until - Date.now());
}

/** The SDK's adapter, whose answer to a request is left to us. */
export class Door extends CloudAdapter {
  /** Resolves to false where the request is not from whom it says; `act` is then not called. */
  async admit(
    authorization: string,
    activity: Activity,
    act: (context: TurnContext) => Promise<void>,
  ): Promise<boolean> {
    let isAdmitted = false;
    try {
      await this.processActivity(authorization, activity, (context) => {
        isAdmitted = true;
        return act(context);
      });
    } catch (error) {
      if (isAdmitted) throw error;
    }
    return isAdmitted;
  }
}

/** The Teams adapter between a desk and a connector of this machine: everything goes over HTTP. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createGate, egress } from '../../../adapters/teams/connect.ts';
import { createTeams, type TeamsOptions } from '../../../adapters/teams/index.ts';
import { createBot } from '../../../src/bot.ts';
import { createHost } from '../../../src/host.ts';
import { createHttp, listen } from '../../../src/http.ts';
import type { Adapter, Host } from '../../../src/index.ts';
import { createCipher, newKey, parseKeys } from '../../../src/store/crypt.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Message, Outcome, Person, Reply, Turn } from '../../../src/types.ts';
import { type Connector, startConnector } from './connector.ts';
import { appId, type Issuer, issuerName, startIssuer } from './issuer.ts';

const people: readonly Person[] = [
  { id: 'hana', name: '花', mail: 'hana@example.jp', role: 'staff', lang: 'ja', contracts: ['k'] },
  { id: 'ichiro', name: '一郎', mail: 'ichiro@example.jp', role: 'responsible', lang: 'ja', contracts: ['k'] },
];
export const tenant = 'tenant-1';

export interface Wire {
  readonly connector: Connector;
  readonly issuer: Issuer;
  readonly adapter: Adapter;
  readonly host: Host;
  readonly store: Store;
  readonly messages: readonly Message[];
  readonly logged: readonly string[];
  /** Sends an activity as the Bot Framework does; resolves to the status and the body. */
  post(activity: object, authorization?: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Works until nothing is left to do. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface Script {
  /** What the desk answers; without it, nothing. */
  readonly decide?: (turn: Turn) => Partial<Outcome>;
  readonly options?: Partial<TeamsOptions>;
  /** Further URLs to which this desk may speak. */
  readonly urls?: readonly string[];
  readonly host?: Partial<Host>;
  /** What stands before the desk. */
  readonly wrap?: (desk: Host) => Partial<Host>;
  readonly clock?: () => number;
}

/** An app that must show who it is, in a desk whose words a test decides. */
export async function setUp({
  decide = () => ({}),
  options = {},
  urls = [],
  host: own = {},
  wrap = () => ({}),
  clock = Date.now,
}: Script = {}): Promise<Wire> {
  const connector = await startConnector();
  const issuer = await startIssuer(connector.url);
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: 0, people });
  const isAllowed = createGate([connector.url], false);
  const adapter = createTeams({
    appId,
    tenant,
    type: 'SingleTenant',
    allowedTenants: [],
    serviceUrls: [connector.url, ...urls],
    now: clock,
    random: () => 0,
    authentication: authentication(issuer, isAllowed),
    ...options,
  });
  const messages: Message[] = [];
  const logged: string[] = [];
  const write = (event: string, fields: { code?: string } = {}) =>
    void logged.push(`${event} ${fields.code ?? ''}`.trim());
  const log = { info: write, warn: write, error: write };
  const bot = createBot({
    store,
    adapters: [adapter],
    now: clock,
    log,
    onTimer: async () => ({}),
    handler: async (turn) => {
      messages.push(turn.message);
      return { conversation: turn.conversation, replies: [], ...decide(turn) };
    },
  });
  const rooms = { form: async () => ({ access: [] }), check: async () => ({}), file: async () => undefined };
  const desk = createHost({ store, bot, rooms, now: clock, log });
  const host: Host = { ...desk, ...own, ...wrap(desk) };
  await adapter.start(host);
  const server: Server = await listen(createHttp({ adapters: [adapter], healthy: store.check, log }), 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return {
    connector,
    issuer,
    adapter,
    host,
    store,
    messages,
    logged,
    async post(activity, authorization = `Bearer ${issuer.token()}`) {
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
      return { status: response.status, text: await response.text() };
    },
    async settle() {
      await bot.drain();
      await adapter.stop();
    },
    async stop() {
      await bot.stop();
      await new Promise((resolve) => server.close(resolve));
      await connector.stop();
      await issuer.stop();
      await store.close();
    },
  };
}

type Authentication = NonNullable<TeamsOptions['authentication']>;
type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

/** Believes the issuer of the test, and needs no token of its own to speak. */
function authentication(issuer: Issuer, isAllowed: (url: string) => boolean): Authentication {
  const unsigned = { signRequest: async (request: unknown) => request };
  const credentials = {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => unsigned,
  } as unknown as Credentials;
  const cloud = {
    ToBotFromChannelOpenIdMetadataUrl: issuer.url,
    ToBotFromChannelTokenIssuer: issuerName,
    ToBotFromEmulatorOpenIdMetadataUrl: issuer.url,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://token.botframework.com',
  };
  return new ConfigurationBotFrameworkAuthentication(cloud, credentials, undefined, undefined, egress(isAllowed));
}

let serial = 0;

/** A message as Teams sends it: with its own HTML beside the text, and what the client says of itself. */
/** Where an activity comes from. */
type Origin = { readonly connector: Pick<Connector, 'url'> };

export function said(wire: Origin, text: string, more: object = {}) {
  return {
    type: 'message',
    id: `activity-${++serial}`,
    timestamp: '2026-11-23T06:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: wire.connector.url,
    from: { id: '29:hana', name: 'Hana', aadObjectId: 'aad-hana' },
    recipient: { id: `28:${appId}`, name: 'Tokki' },
    conversation: { id: 'a:hana', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    entities: [{ type: 'clientInfo', locale: 'ja-JP', country: 'JP', platform: 'Windows' }],
    locale: 'ja-JP',
    textFormat: 'plain',
    text,
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    ...more,
  };
}

/** An invoke of the same person. */
export function invoked(wire: Origin, name: string, value: object, more: object = {}) {
  const { text: _, attachments: __, textFormat: ___, ...rest } = said(wire, '');
  return { ...rest, type: 'invoke', name, value, ...more };
}

export const inChannel = {
  conversation: {
    id: '19:team@thread.tacv2;messageid=1',
    conversationType: 'channel',
    tenantId: tenant,
    isGroup: true,
  },
  channelData: { tenant: { id: tenant }, team: { id: '19:team@thread.tacv2' } },
};

export const note = (text: string, more: Partial<Reply> = {}): Reply => ({ kind: 'notice', lang: 'ja', text, ...more });

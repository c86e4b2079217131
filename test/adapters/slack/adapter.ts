/** The Slack adapter by itself, with a Host that keeps what it is told. */
import type { AddressInfo } from 'node:net';
import { createSlack, type SlackOptions } from '../../../adapters/slack/index.ts';
import { createHttp, listen } from '../../../src/http.ts';
import type { Adapter, Host } from '../../../src/index.ts';
import type { Contact, Message } from '../../../src/types.ts';
import { listOf, quietHost } from '../host.ts';
import { signingSecret } from './desk.ts';

export interface Bench {
  readonly adapter: Adapter;
  readonly url: string;
  readonly heard: readonly Message[];
  readonly reported: readonly unknown[];
  readonly contacts: Map<string, Contact>;
  stop(): Promise<void>;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function startAdapter(
  options: Partial<SlackOptions> & { readonly apiUrl: string },
  more: Partial<Host> = {},
): Promise<Bench> {
  const heard: Message[] = [];
  const reported: unknown[] = [];
  const contacts = new Map<string, Contact>();
  const host: Host = {
    ...quietHost,
    receive: async (message) => {
      heard.push(message);
      return 'taken';
    },
    history: async () => [],
    ...listOf([]),
    remember: async (contact) => void contacts.set(contact.address, contact),
    contact: async (address) => contacts.get(address),
    contactByMail: async (_, mail) =>
      [...contacts.values()].find((one) => one.mail.toLowerCase() === mail.toLowerCase()),
    report: (error) => void reported.push(error),
    ...more,
  };
  const transport = options.appToken ? {} : { signingSecret };
  const shared = { token: 'xoxb-tokki', allowedTeams: [], timeout: 300, retries: 0, now: Date.now };
  const adapter = createSlack({ ...shared, ...transport, ...options });
  await adapter.start(host);
  const server = await listen(
    createHttp({ adapters: [adapter], healthy: async () => undefined, log: quiet }),
    0,
    '127.0.0.1',
  );
  return {
    adapter,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    reported,
    contacts,
    async stop() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A Slack workspace in the machine: emulate 0.12.2, and the little that it lacks. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createEmulator } from 'emulate';
import { signingSecret } from './desk.ts';

interface Webhooks {
  register(subscription: { url: string; events: string[]; active: boolean; owner: string }): unknown;
  dispatch(event: string, action: undefined, payload: object, owner: string): Promise<void>;
}
interface Inside {
  readonly webhooks: Webhooks;
  /** The views that were opened or published. */
  views(): readonly View[];
  /** What only one user sees. */
  whispers(): readonly { readonly blocks: readonly object[] }[];
}
interface Plugin {
  register(app: unknown, store: unknown, webhooks: Webhooks, ...rest: unknown[]): void;
}
interface Bundle {
  readonly slackPlugin: Plugin;
  getSlackStore(store: unknown): {
    readonly views: { all(): readonly View[] };
    readonly ephemeralMessages: { all(): readonly { readonly blocks: readonly object[] }[] };
  };
}

interface View {
  readonly view_id: string;
  readonly type: string;
  readonly user_id: string;
  readonly private_metadata?: string;
  readonly blocks: readonly object[];
}

/** A message as `conversations.history` shows it. */
export interface Line {
  readonly ts: string;
  readonly user?: string;
  readonly text: string;
  readonly blocks?: readonly { readonly type: string; readonly [member: string]: unknown }[];
}

export interface Workspace {
  readonly apiUrl: string;
  readonly inspector: string;
  /** Slack sends its events there from now on. */
  deliverTo(url: string): void;
  /** Calls a method of the Web API as a user (`hana`, `ichiro`, `tokki`). */
  call<Result>(as: string, method: string, args: object): Promise<Result>;
  userId(name: string): Promise<string>;
  /** Sends an event that emulate does not send by itself. */
  dispatch(event: { readonly type: string }): Promise<void>;
  views(): readonly View[];
  whispers(): readonly { readonly blocks: readonly object[] }[];
  stop(): Promise<void>;
}

/** The bundle offers no way to say where events go: its plugin is wrapped before it is used. */
async function lookInside(): Promise<() => Inside> {
  const folder = dirname(fileURLToPath(import.meta.resolve('emulate')));
  const isSlack = (file: string) => readFileSync(file, 'utf8').includes('var slackPlugin = ');
  const [file = ''] = globSync(`${folder}/dist-*.js`).filter(isSlack);
  const { slackPlugin: plugin, getSlackStore } = (await import(pathToFileURL(file).href)) as Bundle;
  const register = plugin.register.bind(plugin);
  let inside: Inside | undefined;
  plugin.register = (app, store, webhooks, ...rest) => {
    const { views, ephemeralMessages } = getSlackStore(store);
    inside = { webhooks, views: () => views.all(), whispers: () => ephemeralMessages.all() };
    register(app, store, webhooks, ...rest);
  };
  return () => inside ?? assert.fail('emulate has not used its plugin');
}

export async function startWorkspace(): Promise<Workspace> {
  const inside = await lookInside();
  const person = (name: string, email: string) => ({ name, real_name: name, email });
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        signing_secret: signingSecret,
        channels: [{ name: '業務連絡' }],
        users: [
          person('tokki', 'tokki@bots'),
          person('hana', 'hana@example.jp'),
          person('ichiro', 'ichiro@example.jp'),
        ],
        tokens: ['tokki', 'hana', 'ichiro'].map((user) => ({ token: `xoxb-${user}`, user })),
      },
    },
  });
  const apiUrl = `${emulator.url}/api/`;
  async function call<Result>(as: string, method: string, args: object): Promise<Result> {
    const headers = { authorization: `Bearer xoxb-${as}`, 'content-type': 'application/json' };
    const response = await fetch(`${apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
    const result = (await response.json()) as { ok: boolean; error?: string };
    if (!result.ok) throw new Error(`${method}: ${result.error}`);
    return result as Result;
  }
  return {
    apiUrl,
    inspector: emulator.url,
    deliverTo: (url) => void inside().webhooks.register({ url, events: ['*'], active: true, owner: 'slack' }),
    call,
    userId: async (name) => {
      const { user_id } = await call<{ user_id: string }>(name, 'auth.test', {});
      return user_id;
    },
    async dispatch(event) {
      const envelope = { type: 'event_callback', team_id: 'T000000001', event_id: `Ev${Date.now()}`, event };
      await inside().webhooks.dispatch(event.type, undefined, envelope, 'slack');
    },
    views: () => inside().views(),
    whispers: () => inside().whispers(),
    stop: () => emulator.close(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

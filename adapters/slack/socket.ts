/** Socket Mode: the same requests over a connection that we open, acknowledged at the same moment as over HTTP. */
import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { apiOf, silent } from './client.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly timeout: number;
  readonly report: (error: unknown) => void;
}

const longestPause = 30_000;

/** Keeps one connection open until it is stopped: Slack closes each after some hours, and a network may at any time. */
export function createSocketReceiver({ appToken, timeout, report, ...api }: SocketOptions): Receiver {
  const clientOptions = { ...apiOf(api), timeout, retryConfig: { retries: 0 }, logger: silent };
  const socket = new SocketModeReceiver({
    appToken,
    logger: silent,
    // The SDK's own reconnection gives up with an unhandled rejection when Slack does not answer.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    processEventErrorHandler: async () => false,
  });
  const stopped = new AbortController();

  async function stayConnected(first: () => void): Promise<void> {
    for (let failures = 0; !stopped.signal.aborted; ) {
      try {
        const gone = new Promise((resolve) => socket.client.once('disconnected', resolve));
        await socket.start();
        failures = 0;
        first();
        if (stopped.signal.aborted) void socket.client.disconnect();
        await gone;
      } catch (error) {
        report(error);
        first();
        const delay = Math.min(longestPause, 1_000 * 2 ** failures++);
        await pause(delay, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  }

  return {
    init: (app: App) => socket.init(acknowledgingLast(app)),
    /** Resolves after the first attempt, whether or not Slack was there. */
    start: () => new Promise<void>((resolve) => void stayConnected(resolve)),
    async stop() {
      stopped.abort();
      // The second call ends a connection whose other side does not say goodbye.
      await Promise.race([socket.client.disconnect(), pause(500, undefined, { ref: false })]);
      await Promise.race([socket.client.disconnect(), pause(500, undefined, { ref: false })]);
    },
  };
}

/** Bolt acknowledges an event before its listeners run. Here the acknowledgement waits until they are done. */
function acknowledgingLast(app: App): App {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    let answer: { readonly body: Parameters<ReceiverEvent['ack']>[0] } | undefined;
    await app.processEvent({
      ...event,
      ack: async (body) => {
        answer = { body };
      },
    });
    if (answer) await event.ack(answer.body);
  };
  return { processEvent } as App;
}

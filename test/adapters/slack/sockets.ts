/** The other end of Socket Mode: says hello, sends envelopes, waits for their acknowledgement. */
import type { WebSocket, WebSocketServer } from 'ws';
import { until } from './until.ts';

export interface Sockets {
  /** How many connections were opened so far. */
  readonly opened: number;
  /** Sends an envelope and gives what it was acknowledged with; undefined where that did not happen in `ms`. */
  deliver(type: string, payload: object, ms?: number): Promise<object | undefined>;
  /** Asks the client to come back, as Slack does from time to time; or breaks the connection without a word. */
  disconnect(how: 'politely' | 'rudely'): void;
  close(): void;
}

export function createSockets(server: WebSocketServer): Sockets {
  const links: WebSocket[] = [];
  const acknowledged = new Map<string, object>();
  let serial = 0;
  server.on('connection', (link) => {
    links.push(link);
    link.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: object };
      acknowledged.set(id, payload ?? {});
    });
    link.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0TOKKIAPP' } }));
  });
  return {
    get opened() {
      return links.length;
    },
    async deliver(type, payload, ms = 3_000) {
      const id = `envelope-${++serial}`;
      const accepts = type !== 'events_api';
      links.at(-1)?.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: accepts }));
      return until(() => acknowledged.get(id), ms).catch(() => undefined);
    },
    disconnect(how) {
      if (how === 'rudely') return links.at(-1)?.terminate();
      links.at(-1)?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close() {
      for (const link of links) link.terminate();
      server.close();
    },
  };
}

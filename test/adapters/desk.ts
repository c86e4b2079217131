/** The whole desk with an adapter on a port of its own. */
import type { AddressInfo } from 'node:net';
import { createBot } from '../../src/bot.ts';
import { createDesk } from '../../src/desk.ts';
import { createHost } from '../../src/host.ts';
import { createHttp, listen } from '../../src/http.ts';
import type { Adapter, Host } from '../../src/index.ts';
import type { Intake } from '../../src/intake.ts';
import { createLog, type Log } from '../../src/log.ts';
import { openRooms, type Rooms } from '../../src/open.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Person } from '../../src/types.ts';
import { noGuard } from '../no-guard.ts';

const contracts = ['住民アンケート集計業務'];
export const people: readonly Person[] = [
  { id: 'hana', name: '佐藤 はな', mail: 'hana@example.jp', role: 'staff', lang: 'ja', manager: 'ichiro', contracts },
  { id: 'ichiro', name: '鈴木 一郎', mail: 'ichiro@example.jp', role: 'responsible', lang: 'ja', contracts },
];

let rooms: Promise<Rooms> | undefined;

export interface RunningDesk {
  readonly url: string;
  readonly store: Store;
  readonly host: Host;
  readonly log: readonly string[];
  /** Does all that is due. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeskOptions {
  /** The Bot works only when it is told to. */
  readonly idle?: boolean;
  readonly wrap?: (host: Host) => Host;
  readonly now?: () => number;
  readonly staff?: readonly Person[];
  /** Without one, every Message is taken. */
  readonly intake?: (store: Store) => Intake;
}

export async function startDesk(
  adapter: Adapter,
  { idle = false, wrap = (host) => host, now = Date.now, staff = people, intake }: DeskOptions = {},
): Promise<RunningDesk> {
  rooms ??= openRooms();
  const { ask, incident, training } = await rooms;
  const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
  await store.commit({ now: now(), people: staff });
  const lines: string[] = [];
  const log: Log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const desk = createDesk(ask, incident, training, noGuard);
  const bot = createBot({
    store,
    handler: desk.handle,
    onTimer: desk.onTimer,
    adapters: [adapter],
    now,
    log,
    ...(intake && { intake: intake(store) }),
  });
  const host = wrap(createHost({ store, bot, rooms: desk, now, log }));
  await adapter.start(host);
  const server = await listen(createHttp({ adapters: [adapter], healthy: store.check, log }), 0, '127.0.0.1');
  if (!idle) bot.start();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    host,
    log: lines,
    drain: () => bot.drain(),
    async stop() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bot.stop();
      await store.close();
    },
  };
}

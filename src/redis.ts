/** Signals over Redis: pub/sub and counters. The only place that knows Redis. */
import { randomUUID } from 'node:crypto';
import { Cluster, Redis } from 'ioredis';
import type { Log } from './log.ts';
import { parseRedis, type RedisAddress } from './redis-address.ts';
import type { Signal, Signals } from './signals.ts';

/** Everything lies under this prefix, so that one Redis can serve others too. */
const prefix = 'tokki:';
const channel = `${prefix}signals`;

/** Longer than this nobody waits for a counter: the instance then counts for itself. */
const patience = 150;
const longestPause = 2_000;

/** How often an instance says something to itself, and how long it is believed to be heard after it has heard that. */
const beat = 2_000;
const fresh = 3 * beat;

export interface RedisSignals extends Signals {
  /** Why the others cannot be reached, in one word: what Redis said (`WRONGPASS`, `NOPERM`) or the code of the system. */
  trouble(): string | undefined;
}

/**
 * Starts to connect and goes on trying; nobody waits for it.
 * @throws TokkiError `config` where the address cannot be read
 */
export function connectRedis(url: string, log: Log): RedisSignals {
  const address = parseRedis(url);
  const id = randomUUID();
  const listeners = new Set<(signal: Signal) => void>();
  const [talking, hearing] = [connect(address), connect(address)];
  const { state, trouble, heard, stop } = listenToOneself(id, talking, hearing, log);
  let quietUntil = 0;

  hearing.on('message', (_channel: string, text: string) => {
    const { from, signal } = parseSignal(text);
    if (from === id) heard();
    else if (signal) for (const listener of listeners) listener(signal);
  });

  return {
    state,
    trouble,
    tell(signal) {
      if (state() === 'up') talking.publish(channel, JSON.stringify([id, signal])).catch(() => undefined);
    },
    hear: (listener) => void listeners.add(listener),
    async count(names, lifetime) {
      if (state() !== 'up' || performance.now() < quietUntil) return undefined;
      try {
        return await Promise.all(names.map((name) => increase(talking, prefix + name, lifetime)));
      } catch {
        quietUntil = performance.now() + longestPause;
        return undefined;
      }
    },
    async close() {
      stop();
      for (const client of [talking, hearing]) client.disconnect();
    },
  };
}

/**
 * A connection alone carries nothing: its user may lack the right to the channel, the server may hang. So an instance says
 * something to itself again and again, and is joined to the others while it hears that.
 */
function listenToOneself(id: string, talking: Redis | Cluster, hearing: Redis | Cluster, log: Log) {
  let told: 'up' | 'down' | undefined;
  let trouble: string | undefined;
  let heard = Number.NEGATIVE_INFINITY;

  function state(): 'up' | 'down' {
    const isConnected = talking.status === 'ready' && hearing.status === 'ready';
    return isConnected && performance.now() - heard < fresh ? 'up' : 'down';
  }

  /** Each change is logged once. */
  function note(error?: unknown): void {
    const now = state();
    trouble = now === 'up' ? undefined : (wordOf(error) ?? trouble);
    if (now === told) return;
    told = now;
    if (now === 'up') log.info('redis.up');
    else log.warn('redis.down', trouble === undefined ? {} : { code: trouble });
  }

  /** Subscribing again changes nothing where the subscription is there, and mends one that was refused or got lost. */
  async function greet(): Promise<void> {
    if (talking.status !== 'ready' || hearing.status !== 'ready') return;
    try {
      await hearing.subscribe(channel);
      await talking.publish(channel, JSON.stringify([id]));
    } catch (error) {
      note(error);
    }
  }

  for (const client of [talking, hearing]) {
    client.on('error', note);
    // A Cluster says of each of its servers what is wrong there.
    client.on('node error', (error: unknown) => {
      trouble = wordOf(error) ?? trouble;
    });
    client.on('ready', () => void greet());
    client.on('close', () => {
      heard = Number.NEGATIVE_INFINITY;
      note();
    });
  }
  const beating = setInterval(() => {
    note();
    void greet();
  }, beat).unref();

  return {
    state,
    trouble: () => trouble,
    heard() {
      heard = performance.now();
      note();
    },
    stop: () => clearInterval(beating),
  };
}

function connect({ kind, nodes, tls, db, ...who }: RedisAddress): Redis | Cluster {
  const { name, username, password, sentinelPassword } = who;
  const shared = {
    db,
    connectionName: 'tokki',
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    connectTimeout: longestPause,
    commandTimeout: patience,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
  };
  // What cannot be said now need not be said later.
  const enableOfflineQueue = false;
  if (kind === 'cluster')
    return new Cluster([...nodes], {
      enableOfflineQueue,
      clusterRetryStrategy: pause,
      redisOptions: shared,
      // A Cluster would look the names up before it connects; a certificate is made out to a name.
      ...(tls && { dnsLookup: (name, callback) => callback(null, name) }),
    });
  const options = { ...shared, enableOfflineQueue, retryStrategy: pause };
  const [first] = nodes;
  if (kind === 'single') return new Redis({ ...options, ...first });
  return new Redis({
    ...options,
    sentinels: [...nodes],
    ...(name !== undefined && { name }),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
    sentinelRetryStrategy: pause,
  });
}

function pause(times: number): number {
  return Math.min(50 * 2 ** times, longestPause);
}

/** The lifetime is set with the counter itself: one that is never deleted would stay for ever. */
const counting = `local value = redis.call('incr', KEYS[1])
if value == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return value`;

async function increase(redis: Redis | Cluster, key: string, lifetime: number): Promise<number> {
  return Number(await redis.eval(counting, 1, key, lifetime));
}

/** Who told it, and what; no Signal where it is meant for nobody else, or is none. */
function parseSignal(text: string): { readonly from?: string; readonly signal?: Signal } {
  try {
    const [from, signal] = JSON.parse(text) as [string, Signal?];
    return { from, ...(signal && ['work', 'line'].includes(signal.about) && { signal }) };
  } catch {
    return {};
  }
}

/** Never the whole message: it may name what was asked for. */
function wordOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message, code }: { readonly message: string; readonly code?: unknown } = error;
  return /\b(?:WRONGPASS|NOAUTH|NOPERM)\b/u.exec(message)?.[0] ?? (typeof code === 'string' ? code : undefined);
}

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

/**
 * Starts to connect and goes on trying; nobody waits for it.
 * @throws TokkiError `config` where the address cannot be read
 */
export function connectRedis(url: string, log: Log): Signals {
  const address = parseRedis(url);
  const id = randomUUID();
  const listeners = new Set<(signal: Signal) => void>();
  const [talking, hearing] = [connect(address), connect(address)];
  let told: 'up' | 'down' | undefined;
  let quietUntil = 0;

  function state(): 'up' | 'down' {
    return talking.status === 'ready' && hearing.status === 'ready' ? 'up' : 'down';
  }

  /** Each change is logged once; while the first of the two connections is made, nothing has changed yet. */
  function note(event: 'ready' | 'lost'): void {
    const now = state();
    if (now === told || (event === 'ready' && now === 'down')) return;
    told = now;
    if (now === 'up') log.info('redis.up');
    else log.warn('redis.down');
  }

  for (const client of [talking, hearing]) {
    client.on('error', () => note('lost'));
    client.on('close', () => note('lost'));
    client.on('ready', () => note('ready'));
  }
  hearing.on('ready', () => void hearing.subscribe(channel).catch(() => undefined));
  hearing.on('message', (_channel: string, text: string) => {
    const signal = parseSignal(text, id);
    if (signal) for (const listener of listeners) listener(signal);
  });

  return {
    state,
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
      for (const client of [talking, hearing]) client.disconnect();
    },
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
    return new Cluster([...nodes], { enableOfflineQueue, clusterRetryStrategy: pause, redisOptions: shared });
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

/** What another instance told; nothing for what this one did, or for what is no Signal. */
function parseSignal(text: string, self: string): Signal | undefined {
  try {
    const [from, signal] = JSON.parse(text) as [string, Signal];
    return from === self || !['work', 'line'].includes(signal.about) ? undefined : signal;
  } catch {
    return undefined;
  }
}

/** What the instances stand on: a SQLite file, or PostgreSQL and Redis. */
import { randomBytes } from 'node:crypto';
import { createPostgres, createRedis, postgresInstalled, redisInstalled } from '../servers.ts';
import type { Breakable } from './platform.ts';

export interface Installation {
  readonly instances: number;
  /** Instances more, to which an update changes over. */
  readonly spare: number;
  readonly env: Record<string, string>;
  readonly breakable: readonly Breakable[];
  /** The data stand in a file of this machine. */
  readonly disk: boolean;
  /** The process of the database, where it is one of its own and runs. */
  database(): number | undefined;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export const serversInstalled = postgresInstalled && redisInstalled;

export function onSqlite(): Installation {
  const nothing = async () => undefined;
  const database = () => undefined;
  return { instances: 1, spare: 0, env: {}, breakable: [], disk: true, database, start: nothing, remove: nothing };
}

/** Two instances on servers of their own, which break too. */
export async function onServers(): Promise<Installation> {
  const [postgres, redis] = [await createPostgres(), await createRedis()];
  return {
    instances: 2,
    spare: 1,
    disk: false,
    database: postgres.pid,
    env: {
      DATABASE_URL: postgres.url,
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      TOKKI_KEYS: `t:${randomBytes(32).toString('base64')}`,
    },
    breakable: [
      { name: 'postgres', isStore: true, start: postgres.start, stop: postgres.stop },
      { name: 'redis', start: redis.start, stop: redis.stop },
      { name: 'redis hang', start: async () => redis.freeze(false), stop: async () => redis.freeze(true) },
    ],
    async start() {
      await Promise.all([postgres.start(), redis.start()]);
    },
    async remove() {
      await Promise.all([postgres.remove(), redis.remove()]);
    },
  };
}

/** What the instances stand on: a SQLite file, or PostgreSQL and Redis. */
import { randomBytes } from 'node:crypto';
import { createPostgres, createRedis, postgresInstalled, redisInstalled } from '../servers.ts';
import type { Breakable } from './chaos.ts';

export interface Installation {
  readonly instances: number;
  readonly env: Record<string, string>;
  readonly breakable: readonly Breakable[];
  start(): Promise<void>;
  remove(): Promise<void>;
}

export const serversInstalled = postgresInstalled && redisInstalled;

export function onSqlite(): Installation {
  return { instances: 1, env: {}, breakable: [], start: async () => undefined, remove: async () => undefined };
}

/** Two instances on servers of their own, which break too. */
export async function onServers(): Promise<Installation> {
  const [postgres, redis] = [await createPostgres(), await createRedis()];
  return {
    instances: 2,
    env: {
      DATABASE_URL: postgres.url,
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      TOKKI_KEYS: `t:${randomBytes(32).toString('base64')}`,
    },
    breakable: [
      { name: 'postgres', start: postgres.start, stop: postgres.stop },
      { name: 'redis', start: redis.start, stop: redis.stop },
    ],
    async start() {
      await Promise.all([postgres.start(), redis.start()]);
    },
    async remove() {
      await Promise.all([postgres.remove(), redis.remove()]);
    },
  };
}

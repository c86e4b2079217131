/** What `doctor` says of the machinery: the queue, the clock, the storage, Redis. */
import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { DeadJob, Store } from '../store/store.ts';
import { type Finding, good } from './finding.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A job that has waited so long is not being worked on. */
const stuckAfter = 5 * 60_000;
const mostDead = 1_000;

export async function checkJobs(store: Pick<Store, 'counts' | 'dead'>, now: number): Promise<readonly Finding[]> {
  const open = (await store.counts(['open'])).filter(({ kind }) => kind !== 'timer');
  const count = open.reduce((sum, one) => sum + one.count, 0);
  const oldest = Math.min(now, ...open.map((one) => one.oldest));
  const minutes = Math.floor((now - oldest) / 60_000);
  const advice =
    'See that an instance runs and look for `job.retry` in its log; if all are busy, see "Growing" in the README.';
  const queue =
    now - oldest > stuckAfter
      ? { rule: 'jobs', finding: `${count} open, the oldest has waited ${minutes} minutes`, advice }
      : good('jobs', `${count} open`);
  return [queue, deadFinding(await store.dead(mostDead))];
}

/** What was given up, by kind, platform and error code. */
function deadFinding(dead: readonly DeadJob[]): Finding {
  if (dead.length === 0) return good('dead-jobs', 'none');
  const groups = Map.groupBy(dead, ({ kind, address, reason }) => `${kind} ${address.split(':', 1)[0]} ${reason}`);
  const counted = [...groups].map(([what, { length }]) => `${length} × ${what}`);
  const newest = new Date(Math.max(...dead.map(({ due }) => due))).toISOString();
  return {
    rule: 'dead-jobs',
    finding: `${counted.join(', ')}; the newest from ${newest}`,
    advice: 'Read the log lines `job.dead`, mend the cause, and tell the people concerned: they got no full answer.',
  };
}

/** Leases and due dates go by the clock of each instance. */
const tolerated = 2_000;

export async function checkClock(store: Pick<Store, 'clock'>, now: () => number): Promise<Finding> {
  const asked = now();
  const theirs = await store.clock();
  const skew = theirs - (asked + now()) / 2;
  const finding = `${Math.abs(skew / 1_000).toFixed(1)} s ${skew < 0 ? 'ahead of' : 'behind'} the database`;
  if (Math.abs(skew) <= tolerated) return good('clock', finding);
  const advice =
    'Let every machine set its clock by NTP: reminders and deadlines go by it, and so does who holds a job.';
  return { rule: 'clock', finding, advice };
}

export async function checkStorage({ DATA_DIR, DATABASE_URL }: Config): Promise<readonly Finding[]> {
  const { bavail, blocks, bsize } = await statfs(DATA_DIR);
  const part = blocks > 0 ? bavail / blocks : 1;
  const finding = `${Math.round((bavail * bsize) / 1e6).toLocaleString('en-US')} MB free (${Math.round(part * 100)} %)`;
  if (part > 0.1 && bavail * bsize > 500e6) return [good('storage', finding)];
  const what = DATABASE_URL ? 'Look at the disk of the database too.' : 'Tokki takes no message when it is full.';
  return [{ rule: 'storage', finding, advice: `Make room under ${DATA_DIR}. ${what}` }];
}

export async function checkRedis({ REDIS_URL, DATABASE_URL }: Config): Promise<readonly Finding[]> {
  if (!REDIS_URL) return DATABASE_URL ? [good('redis', 'none: several instances look for work every second')] : [];
  const { connectRedis } = await import('../redis.ts');
  const signals = connectRedis(REDIS_URL, silent);
  try {
    for (let n = 0; n < 40 && signals.state() !== 'up'; n++) await pause(50);
    if (signals.state() === 'up') return [good('redis', 'answers')];
  } finally {
    await signals.close();
  }
  const advice =
    'See that Redis runs and REDIS_URL is right; until then instances look for work every second and count limits alone.';
  return [{ rule: 'redis', finding: 'does not answer', advice }];
}

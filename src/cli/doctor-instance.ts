/** What `doctor` says of the machinery: the queue, the clock, the storage, Redis. */
import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { codeOf } from '../log.ts';
import type { DeadJob, Store } from '../store/store.ts';
import { concerned, mostDead } from './doctor-reach.ts';
import { type Finding, good, listed } from './finding.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A job that has waited so long is not being worked on. */
const stuckAfter = 5 * 60_000;

export async function checkJobs(
  store: Pick<Store, 'counts' | 'dead' | 'people' | 'contacts'>,
  now: number,
): Promise<readonly Finding[]> {
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
  const dead = await store.dead(mostDead);
  return [queue, dead.length === 0 ? good('dead-jobs', 'none') : deadFinding(dead, await concerned(store, dead))];
}

/** What was given up, by kind, platform and error code, and whom it concerns. */
function deadFinding(dead: readonly DeadJob[], people: readonly string[]): Finding {
  const groups = Map.groupBy(dead, ({ kind, address, reason }) => `${kind} ${address.split(':', 1)[0]} ${reason}`);
  const counted = [...groups].map(([what, { length }]) => `${length} × ${what}`);
  const newest = new Date(Math.max(...dead.map(({ due }) => due))).toISOString();
  return {
    rule: 'dead-jobs',
    finding: `${counted.join(', ')}; the newest from ${newest}${people.length > 0 ? `; of ${listed(people)}` : ''}`,
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

/** PostgreSQL's own disk cannot be seen from another machine, and is not looked for on this one. */
export async function checkStorage({ DATA_DIR, BACKUP_DIR, DATABASE_URL }: Config): Promise<readonly Finding[]> {
  const full = DATABASE_URL ? '' : ' Tokki takes no message when it is full.';
  const unseen = good('storage-database', 'the disk of PostgreSQL is not seen from here: watch it there');
  return [
    await roomIn('storage', DATA_DIR, `Make room under ${DATA_DIR}.${full}`),
    ...(BACKUP_DIR === undefined ? [] : [await checkBackupRoom(BACKUP_DIR)]),
    ...(DATABASE_URL ? [unseen] : []),
  ];
}

async function checkBackupRoom(folder: string): Promise<Finding> {
  const rule = 'storage-backup';
  try {
    return await roomIn(rule, folder, `Make room under ${folder}: no backup is made when it is full.`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const advice = 'The first backup makes it; if it stands for a disk, see that this is mounted.';
    return { rule, finding: `${folder} is not there yet`, advice, ok: true };
  }
}

async function roomIn(rule: string, folder: string, advice: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const part = blocks > 0 ? bavail / blocks : 1;
  const finding = `${Math.round((bavail * bsize) / 1e6).toLocaleString('en-US')} MB free (${Math.round(part * 100)} %)`;
  return part > 0.1 && bavail * bsize > 500e6 ? good(rule, finding) : { rule, finding, advice };
}

const meanwhile = 'Until then instances look for work every second and count limits alone.';
const rights = 'Give its user the rights that the README names under "Growing", the channel tokki:* among them.';

/** What the word of a refusal means. */
const refusals = [
  {
    word: /^(?:WRONGPASS|NOAUTH)$/u,
    finding: 'does not take the password',
    advice: 'Correct the user and the password in REDIS_URL.',
  },
  { word: /^NOPERM$/u, finding: 'refuses what Tokki does there', advice: rights },
  {
    word: /CERT|SIGNATURE|^ERR_(?:SSL|TLS)_/u,
    finding: 'has no certificate that is trusted',
    advice: 'Connect by the name that its certificate has; NODE_EXTRA_CA_CERTS=FILE trusts an authority of your own.',
  },
];
const silence = { finding: 'does not answer', advice: 'See that Redis runs and REDIS_URL is right.' };

/** Sends itself a signal, hears it, and counts: to be connected is not enough. */
export async function checkRedis({ REDIS_URL, DATABASE_URL }: Config): Promise<readonly Finding[]> {
  if (!REDIS_URL) return DATABASE_URL ? [good('redis', 'none: several instances look for work every second')] : [];
  const { connectRedis } = await import('../redis.ts');
  const signals = connectRedis(REDIS_URL, silent);
  try {
    const isSettled = () => signals.state() === 'up' || refusalOf(signals.trouble()) !== undefined;
    for (let n = 0; n < 60 && !isSettled(); n++) await pause(50);
    if (signals.state() !== 'up') return [deaf(signals.trouble())];
    const counted = await signals.count(['doctor'], 1_000);
    return [
      counted
        ? good('redis', 'a signal was heard, and it counts')
        : { rule: 'redis', finding: 'a signal was heard, but it does not count', advice: rights },
    ];
  } finally {
    await signals.close();
  }
}

function refusalOf(said = '') {
  return refusals.find(({ word }) => word.test(said));
}

function deaf(said = ''): Finding {
  const { finding, advice } = refusalOf(said) ?? silence;
  return { rule: 'redis', finding: said ? `${finding} (${said})` : finding, advice: `${advice} ${meanwhile}` };
}

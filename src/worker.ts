/** Takes due jobs from the store and has them done, several at a time; one claim at a time. */
import { causeOf, type Log } from './log.ts';
import type { Job, Store } from './store/store.ts';

export interface Worker {
  /** Looks for work now instead of at the next poll. Does nothing before `start`. */
  wake(): void;
  start(): void;
  /** Takes no new job and waits for those in hand. */
  stop(): Promise<void>;
  /** Does the jobs that are due until none is left, without `start`; for tests and one-off commands. */
  drain(): Promise<void>;
}

export interface WorkerParts {
  readonly store: Pick<Store, 'claim'>;
  readonly now: () => number;
  readonly log: Log;
  /** Does one job to its end, failures included; it rejects only where the store itself fails. */
  readonly step: (job: Job) => Promise<void>;
}

/** Longer than any handler or send may take; after a crash a job is taken up again when its lease ends. */
const lease = 30_000;
const atOnce = 32;
/** How often to look for work that another process has added or whose time has come. */
const poll = 1_000;

export function createWorker({ store, now, log, step }: WorkerParts): Worker {
  const inHand = new Set<Promise<void>>();
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let claiming: Promise<void> | undefined;
  let woken = false;

  /** A wake-up during a claim makes it look once more: the new job may have come too late for the first look. */
  async function claimAll(): Promise<void> {
    do {
      woken = false;
      const room = atOnce - inHand.size;
      const jobs = room > 0 ? await store.claim(now(), lease, room) : [];
      for (const job of jobs) take(job);
    } while (woken);
  }

  function take(job: Job): void {
    const work: Promise<void> = step(job)
      .catch((error: unknown) => log.error('store.failed', { job: job.id, ...causeOf(error) }))
      .finally(() => {
        inHand.delete(work);
        wake();
      });
    inHand.add(work);
  }

  function claim(): Promise<void> {
    woken = true;
    claiming ??= claimAll().finally(() => {
      claiming = undefined;
    });
    return claiming;
  }

  function wake(): void {
    if (!running) return;
    clearTimeout(timer);
    claim()
      .catch((error: unknown) => log.error('store.failed', causeOf(error)))
      .finally(() => {
        clearTimeout(timer);
        if (running) timer = setTimeout(wake, poll);
      });
  }

  async function drain(): Promise<void> {
    do {
      await Promise.all(inHand);
      await claim();
    } while (inHand.size > 0);
  }

  return {
    wake,
    drain,
    start() {
      running = true;
      wake();
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await claiming?.catch(() => undefined);
      await Promise.all(inHand);
    },
  };
}

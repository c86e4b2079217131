/** Takes due jobs from the store and has them done, several at a time; one claim at a time. */
import { causeOf, during, type Log } from './log.ts';
import { laneOf, requestOf } from './outbox.ts';
import type { Job, Lane, Store } from './store/store.ts';

export interface Worker {
  /** Looks for work now instead of at the next poll. Does nothing before `start`. */
  wake(): void;
  start(): void;
  /** Takes no new job, waits for those in hand, and gives back what is not done after `patience` milliseconds; ends a second later at the latest. */
  stop(patience?: number): Promise<void>;
  /** Does the jobs that are due until none is left, without `start`; for tests and one-off commands. */
  drain(): Promise<void>;
}

export interface WorkerParts {
  readonly store: Pick<Store, 'claim' | 'hold' | 'nextDue'>;
  readonly now: () => number;
  readonly log: Log;
  /**
   * Does one job to its end, failures included; it rejects only where the store itself fails. From `letGo` on the job is
   * not held any more: a lease that is renewed would cut short the wait that it is given.
   */
  readonly step: (job: Job, letGo: () => void) => Promise<void>;
  /** How long to sleep at most: what another process adds is found then, if nobody tells. */
  readonly poll?: () => number;
  /** There is more to do than this worker has hands for. */
  readonly onFull?: () => void;
}

/** What a worker that was killed had in hand is taken up again after so long; the living one renews it. */
const lease = 10_000;
const renewal = 3_000;
/** A lane that waits (a platform that hangs, a model that is slow) takes no hand from another: alerts have their own. */
const handsPerLane = 16;
const usualPoll = 1_000;
const shortestSleep = 5;
/** Less than what a container is given to stop (10 s); adapters and connections need the rest. */
const usualPatience = 7_000;
/** A store that does not answer by then finds out by the leases what was in hand. */
const givingBack = 1_000;

export function createWorker({ store, now, log, step, poll = () => usualPoll, onFull }: WorkerParts): Worker {
  const inHand = new Map<Job, Promise<void>>();
  const held = new Set<Job>();
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let claiming: Promise<number> | undefined;
  let woken = false;

  /**
   * A wake-up meanwhile makes it look once more: the new job may have come too late for the first look.
   * Returns how long to sleep.
   */
  async function claimAll(): Promise<number> {
    for (;;) {
      woken = false;
      // Looking costs less than claiming nothing.
      const sleep = await untilDue();
      if (sleep <= 0 && (await claimSome())) continue;
      if (!woken) return sleep > 0 ? sleep : unclaimed();
    }
  }

  /** True where it got any: there may be more. */
  async function claimSome(): Promise<boolean> {
    const { full, room } = hands([...inHand.keys()]);
    const jobs = await store.claim(now(), lease, room, full);
    for (const job of jobs) take(job);
    if (jobs.length === room) onFull?.();
    return jobs.length > 0;
  }

  function take(job: Job): void {
    held.add(job);
    const request = requestOf(job);
    const work = during({ job: job.id, ...(request !== undefined && { request }) }, () =>
      step(job, () => held.delete(job)),
    )
      .catch((error: unknown) => log.error('store.failed', { job: job.id, ...causeOf(error) }))
      .finally(() => {
        inHand.delete(job);
        held.delete(job);
        wake();
      });
    inHand.set(job, work);
  }

  function claim(): Promise<number> {
    woken = true;
    claiming ??= claimAll().finally(() => {
      claiming = undefined;
    });
    return claiming;
  }

  /** Whoever wakes it, what it does from now on is nobody's request. */
  function wake(): void {
    if (running) during({}, look);
  }

  function look(): void {
    clearTimeout(timer);
    void claim()
      .catch((error: unknown) => {
        log.error('store.failed', causeOf(error));
        return poll();
      })
      .then((sleep) => {
        clearTimeout(timer);
        if (running) timer = setTimeout(wake, sleep);
      });
  }

  async function untilDue(): Promise<number> {
    const due = await store.nextDue();
    return Math.min(poll(), due === undefined ? Number.POSITIVE_INFINITY : due - now());
  }

  /** A job that is due but was not given out waits for a hand here, or is in somebody else's at this moment. */
  function unclaimed(): number {
    return inHand.size > 0 ? poll() : shortestSleep;
  }

  function renew(): void {
    if (held.size === 0) return;
    store
      .hold([...held], now() + lease)
      .catch((error: unknown) => log.warn('lease.failed', { count: held.size, ...causeOf(error) }));
  }

  async function drain(): Promise<void> {
    do {
      await Promise.all(inHand.values());
      await claim();
    } while (inHand.size > 0);
  }

  /** Whoever takes a job over makes what is still done here come to nothing: its attempt counts no more. */
  async function giveBack(): Promise<void> {
    const left = [...held];
    if (left.length === 0) return;
    log.warn('job.given-back', { count: left.length });
    await store.hold(left, now()).catch((error: unknown) => log.error('store.failed', causeOf(error)));
  }

  return {
    wake,
    drain,
    start() {
      running = true;
      renewing = setInterval(renew, renewal).unref();
      wake();
    },
    async stop(patience = usualPatience) {
      running = false;
      clearTimeout(timer);
      const claimed = (claiming ?? Promise.resolve(0)).catch(() => 0);
      await atMost(
        patience,
        claimed.then(() => Promise.all(inHand.values())),
      );
      clearInterval(renewing);
      await atMost(givingBack, giveBack());
    },
  };
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The lanes that have all the hands they may have, and how many jobs any other lane can still take. Pure. */
function hands(jobs: readonly Job[]): { readonly full: readonly Lane[]; readonly room: number } {
  const lanes = [
    ...Map.groupBy(jobs.map(laneOf), ({ urgent, kind, platform }) => `${urgent} ${kind} ${platform}`).values(),
  ];
  const full = lanes.flatMap((lane) => (lane.length >= handsPerLane && lane[0] ? [lane[0]] : []));
  const others = lanes.map(({ length }) => length).filter((length) => length < handsPerLane);
  return { full, room: handsPerLane - Math.max(0, ...others) };
}

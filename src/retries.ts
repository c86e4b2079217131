/** When what could not be done is tried again. */
import { tokkiError } from './errors.ts';
import type { Held, Job } from './store/store.ts';

/**
 * A Message that fails twice is answered with an apology. A send is tried for about an hour, as long as a platform may be
 * out, and no later than a minute after it is back; in the first five minutes, while somebody still looks at the screen,
 * no later than 15 seconds after, also where each other of these tries is hurried.
 */
const handleRetries = [1_000];
const early = [1_000, 4_000, ...Array.from({ length: 40 }, () => 15_000)];
const late = Array.from({ length: 50 }, () => 60_000);
const sendRetries = [...early, ...late];
/**
 * A store that cannot take what becomes of a job (a full disk overnight) will once be mended: nothing is given up for it.
 * It is tried less often after the first minute.
 */
const storeRetry = { soon: 2_000, later: 60_000, tries: 30 };
const longestWait = 3_600_000;

/** How long to wait before the next try, in milliseconds; undefined where there is none. */
export function delayAfter({ work, attempt }: Pick<Job, 'work' | 'attempt'>, error: unknown): number | undefined {
  if (isOfStore(error)) return attempt <= storeRetry.tries ? storeRetry.soon : storeRetry.later;
  if (tokkiError(error)?.code === 'unreachable') return undefined;
  const delay = (work.kind === 'receive' ? handleRetries : sendRetries)[attempt - 1];
  return delay && Math.max(delay, askedBy(error));
}

/** A store that is away is no fault of the job. */
function isOfStore(error: unknown): boolean {
  return ['storage', 'database', 'conflict'].includes(tokkiError(error)?.code ?? '');
}

/** The other side may ask to wait longer than we would, but not without end. */
function askedBy(error: unknown): number {
  return Math.min(tokkiError(error)?.retryAfter ?? 0, longestWait);
}

/** What a platform did not take; once it takes something else, it is back, and they need not wait any longer. */
export interface Refused {
  add(platform: string, job: Held, error: unknown, now: number): void;
  /** Gives those that may be tried at once, each one time. */
  back(platform: string, now: number): readonly Held[];
}

interface Waiting {
  readonly job: Held;
  /** By this process's clock, in epoch milliseconds. */
  readonly notBefore: number;
}

/** So many are remembered for a platform; the others wait as long as they would have. */
const most = 1_000;
const shortest = 1_000;

/** Of this process alone; whatever is forgotten with it is tried when its wait is over. */
export function createRefused(): Refused {
  const platforms = new Map<string, readonly Waiting[]>();
  return {
    /**
     * A send that fails by itself must not use up its tries while all others arrive: it is hurried after each other one
     * only, and not any more when the platform has been out for long.
     */
    add(platform, job, error, now) {
      const mayHurry = job.attempt % 2 === 1 && job.attempt <= early.length;
      if (!mayHurry || isOfStore(error)) return;
      const notBefore = now + Math.max(shortest, askedBy(error));
      platforms.set(platform, [...(platforms.get(platform) ?? []), { job, notBefore }].slice(-most));
    },
    back(platform, now) {
      const { ready = [], waiting = [] } = Object.groupBy(platforms.get(platform) ?? [], ({ notBefore }) =>
        notBefore <= now ? 'ready' : 'waiting',
      );
      platforms.set(platform, waiting);
      return ready.map(({ job }) => job);
    },
  };
}

/** Whether this instance can take work. */
import { TokkiError } from './errors.ts';

export interface Health {
  /** Rejects where the store cannot be written, or where the instance is about to stop. */
  ready(): Promise<void>;
  /** From now on it is not ready any more. */
  stop(): void;
}

/** A check writes: however many ask, it is made once in this many milliseconds. */
const fresh = 2_000;

export function createHealth(check: () => Promise<void>, now: () => number): Health {
  let stopping = false;
  let made = Number.NEGATIVE_INFINITY;
  let result: Promise<void> = Promise.resolve();
  return {
    async ready() {
      if (stopping) throw new TokkiError('full', 'this instance is about to stop');
      if (now() - made >= fresh) {
        made = now();
        result = check();
        // Who asked is told; nobody else has to hear of it.
        result.catch(() => undefined);
      }
      return result;
    },
    stop() {
      stopping = true;
    },
  };
}

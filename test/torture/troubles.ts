/** When the desk may not have noted what it knew: it was killed or stopped, its store was away, its world stood still. */

/** From when until when, on the clock of `performance.now()`. */
export interface Trouble {
  readonly from: number;
  readonly to: number;
}

export interface Troubles {
  readonly all: readonly Trouble[];
  /** Counts as long as the work lasts. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Watches no longer. */
  stop(): void;
}

const look = 500;
/** Less than any platform's answer is waited for. */
const stillAfter = 3_000;

/** Watches this process too, where the platforms stand: while it stands still, they answer when nobody waits any more. */
export function createTroubles(): Troubles {
  const all: Trouble[] = [];
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - last > stillAfter) all.push({ from: last, to: now });
    last = now;
  }, look).unref();
  return {
    all,
    async during(work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        all.push({ from, to: performance.now() });
      }
    },
    stop: () => clearInterval(watch),
  };
}

/** A circuit breaker as a pure state machine: an endpoint that fails is left alone for a while. Instants in ms. */
export type Breaker =
  | { readonly state: 'closed' }
  /** Nobody waits for it before `until`; after that, one try in the background decides. */
  | { readonly state: 'open'; readonly until: number; readonly failures: number }
  | { readonly state: 'trying'; readonly failures: number };

/** `wait` for the endpoint, `try` it while nobody waits, or leave it alone. */
export type Leave = 'wait' | 'try' | 'alone';

export const closed: Breaker = { state: 'closed' };

const firstPause = 30_000;
const longestPause = 600_000;

export function consult(breaker: Breaker, now: number): { readonly leave: Leave; readonly next: Breaker } {
  if (breaker.state === 'closed') return { leave: 'wait', next: breaker };
  if (breaker.state === 'open' && now >= breaker.until)
    return { leave: 'try', next: { state: 'trying', failures: breaker.failures } };
  return { leave: 'alone', next: breaker };
}

/** The pause doubles with each failure in a row. A late failure of a call from before does not count again. */
export function failed(breaker: Breaker, now: number): Breaker {
  if (breaker.state === 'open') return breaker;
  const failures = breaker.state === 'closed' ? 1 : breaker.failures + 1;
  const pause = Math.min(firstPause * 2 ** (failures - 1), longestPause);
  return { state: 'open', until: now + pause, failures };
}

/** Any answer of the endpoint shows that it is there. */
export function succeeded(): Breaker {
  return closed;
}

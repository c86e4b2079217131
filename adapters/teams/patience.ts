/** Trying again where Teams is busy: back-off with jitter, never longer than a send may take. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TokkiError } from '../../src/index.ts';
import { ConnectorError, inTime } from './connect.ts';

/** What Teams asks to be tried again: throttled, changed meanwhile, a gateway that gave up. */
const busy = new Set([412, 429, 502, 504]);
const firstWait = 500;
const tries = 4;
/** All that a send may take; the lease of its job is longer. */
const sendTime = 20_000;
/** How many busy conversations are remembered. */
const atMost = 1_000;

export interface PatienceParts {
  readonly now: () => number;
  readonly random: () => number;
  /** Waits; a test does not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Runs an act of one conversation until it succeeds. A wait that Teams demands is kept even where it outlasts this send:
 * the job comes again later, and asks nothing before its time.
 */
export type Patience = <Result>(conversation: string, act: () => Promise<Result>) => Promise<Result>;

export function createPatience({ now, random, pause = sleep }: PatienceParts): Patience {
  const notBefore = new Map<string, number>();

  function hold(conversation: string, until: number): void {
    if (notBefore.size >= atMost) notBefore.clear();
    notBefore.set(conversation, until);
  }

  /** Waits until the conversation may be spoken to again, unless that outlasts this send. */
  async function turn(conversation: string, end: number): Promise<void> {
    const until = notBefore.get(conversation) ?? 0;
    if (until > end) throw busyError(until - now());
    if (until > now()) await pause(until - now());
  }

  /** Half of the wait is chance: many who were turned away together must not come back together. */
  function refused(conversation: string, error: unknown, attempt: number): void {
    if (!(error instanceof ConnectorError)) throw error;
    if (!busy.has(error.status)) throw final(error);
    const wait = Math.max(error.wait, firstWait * 2 ** (attempt - 1)) * (1 + random() / 2);
    hold(conversation, now() + wait);
    if (attempt === tries) throw busyError(wait, error);
  }

  return async (conversation, act) => {
    const end = now() + sendTime;
    for (let attempt = 1; ; attempt++) {
      await turn(conversation, end);
      try {
        const result = await inTime(Math.max(1, end - now()), act);
        notBefore.delete(conversation);
        return result;
      } catch (error) {
        refused(conversation, error, attempt);
      }
    }
  };
}

function busyError(retryAfter: number, cause?: unknown): TokkiError {
  return new TokkiError('busy', 'Teams asks to wait', { retryAfter, cause });
}

/** Blocked, removed or gone: trying again is of no use, somebody else has to be told. */
function final(error: ConnectorError): Error {
  const { status, code } = error;
  return status === 403 || status === 404
    ? new TokkiError('unreachable', `Teams refuses the conversation (${code})`, { cause: error })
    : error;
}

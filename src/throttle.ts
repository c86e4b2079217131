/** What a platform has asked to wait for is asked of everybody who is in no hurry. Of this process alone. */
import { TokkiError, tokkiError } from './errors.ts';
import { platformOf } from './outbox.ts';
import type { Address } from './types.ts';

/**
 * Sends, unless the platform would not take it now. Alerts always try: what else there is to say must not use up what the
 * platform allows.
 * @throws TokkiError `busy` without having tried, and whatever `send` throws
 */
export type Throttle = (to: Address, urgent: boolean, send: () => Promise<void>) => Promise<void>;

/** One conversation may have a limit of its own; that two have to wait, and nobody got through since, means everybody. */
const meansEverybody = 2;
/** So many conversations that wait are remembered for a platform. */
const most = 100;

/** @param now in epoch milliseconds */
export function createThrottle(now: () => number): Throttle {
  /** By platform: until when each conversation has to wait. */
  const platforms = new Map<string, ReadonlyMap<Address, number>>();

  function waitFor(platform: string): number {
    const ends = [...(platforms.get(platform)?.values() ?? [])].filter((end) => end > now());
    return ends.length < meansEverybody ? 0 : Math.max(...ends) - now();
  }

  function note(to: Address, error: unknown): void {
    const asked = tokkiError(error)?.retryAfter ?? 0;
    if (asked === 0) return;
    const platform = platformOf(to);
    const others = [...(platforms.get(platform) ?? [])].filter(([other, end]) => other !== to && end > now());
    platforms.set(platform, new Map([...others, [to, now() + asked] as const].slice(-most)));
  }

  return async (to, urgent, send) => {
    const wait = urgent ? 0 : waitFor(platformOf(to));
    if (wait > 0) throw new TokkiError('busy', 'the platform has asked others to wait', { retryAfter: wait });
    try {
      await send();
      platforms.delete(platformOf(to));
    } catch (error) {
      if (!urgent) note(to, error);
      throw error;
    }
  };
}

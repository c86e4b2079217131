import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until there is something; it fails after `ms`. */
export async function until<Result>(look: () => Result | undefined | false, ms = 10_000): Promise<Result> {
  const end = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`nothing after ${ms} ms`);
    await pause(5);
  }
}

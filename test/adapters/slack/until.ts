import { setTimeout as pause } from 'node:timers/promises';

type Maybe<Result> = Result | undefined | false;

/** Looks again and again until there is something; it fails after `ms`. */
export async function until<Result>(look: () => Maybe<Result> | Promise<Maybe<Result>>, ms = 30_000): Promise<Result> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`nothing after ${ms} ms`);
    await pause(5);
  }
}

/** Deciding anew where somebody else was faster. */
import { tokkiError } from './errors.ts';

export type Again = <Result>(commit: () => Promise<Result>) => Promise<Result>;

/**
 * Tries as often as is likely to help. What was beaten once is done one after another: a hundred people who file at once
 * want the same number, and would go on beating each other.
 * @param tries of one commit, the first one included; the last `conflict` is thrown
 */
export function createAgain(tries: number): Again {
  let last: Promise<unknown> = Promise.resolve();

  async function repeat<Result>(commit: () => Promise<Result>): Promise<Result> {
    for (let attempt = 2; ; attempt++) {
      try {
        return await commit();
      } catch (error) {
        if (!isBeaten(error) || attempt >= tries) throw error;
      }
    }
  }

  return async (commit) => {
    try {
      return await commit();
    } catch (error) {
      if (!isBeaten(error)) throw error;
      const mine = last.then(() => repeat(commit));
      last = mine.catch(() => undefined);
      return mine;
    }
  };
}

function isBeaten(error: unknown): boolean {
  return tokkiError(error)?.code === 'conflict';
}

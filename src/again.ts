/** Deciding anew where somebody else was faster. */
import { tokkiError } from './errors.ts';
import type { InTurn } from './in-turn.ts';

/** @param isMyTurn as far as can be told, nobody else decides anew at this moment; the commit proves it */
type Decide<Result> = (isMyTurn: boolean) => Promise<Result>;

export type Again = <Result>(decide: Decide<Result>) => Promise<Result>;

/**
 * Tries as often as is likely to help. What was beaten once is done one after another: a hundred people who file at once
 * want the same number, and would go on beating each other.
 * @param tries of one decision, the first one included; the last `conflict` is thrown
 */
export function createAgain(tries: number, inTurn: InTurn): Again {
  async function repeat<Result>(decide: Decide<Result>): Promise<Result> {
    for (let attempt = 2; ; attempt++) {
      try {
        return await decide(true);
      } catch (error) {
        if (!isBeaten(error) || attempt >= tries) throw error;
      }
    }
  }

  return async (decide) => {
    try {
      return await decide(false);
    } catch (error) {
      if (!isBeaten(error)) throw error;
      return inTurn(() => repeat(decide));
    }
  };
}

function isBeaten(error: unknown): boolean {
  return tokkiError(error)?.code === 'conflict';
}

/** What comes while something of its kind is being done waits, and is then done together. */
import { tokkiError } from '../errors.ts';

/**
 * Does all that it takes, or nothing; takes it when it can begin. Gives a result for each, in the same order.
 * @param hurries others wait for it: what cannot be done soon is to be refused
 */
export type Run<Item, Result> = (take: () => readonly Item[], hurries: boolean) => Promise<readonly Result[]>;

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** More would make those wait too long who come next. */
const most = 32;

/**
 * Many small transactions cost a wait for the disk each, and the same statements again and again; one for all of them
 * costs that once. Where it is refused, each is done alone, and nobody waits for that: none suffers for what is wrong
 * with another.
 */
export function createTogether<Item, Result>(run: Run<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await runSome();
    isRunning = false;
  }

  async function runSome(): Promise<void> {
    let group: readonly Waiting<Item, Result>[] = [];
    const take = () => {
      group = waiting.splice(0, most);
      return group.map(({ item }) => item);
    };
    try {
      const results = await run(take, true);
      for (const [i, result] of results.entries()) group[i]?.resolve(result);
    } catch (error) {
      // What could not begin has taken nobody.
      if (group.length === 0) take();
      for (const one of group) isOfOne(error) ? runAlone(one) : one.reject(error);
    }
  }

  function runAlone({ item, resolve, reject }: Waiting<Item, Result>): void {
    run(() => [item], false).then(([result]) => resolve(result as Result), reject);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void runAll();
    });
}

/** A store that is away is away for all of them. */
function isOfOne(error: unknown): boolean {
  const code = tokkiError(error)?.code;
  return code !== 'storage' && code !== 'database';
}

/** Work that would only get in its own way goes one after another. */

export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Within this process. @param run does it when its turn has come */
export function createInTurn(run: InTurn = (work) => work()): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => run(work));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Waiting that ends: Slack shows a person "operation timed out" after 3 s, and an answer that comes later helps nobody. */

/** For looking up who speaks, or who the bot is. */
export const lookUp = 1_500;
/** For what is shown or fetched on the way, and can be done without. */
export const onTheWay = 1_000;

/** @throws Error where the work takes longer than `ms`; what it throws later is not heard */
export async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Slack did not answer in time')), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

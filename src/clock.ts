/** A clock that was set back would leave what is due now waiting until it has caught up; so time stands still instead. */
export function neverBack(clock: () => number): () => number {
  let latest = 0;
  return () => {
    latest = Math.max(latest, clock());
    return latest;
  };
}

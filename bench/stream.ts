/** The page of one person, open at one instance: what arrives there, and when. */

export interface Arrival {
  readonly id: number;
  readonly key: string;
  /** By the clock of `performance`. */
  readonly at: number;
  readonly isReply: boolean;
}

/** Opens the stream; it is open when this resolves, and tells each line until the signal. */
export async function listen(
  url: string,
  person: string,
  tell: (arrival: Arrival) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${url}/api/web/events?person=${person}`, { signal });
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const at = performance.now();
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.+)$/mu.exec(event)?.[1];
        if (data === undefined) continue;
        const { id, key, reply } = JSON.parse(data) as { id: number; key: string; reply?: unknown };
        tell({ id, key, at, isReply: reply !== undefined });
      }
    }
  };
  read().catch(() => undefined);
}

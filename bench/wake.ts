/** How much later a page at one instance sees a line that another instance has written. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../test/torture/server.ts';

const rounds = 100;

/** The page of `p1` at both instances: the difference, line by line, in milliseconds. */
export async function wakeTimes([here, there]: readonly Server[]): Promise<readonly number[]> {
  if (!here || !there) throw new Error('two instances are needed');
  const stop = new AbortController();
  const [own, other] = [await listen(here.url, stop.signal), await listen(there.url, stop.signal)];
  for (let n = 0; n < rounds; n++) {
    const body = JSON.stringify({ person: 'p1', key: `wake${n}`, text: 'USBで渡していい？' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${here.url}/api/web/messages`, { method: 'POST', headers, body });
    for (let waited = 0; waited < 1_000 && other.size < 2 * (n + 1); waited++) await pause(5);
  }
  stop.abort();
  return [...other].flatMap(([line, at]) => (own.has(line) ? [Math.max(0, at - (own.get(line) ?? 0))] : []));
}

/** When each line of the conversation arrived. */
async function listen(url: string, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  const response = await fetch(`${url}/api/web/events?person=p1`, { signal });
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      for (const [, id = ''] of decoder.decode(chunk, { stream: true }).matchAll(/^id: (\d+)$/gmu))
        seen.set(id, seen.get(id) ?? performance.now());
  };
  read().catch(() => undefined);
  return seen;
}

/** How much later a page at one instance sees a line that another instance has written. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../test/torture/server.ts';
import { post } from './load.ts';
import { listen } from './stream.ts';

const rounds = 100;
const person = 'p1';

/** The page of one person at both instances: the difference, line by line, in milliseconds. */
export async function wakeTimes([here, there]: readonly Server[]): Promise<readonly number[]> {
  if (!here || !there) throw new Error('two instances are needed');
  const stop = new AbortController();
  const [own, other] = [new Map<number, number>(), new Map<number, number>()];
  await listen(here.url, person, ({ id, at }) => own.set(id, at), stop.signal);
  await listen(there.url, person, ({ id, at }) => other.set(id, at), stop.signal);
  for (let n = 0; n < rounds; n++) {
    await post(here.url, person);
    for (let waited = 0; waited < 1_000 && other.size < 2 * (n + 1); waited++) await pause(5);
  }
  stop.abort();
  return [...other].flatMap(([line, at]) => (own.has(line) ? [Math.max(0, at - (own.get(line) ?? 0))] : []));
}

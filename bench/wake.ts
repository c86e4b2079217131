/** How much later an instance hears of what another one has: a line for its page, or work that it has no hands for. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../test/torture/server.ts';
import { answersOf, people, post } from './load.ts';
import { listen } from './stream.ts';

const rounds = 100;
const person = 'p1';

/** More than one instance has hands for. */
const crowd = 96;
const crowds = 30;
/** As long as an instance sleeps that nobody wakes. */
const longest = 5_000;

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

/**
 * A crowd speaks to one instance at once: how long until the other one has answered somebody, in milliseconds. Unwoken, it
 * would sleep up to five seconds, and find nothing any more.
 */
export async function helpTimes([here, there]: readonly Server[]): Promise<readonly number[]> {
  if (!here || !there) throw new Error('two instances are needed');
  const times: number[] = [];
  for (let n = 0; n < crowds; n++) {
    const [all, helped] = [await answersOf([here, there]), await answersOf([there])];
    const began = performance.now();
    const help = helpAfter(there, helped).then((at) => at - began);
    await Promise.all(people.slice(0, crowd).map((person) => post(here.url, person)));
    times.push(await help);
    while ((await answersOf([here, there])) < all + crowd) await pause(20);
  }
  return times;
}

async function helpAfter(there: Server, before: number): Promise<number> {
  const until = performance.now() + longest;
  while (performance.now() < until) {
    if ((await answersOf([there])) > before) return performance.now();
    await pause(5);
  }
  return Number.POSITIVE_INFINITY;
}

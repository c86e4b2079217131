import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
}

/** A folder for one run. */
export function scratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tokki-bench-'));
}

/** How long each of `rounds` runs took, in milliseconds. */
export async function timed(rounds: number, run: (round: number) => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await run(round);
    times.push(performance.now() - began);
  }
  return times;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

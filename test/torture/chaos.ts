/** Breaks one thing after another while people talk. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Server } from './server.ts';

export interface Chaos {
  readonly instances: readonly Server[];
  /** Servers beside them that go away and come back. */
  readonly servers: readonly Breakable[];
  readonly chance: Chance;
  readonly kills: number;
}

/** A server that can be stopped hard and started again. */
export interface Breakable {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Broken {
  /** How often each was broken. */
  readonly times: Readonly<Record<string, number>>;
  /** Stops that were not as they should be. */
  readonly faults: readonly string[];
}

/** What a container is given to stop. */
const stopWithin = 10_000;

/** Until enough kills were made, or everybody is done. */
export async function breakThings({ instances, servers, chance, kills }: Chaos, done: () => boolean): Promise<Broken> {
  const times: Record<string, number> = { kills: 0 };
  const faults: string[] = [];
  const count = (name: string) => {
    times[name] = (times[name] ?? 0) + 1;
  };
  while (!done() && (times.kills ?? 0) < kills) {
    await pause(100 + chance.number(900));
    const server = chance.once(4) ? servers[chance.number(servers.length)] : undefined;
    if (server) {
      await server.stop();
      count(server.name);
      await pause(chance.number(2_000));
      await server.start();
    }
    const instance = chance.pick(instances);
    if (chance.once(4)) {
      faults.push(...(await stopOrderly(instance)));
      count('stops');
    } else {
      await instance.kill();
      count('kills');
    }
    await startAgain(instance);
  }
  return { times, faults };
}

/** As an update does. */
async function stopOrderly(instance: Server): Promise<readonly string[]> {
  const began = performance.now();
  const code = await instance.stop();
  const took = performance.now() - began;
  return code === 0 && took <= stopWithin ? [] : [`a stop took ${Math.round(took)} ms and ended with ${code}`];
}

/** Its database may be away at this moment. */
async function startAgain(instance: Server): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await instance.start();
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(500);
    }
  }
}

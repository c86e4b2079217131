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

/** How often each was broken. */
export type Broken = Readonly<Record<string, number>>;

/** Until enough kills were made, or everybody is done. */
export async function breakThings({ instances, servers, chance, kills }: Chaos, done: () => boolean): Promise<Broken> {
  const broken: Record<string, number> = { kills: 0 };
  const count = (name: string) => {
    broken[name] = (broken[name] ?? 0) + 1;
  };
  while (!done() && (broken.kills ?? 0) < kills) {
    await pause(100 + chance.number(900));
    const server = chance.once(4) ? servers[chance.number(servers.length)] : undefined;
    if (server) {
      await server.stop();
      count(server.name);
      await pause(chance.number(2_000));
      await server.start();
    }
    const instance = chance.pick(instances);
    await instance.kill();
    count('kills');
    await startAgain(instance);
  }
  return broken;
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

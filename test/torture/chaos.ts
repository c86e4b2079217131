/** Breaks one thing after another while people talk. What is drawn depends on the seed alone; when, on the machine. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Chance, createChance } from './chance.ts';
import type { Violation } from './check.ts';
import type { Breakable } from './platform.ts';
import type { Server } from './server.ts';
import type { Troubles } from './troubles.ts';

export interface Chaos {
  /** Those that run, and those that stand by for an update. Both change. */
  readonly running: Server[];
  readonly spare: Server[];
  /** What else goes away and comes back. */
  readonly servers: readonly Breakable[];
  /** The data stand in a file of this machine, whose disk can be full. */
  readonly disk: boolean;
  readonly seed: number;
  /** How often an instance is killed; with `only`, how often that is done. */
  readonly kills: number;
  /** Nothing else is done to the instances. */
  readonly only?: Act;
  /** Learns when something that was under way may have been forgotten. */
  readonly troubles: Troubles;
}

export interface Broken {
  /** How often each was broken. */
  readonly times: Readonly<Record<string, number>>;
  /** Stops that were not as they should be. */
  readonly faults: readonly Violation[];
}

/** kill -9 of one or of all; SIGTERM; a rolling update of all; a disk that is full. */
export type Act = 'kill' | 'kill all' | 'stop' | 'update' | 'full disk';

interface Planned {
  readonly act: Act;
  /** Which one of those that run, as a part of 1,000. */
  readonly which: number;
  /** In milliseconds. */
  readonly wait: number;
  readonly last: number;
}

/** So often each comes up, and as what it is counted. */
const acts: Readonly<Record<Act, { readonly times: number; readonly name: string }>> = {
  kill: { times: 11, name: 'kills' },
  'kill all': { times: 2, name: 'kills' },
  stop: { times: 3, name: 'stops' },
  update: { times: 3, name: 'updates' },
  'full disk': { times: 3, name: 'full disks' },
};

/** The next thing to be done to the instances. Pure. */
export function planned(chance: Chance, can: (act: Act) => boolean): Planned {
  const bag = (Object.keys(acts) as Act[])
    .filter(can)
    .flatMap((act) => Array.from({ length: acts[act].times }, () => act));
  return {
    act: chance.pick(bag),
    which: chance.number(1_000),
    wait: 300 + chance.number(2_200),
    last: chance.number(3_000),
  };
}

/** What a container is given to stop. */
const stopWithin = 10_000;
/** Of a file, in kB: less than a desk needs to go on for long. */
const roomAtLeast = 200;

/** Until enough kills were made, or nothing can be learnt any more. */
export async function breakThings(chaos: Chaos, done: () => boolean): Promise<Broken> {
  const times: Record<string, number> = { kills: 0, stops: 0, updates: 0 };
  const faults: Violation[] = [];
  let enough = false;
  const count = (name: string) => {
    times[name] = (times[name] ?? 0) + 1;
  };
  const outages = breakServers(chaos, () => enough || done(), count);
  await breakInstances(chaos, done, times, count, faults).finally(() => {
    enough = true;
  });
  await outages;
  return { times, faults };
}

/** They come and go meanwhile: an instance may be killed while its database is away. */
async function breakServers({ servers, seed, troubles }: Chaos, done: () => boolean, count: (name: string) => void) {
  const chance = createChance(seed, 'servers');
  while (!done() && servers.length > 0) {
    await pause(500 + chance.number(4_000));
    const server = chance.pick(servers);
    const away = async () => {
      await server.stop();
      count(server.name);
      await pause(200 + chance.number(3_000));
      await server.start();
    };
    await (server.isStore ? troubles.during(away) : away());
  }
}

async function breakInstances(
  { running, spare, disk, seed, kills, only, troubles }: Chaos,
  done: () => boolean,
  times: Readonly<Record<string, number>>,
  count: (name: string) => void,
  faults: Violation[],
): Promise<void> {
  const chance = createChance(seed, 'instances');
  const fits = (act: Act) => (act === 'full disk' ? disk : act === 'kill all' || act === 'update' ? !disk : true);
  const can = (act: Act) => (only ? act === only : fits(act));
  const stop = async (instance: Server) => {
    faults.push(...(await troubles.during(() => stopOrderly(instance))));
    count('stops');
  };

  async function kill(instances: readonly Server[]): Promise<void> {
    await troubles.during(() => Promise.all(instances.map((instance) => instance.kill())));
    for (const _ of instances) count('kills');
    for (const instance of instances) await startAgain(instance);
  }

  /** The new one comes before the old one goes. */
  async function update(): Promise<void> {
    for (const old of [...running]) {
      const next = spare.shift();
      if (!next) return;
      await startAgain(next);
      running.push(next);
      await stop(old);
      running.splice(running.indexOf(old), 1);
      spare.push(old);
    }
    count('updates');
  }

  async function fill(instance: Server, { which, last }: Planned): Promise<void> {
    await stop(instance);
    await troubles.during(async () => {
      // It need not come up with so little room: whoever sees that starts it elsewhere.
      await instance.start(roomAtLeast + which).catch(() => undefined);
      await pause(last);
      await instance.kill();
    });
    await startAgain(instance);
    count('full disks');
  }

  while (!done() && (times[acts[only ?? 'kill'].name] ?? 0) < kills) {
    const next = planned(chance, can);
    await pause(next.wait);
    const instance = running[next.which % running.length];
    if (!instance) return;
    if (next.act === 'kill') await kill([instance]);
    else if (next.act === 'kill all') await kill(running);
    else if (next.act === 'update') await update();
    else if (next.act === 'full disk') await fill(instance, next);
    else await stop(instance).then(() => startAgain(instance));
  }
}

/** As an update does it: what takes longer than a container is given is killed. */
async function stopOrderly(instance: Server): Promise<readonly Violation[]> {
  const code = await instance.stop(stopWithin);
  if (code === 0) return [];
  if (code === null) return [{ rule: 'stop in time', reason: `a stop took longer than ${stopWithin} ms` }];
  return [{ rule: 'stop', reason: `a stop ended with ${code}` }];
}

/** Its database may be away at this moment. */
async function startAgain(instance: Server): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await instance.start();
    } catch (error) {
      if (attempt === 40) throw error;
      await pause(500);
    }
  }
}

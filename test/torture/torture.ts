/** Breaks the desk again and again while people report incidents, then checks that nothing is lost or doubled. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Act, type Broken, breakThings, type Chaos } from './chaos.ts';
import { type Violation, violations } from './check.ts';
import { repeatsOf } from './check-shown.ts';
import { evidenceOf } from './evidence.ts';
import type { Installation } from './installation.ts';
import { greet, type Person, type Scene, talk } from './person.ts';
import type { Platform } from './platform.ts';
import { createTokki, type Server, tokki } from './server.ts';
import { createTroubles } from './troubles.ts';

export interface Torture {
  readonly installation: Installation;
  readonly platforms: readonly Platform[];
  readonly people: number;
  readonly reports: number;
  readonly kills: number;
  /** Only this is done to the instances, so often; servers and platforms work. */
  readonly only?: Act;
  /**
   * With the same numbers each person says the same, of which the same is late or comes twice, and the same is broken in
   * the same order. When, what it hits, and how many questions are asked until enough is broken, depends on the machine.
   */
  readonly seed: number;
}

export interface Verdict {
  readonly broken: Broken['times'];
  /** Deliveries that others overtook, those that came again, and those that the desk put off (503). */
  readonly delayed: number;
  readonly doubled: number;
  readonly putOff: number;
  readonly acknowledged: number;
  readonly reports: number;
  readonly alerts: number;
  /** Replies that were shown again, by platform. */
  readonly repeats: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

type Instances = Pick<Chaos, 'running' | 'spare' | 'troubles'>;

/** The world outside is not slow because the desk is busy: what its platforms are made of stands in this process. */
const nice = 10;
/** How long an instance may take to say what is open, in milliseconds. */
const patience = 10_000;
/** They answer for the contract of everybody else. */
const responsible = ['boss', 'chief'];

export async function torture(plan: Torture): Promise<Verdict> {
  const { installation, platforms } = plan;
  const folder = await mkdtemp(join(tmpdir(), 'tokki-torture-'));
  const people = peopleOf(plan);
  await installation.start();
  const env = {
    LIMIT_PERSON: '1000000',
    LIMIT_CHANNEL: '1000000',
    LIMIT_WAITING: String(waitingAtMost(plan)),
    LOG_LEVEL: 'silent',
    ...installation.env,
    ...Object.assign({}, ...platforms.map((one) => one.env)),
  };
  const servers = await Promise.all(
    Array.from({ length: installation.instances + installation.spare }, (_, n) =>
      createTokki(folderOf(folder, n, installation), env, nice),
    ),
  );
  const running = servers.slice(0, installation.instances);
  const spare = servers.slice(installation.instances);
  const troubles = createTroubles();
  try {
    await importPeople(folder, people, env);
    for (const instance of running) await instance.start();
    const { broken, deliveries, faults } = await live(plan, { running, spare, troubles }, people);
    const unsettled = await settle(plan, running);
    const { url } = firstOf(running);
    const evidence = await evidenceOf({ url, folder, env, people, platforms, responsible, troubles: troubles.all });
    for (const instance of running) await instance.stop();
    const { refused, ...counted } = deliveries;
    return {
      broken: broken.times,
      ...counted,
      acknowledged: people.reduce((sum, person) => sum + person.acknowledged.length, 0),
      reports: evidence.reports.length,
      alerts: evidence.told.reduce(
        (sum, { seen }) => sum + seen.filter(({ key }) => key.startsWith('alert:')).length,
        0,
      ),
      repeats: repeatsOf(evidence),
      violations: [...faults, ...broken.faults, ...refused.map(unasked), ...unsettled, ...violations(evidence)],
    };
  } finally {
    troubles.stop();
    await Promise.all(servers.map((instance) => instance.kill()));
    await Promise.all(platforms.map((one) => one.close()));
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

function firstOf([first]: readonly Server[]): Server {
  if (!first) throw new Error('nothing runs');
  return first;
}

function peopleOf({ people, platforms }: Torture): readonly Person[] {
  return Array.from({ length: people }, (_, i) => {
    const platform = platforms[i % platforms.length];
    if (!platform) throw new Error('there is no platform');
    return { id: `p${i + 1}`, platform, acknowledged: [], filed: 0 };
  });
}

/** So few that the desk has to put people off whenever it was away. */
function waitingAtMost({ people }: Torture): number {
  return Math.max(1, Math.floor(people / 10));
}

function unasked(reason: string): Violation {
  return { rule: 'what is not taken is put off, with a time to come again', reason };
}

/** SQLite is a file of one instance; on PostgreSQL each has a folder of its own. */
function folderOf(folder: string, n: number, { instances }: Installation): string {
  return instances === 1 ? folder : join(folder, String(n));
}

async function importPeople(folder: string, people: readonly Person[], env: Record<string, string>): Promise<void> {
  const row = (id: string, role: string, manager: string) => `${id},氏名,${id}@example.jp,${role},${manager},ja,,業務`;
  const rows = [
    ...responsible.map((id) => row(id, 'responsible', '')),
    ...people.map(({ id }) => row(id, 'staff', responsible[0] ?? '')),
  ];
  const file = join(folder, 'people.csv');
  await writeFile(file, ['id,name,mail,role,manager,language,agency,contract', ...rows, ''].join('\n'));
  tokki(folder, ['people', 'import', file], env);
}

/** People talk while things break; when enough is broken, they finish in peace. */
async function live(plan: Torture, { running, spare, troubles }: Instances, people: readonly Person[]) {
  const { seed, kills, only, reports, installation, platforms } = plan;
  let breaks = true;
  const scene: Scene = {
    goesOn: () => breaks,
    instances: () => running.map(({ url }) => url),
    seed,
    look: Math.max(25, people.length * 4),
    late: [],
    deliveries: { delayed: 0, doubled: 0, putOff: 0, refused: [] },
  };
  for (const platform of platforms) for (const person of responsible) await platform.meet(firstOf(running).url, person);
  for (const { id, platform } of people) await platform.meet(firstOf(running).url, id);
  await Promise.all(people.map((person) => greet(scene, person)));
  for (const platform of platforms) platform.fail(only === undefined);
  const givenUp: Violation[] = [];
  const talking = people.map((person) =>
    talk(scene, person, reports).catch(({ message }: Error) => {
      givenUp.push({ rule: 'everybody could finish', reason: `${person.id}: ${message}` });
    }),
  );
  const servers = only ? [] : [...installation.breakable, ...platforms.flatMap(({ outages }) => outages)];
  const chaos = { running, spare, servers, disk: installation.disk, seed, kills, troubles, ...(only && { only }) };
  const broken = await breakThings(chaos, () => givenUp.length > 0);
  breaks = false;
  for (const platform of platforms) platform.fail(false);
  await Promise.all(talking);
  await Promise.all(scene.late);
  return { broken, deliveries: scene.deliveries, faults: givenUp };
}

/** Until nothing but what is due later is open. */
async function settle({ people }: Torture, running: readonly Server[]): Promise<readonly Violation[]> {
  let open: readonly (number | undefined)[] = [];
  for (let n = 0; n < 180 + people; n++) {
    open = await Promise.all(running.map(({ url }) => openJobs(url).catch(() => undefined)));
    if (open.every((count) => count === 0)) return [];
    await pause(500);
  }
  const seen = open.map((count) => count ?? 'unknown').join(', ');
  return [{ rule: 'everything is done in the end', reason: `open jobs, as each instance counts them: ${seen}` }];
}

/** Of a kind of which none is open there is no line: only where the store answers, no line means none. */
async function openJobs(url: string): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(patience) })).text();
  if (!/^tokki_store_up 1$/mu.test(text)) return undefined;
  const counts = [...text.matchAll(/^tokki_jobs\{state="open",kind="(?:receive|send)"\} (\d+)$/gmu)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

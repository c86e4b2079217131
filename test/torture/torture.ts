/** Breaks the desk again and again while people report incidents, then checks that nothing is lost or doubled. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkJobs } from '../../src/cli/doctor-instance.ts';
import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createChance } from './chance.ts';
import { type Broken, breakThings } from './chaos.ts';
import { type Evidence, violations } from './check.ts';
import type { Installation } from './installation.ts';
import { type Person, type Scene, talk } from './person.ts';
import type { Platform } from './platform.ts';
import { createTokki, type Server, tokki } from './server.ts';

export interface Torture {
  readonly installation: Installation;
  readonly platforms: readonly Platform[];
  readonly people: number;
  readonly reports: number;
  readonly kills: number;
  /** Makes a run repeatable as far as the machine allows. */
  readonly seed: number;
}

export interface Verdict {
  readonly broken: Broken['times'];
  readonly acknowledged: number;
  readonly reports: number;
  readonly violations: readonly string[];
}

const boss = 'boss';

export async function torture(plan: Torture): Promise<Verdict> {
  const { installation, platforms, reports } = plan;
  const folder = await mkdtemp(join(tmpdir(), 'tokki-torture-'));
  const people = peopleOf(plan);
  await installation.start();
  const env = {
    LIMIT_PERSON: '1000000',
    LIMIT_CHANNEL: '1000000',
    ...installation.env,
    ...Object.assign({}, ...platforms.map((one) => one.env)),
  };
  const instances = await Promise.all(
    Array.from({ length: installation.instances }, (_, n) => createTokki(folderOf(folder, n, installation), env)),
  );
  try {
    await importPeople(folder, people, env);
    for (const instance of instances) await instance.start();
    const broken = await live(plan, instances, people);
    await settle(plan, instances);
    const evidence = await evidenceOf(plan, folder, instances, people, env, broken.times.kills ?? 0);
    for (const instance of instances) await instance.stop();
    const acknowledged = people.reduce((sum, person) => sum + person.acknowledged.length, 0);
    return {
      broken: broken.times,
      acknowledged,
      reports: people.length * reports,
      violations: [...broken.faults, ...violations(evidence)],
    };
  } finally {
    await Promise.all(instances.map((instance) => instance.kill()));
    await Promise.all(platforms.map((one) => one.close()));
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

function peopleOf({ people, platforms }: Torture): readonly Person[] {
  return Array.from({ length: people }, (_, i) => {
    const platform = platforms[i % platforms.length];
    if (!platform) throw new Error('there is no platform');
    return { id: `p${i + 1}`, platform, acknowledged: [], filed: 0 };
  });
}

/** SQLite is a file of one instance; on PostgreSQL each has a folder of its own. */
function folderOf(folder: string, n: number, { instances }: Installation): string {
  return instances === 1 ? folder : join(folder, String(n));
}

async function importPeople(folder: string, people: readonly Person[], env: Record<string, string>): Promise<void> {
  const rows = people.map(({ id }) => `${id},氏名,${id}@example.jp,staff,${boss},ja,,業務`);
  const head = 'id,name,mail,role,manager,language,agency,contract';
  const file = join(folder, 'people.csv');
  await writeFile(file, [head, ...rows, `${boss},責任者,${boss}@example.jp,responsible,,ja,,業務`, ''].join('\n'));
  tokki(folder, ['people', 'import', file], env);
}

/** People talk while things break; when enough is broken, they finish in peace. */
async function live(plan: Torture, instances: readonly Server[], people: readonly Person[]): Promise<Broken> {
  const { seed, kills, reports, installation } = plan;
  const scene: Scene = {
    instances: instances.map(({ url }) => url),
    chance: createChance(seed),
    look: Math.max(25, people.length * 4),
    until: Date.now() + 240_000 + kills * 6_000 + people.length * reports * 500,
    late: [],
  };
  let done = false;
  const talking = Promise.all(people.map((person) => talk(scene, person, reports))).finally(() => {
    done = true;
  });
  talking.catch(() => undefined);
  const chaos = { instances, servers: installation.breakable, chance: createChance(seed + 1), kills };
  const broken = await breakThings(chaos, () => done);
  for (const platform of plan.platforms) platform.heal();
  await talking;
  await Promise.all(scene.late);
  return broken;
}

/** Until nothing but what is due later is open. */
async function settle({ people }: Torture, instances: readonly Server[]): Promise<void> {
  for (let n = 0; n < 60 + people; n++) {
    const open = await Promise.all(instances.map(({ url }) => openJobs(url)));
    if (open.every((count) => count === 0)) return;
    await pause(500);
  }
}

async function openJobs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^tokki_jobs\{state="open",kind="(?:receive|send)"\} (\d+)$/gmu)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

async function evidenceOf(
  { platforms }: Torture,
  folder: string,
  [first]: readonly Server[],
  people: readonly Person[],
  env: Record<string, string>,
  kills: number,
): Promise<Evidence> {
  if (!first) throw new Error('there is nothing to look at');
  const { store } = await openStore(parseConfig({ DATA_DIR: folder, ...env }));
  const conversations: Evidence['conversations'] = new Map(
    await Promise.all(
      people.map(async ({ id, platform }) => {
        const lines = await store.history(platform.addressOf(id), 1_000_000);
        const taken = lines.filter(({ work }) => work.kind === 'receive').map(({ key }) => key);
        return [id, { taken, seen: await platform.everything(first.url, id) }] as const;
      }),
    ),
  );
  const reports = await store.reports({});
  const doctor = await faultsOf(store);
  await store.close();
  const told = await Promise.all(platforms.map((platform) => platform.everything(first.url, boss)));
  return { people, conversations, reports, told, doctor, kills };
}

/** What `doctor` would find fault with. */
async function faultsOf(store: Store): Promise<readonly string[]> {
  const findings = (await checkJobs(store, Date.now())).filter(({ ok }) => !ok);
  const { broken } = await store.verifyLog();
  const log = broken === undefined ? [] : [`access-log: row ${broken}`];
  return [...findings.map(({ rule, finding }) => `${rule}: ${finding}`), ...log];
}

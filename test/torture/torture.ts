/** Kills the desk again and again while people report incidents, then checks that nothing is lost or doubled. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/types.ts';
import { conversation, type Person, reportIncidents } from './person.ts';
import { createTokki, type Server, tokki } from './server.ts';

export interface Torture {
  readonly people: number;
  readonly reports: number;
  readonly kills: number;
  /** Makes a run repeatable as far as the machine allows. */
  readonly seed: number;
  readonly env?: Record<string, string>;
}

export interface Verdict {
  readonly kills: number;
  readonly acknowledged: number;
  readonly reports: number;
  readonly violations: readonly string[];
}

export async function torture({ people: count, reports, kills, seed, env = {} }: Torture): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'tokki-torture-'));
  const people = Array.from({ length: count }, (_, i): Person => ({ id: `p${i + 1}`, acknowledged: [], filed: 0 }));
  const server = await createTokki(folder, env);
  try {
    await importPeople(folder, people, env);
    await server.start();
    const until = Date.now() + 30_000 + kills * 3_000;
    const talking = Promise.all(people.map((person) => reportIncidents(server.url, person, reports, until)));
    const killed = await killWhile(server, talking, kills, seed);
    await pause(1_000);
    const violations = await check(server.url, folder, people, env);
    await server.stop();
    const acknowledged = people.reduce((sum, person) => sum + person.acknowledged.length, 0);
    return { kills: killed, acknowledged, reports: count * reports, violations };
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importPeople(folder: string, people: readonly Person[], env: Record<string, string>): Promise<void> {
  const rows = people.map(({ id }) => `${id},氏名,${id}@example.jp,staff,boss,ja,,業務`);
  const head = 'id,name,mail,role,manager,language,agency,contract';
  const file = join(folder, 'people.csv');
  await writeFile(file, [head, ...rows, 'boss,責任者,boss@example.jp,responsible,,ja,,業務', ''].join('\n'));
  tokki(folder, ['people', 'import', file], env);
}

/** Kills and starts until enough kills were made or everybody is done. */
async function killWhile(server: Server, talking: Promise<unknown>, kills: number, seed: number): Promise<number> {
  let done = false;
  const end = talking.finally(() => {
    done = true;
  });
  end.catch(() => undefined);
  let random = seed;
  let killed = 0;
  while (!done && killed < kills) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    await pause(100 + (random % 700));
    await server.kill();
    killed += 1;
    await server.start();
  }
  await end;
  return killed;
}

async function check(
  url: string,
  folder: string,
  people: readonly Person[],
  env: Record<string, string>,
): Promise<readonly string[]> {
  const exported = JSON.parse(tokki(folder, ['reports', 'export'], env)) as { reports: Report[] };
  const wrong: string[] = [];
  for (const person of people) {
    const lines = await conversation(url, person.id);
    const keys = lines.map(({ key }) => key);
    if (new Set(keys).size < keys.length) wrong.push(`${person.id}: a line stands twice`);
    for (const { key } of person.acknowledged) {
      if (!keys.includes(key)) wrong.push(`${person.id}: acknowledged ${key} is lost`);
      if (!keys.some((one) => one.startsWith(`${key}>`))) wrong.push(`${person.id}: ${key} has no answer`);
    }
    wrong.push(...reportsOf(person, exported.reports));
  }
  const numbers = exported.reports.map(({ number }) => number).toSorted();
  const year = numbers[0]?.slice(0, 4) ?? '';
  const expected = numbers.map((_, i) => `${year}-${String(i + 1).padStart(4, '0')}`);
  if (String(numbers) !== String(expected)) wrong.push('the numbers have a gap or a double');
  const alerts = (await conversation(url, 'boss')).flatMap(({ reply }) =>
    reply?.kind === 'alert' ? [reply.title] : [],
  );
  for (const number of numbers) {
    const told = alerts.filter((title) => title?.includes(number)).length;
    if (told !== 1) wrong.push(`${number}: ${told} alerts`);
  }
  return wrong;
}

/** Each report exactly once, with each answer that was acknowledged for it. */
function reportsOf({ id, filed, acknowledged }: Person, all: readonly Report[]): readonly string[] {
  const mine = all.filter(({ reporter }) => reporter === id).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const wrong = mine.length === filed ? [] : [`${id}: ${mine.length} reports stored, ${filed} filed`];
  let at = -1;
  for (const { said } of acknowledged) {
    if (said.text !== undefined) at += 1;
    const step = /:answer:(\w+)$/u.exec(said.choice?.id ?? '')?.[1];
    const value = said.choice?.values?.[0];
    const stored = step && mine[at]?.answers[step]?.value;
    if (step && value !== undefined && !String(stored).includes(value))
      wrong.push(`${id}: answer to ${step} is not in report ${at + 1}`);
  }
  return wrong;
}

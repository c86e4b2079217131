/** Messages for real processes over HTTP, and what these processes use meanwhile. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Server, tokki } from '../test/torture/server.ts';
import { listen } from './stream.ts';

export interface Load {
  readonly messages: number;
  /** So many are under way at once. */
  readonly atOnce: number;
  /** Messages a second; as fast as they are taken where it is not given. */
  readonly rate?: number;
}

export interface Carried {
  readonly perSecond: number;
  /** CPU of all instances together, in milliseconds. */
  readonly cpuPerMessage: number;
  /** Of the database beside them, where it has processes of its own. */
  readonly databasePerMessage: number;
}

const count = 200;
export const people = Array.from({ length: count }, (_, n) => `p${n}`);

/** The list of those who say something. */
const peopleCsv = [
  'id,name,mail,role,manager,language,agency,contract',
  ...people.map((id) => `${id},氏名,${id}@example.jp,staff,,ja,,業務`),
  '',
].join('\n');

/** Brings them into an installation. */
export async function importPeople(folder: string, env: Record<string, string>): Promise<void> {
  const file = join(tmpdir(), `tokki-bench-${process.pid}.csv`);
  await writeFile(file, peopleCsv);
  tokki(folder, ['people', 'import', file], env);
  await rm(file);
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
let serial = 0;

/**
 * How long after a message its reply is on the open page of the person, in milliseconds. Each person has a page open.
 * @param rate messages a second
 */
export async function replyTimes(url: string, messages: number, rate: number): Promise<readonly number[]> {
  const stop = new AbortController();
  const [sent, seen] = [new Map<string, number>(), new Map<string, number>()];
  const keyOf = (person: string, key: string) => `web:${person}:${key}`;
  for (const person of people)
    await listen(url, person, ({ key, at, isReply }) => isReply && seen.set(key.split('>')[0] ?? '', at), stop.signal);
  const began = performance.now();
  const posts: Promise<unknown>[] = [];
  for (let n = 0; n < messages; n++) {
    await pause(Math.max(0, began + (n * 1_000) / rate - performance.now()));
    const [person, at] = [people[n % people.length] ?? '', performance.now()];
    posts.push(post(url, person).then((key) => sent.set(keyOf(person, key), at)));
  }
  await Promise.all(posts);
  for (let waited = 0; waited < 500 && [...sent.keys()].some((key) => !seen.has(key)); waited++) await pause(20);
  stop.abort();
  return [...sent].map(([key, at]) => (seen.get(key) ?? Number.POSITIVE_INFINITY) - at);
}

/** Until each is answered and the answer committed. @param database the process of the database, where it has one */
export async function carry(
  servers: readonly Server[],
  { messages, atOnce, rate }: Load,
  database?: number,
): Promise<Carried> {
  const answered = await answersOf(servers);
  const [used, usedThere, began] = [await cpuOf(servers), await cpuOfFamily(database), performance.now()];
  let sent = 0;
  const send = async () => {
    while (sent < messages) {
      const n = sent++;
      if (rate !== undefined) await pause(Math.max(0, began + (n * 1_000) / rate - performance.now()));
      await post(servers[n % servers.length]?.url ?? '', people[n % people.length] ?? '');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  while ((await answersOf(servers)) - answered < messages) await pause(20);
  const seconds = (performance.now() - began) / 1_000;
  return {
    perSecond: messages / seconds,
    cpuPerMessage: ((await cpuOf(servers)) - used) / messages,
    databasePerMessage: ((await cpuOfFamily(database)) - usedThere) / messages,
  };
}

/** One question of one person; resolves to its key as soon as it is taken. */
export function post(url: string, person: string): Promise<string> {
  const key = `b${process.pid}-${serial++}`;
  const body = JSON.stringify({ person, key, text: 'USBで渡していい？' });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/web/messages`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 202) resolve(key);
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

/** How many Messages these instances have answered since they were started. */
export async function answersOf(servers: readonly Server[]): Promise<number> {
  const texts = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  return texts.reduce((sum, text) => sum + Number(/^tokki_answer_seconds_count (\d+)/mu.exec(text)?.[1] ?? 0), 0);
}

/** What the processes have used so far, in milliseconds. */
export async function cpuOf(servers: readonly Server[]): Promise<number> {
  const used = await Promise.all(servers.map((server) => cpuOfProcess(server.pid())));
  return used.reduce((sum, one) => sum + one, 0);
}

async function cpuOfProcess(pid: number | undefined): Promise<number> {
  return timesOf(await readFile(`/proc/${pid}/stat`, 'utf8')).own;
}

/** What a process, its children and those that have ended have used so far; PostgreSQL has one for each connection. */
async function cpuOfFamily(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const stats = await Promise.all(pids.map((one) => readFile(`/proc/${one}/stat`, 'utf8').catch(() => undefined)));
  const all = stats.flatMap((stat) => (stat === undefined ? [] : timesOf(stat)));
  return all.reduce(
    (sum, { pid: one, parent, own, ended }) => sum + (one === pid ? own + ended : parent === pid ? own : 0),
    0,
  );
}

/** Of a line of `/proc/PID/stat`, in milliseconds; Linux counts in hundredths of a second. */
function timesOf(stat: string) {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((n) => fields[n]);
  return { pid: Number.parseInt(stat, 10), parent, own: (user + system) * 10, ended: (endedUser + endedSystem) * 10 };
}

/** In MB. */
export async function memoryOf(server: Server): Promise<number> {
  const status = await readFile(`/proc/${server.pid()}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
}

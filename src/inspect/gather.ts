/** Reads what this installation has to show. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listBackups } from '../backup/backup.ts';
import type { Config } from '../config.ts';
import { requestsIn } from '../guard/approvals.ts';
import { settled } from '../guard/checklist.ts';
import { entriesOf } from '../guard/ledger.ts';
import { placesOf } from '../regions.ts';
import { withScope } from '../rights.ts';
import { bomOf } from '../sbom.ts';
import type { Store } from '../store/store.ts';
import type { Access, Person } from '../types.ts';
import type { Facts } from './facts.ts';

export interface Sources {
  readonly store: Store;
  readonly config: Config;
  readonly backups: string;
  readonly root: string;
  readonly now: number;
  readonly keyId: string;
  readonly keys: number;
  readonly annex: Facts['annex'];
  readonly rules: number;
  readonly items: Parameters<typeof settled>[0];
}

const year = 365 * 86_400_000;

export async function gather(sources: Sources): Promise<Facts> {
  const { store, config, now, keyId, keys, annex, rules, items } = sources;
  const lines = await store.keep.accesses({ acts: ['admin', 'copy', 'erase'], limit: 100_000 });
  const { broken } = await store.verifyLog();
  const people = await store.people();
  const backups = await listBackups(sources.backups);
  const sealed = await store.keep.sealedWith();
  const all = [...sealed.values()].reduce((sum, count) => sum + count, 0);
  const digest = last(lines, /^digest:/u)?.subject.slice('digest:'.length);
  const rehearsal = last(lines, /^rehearsal$/u)?.at;
  return {
    now,
    log: { ...(await store.keep.logHead()), ...(broken !== undefined && { broken }) },
    keepDays: { log: config.LOG_KEEP_DAYS, questions: config.QUESTION_KEEP_DAYS },
    backups: backups.length,
    places: placesOf(config),
    ...peopleFacts(people),
    ...(await trainingFacts(store)),
    reports: await reportFacts(store),
    questions: (await store.keep.sizes()).get('question') ?? 0,
    keys,
    sealed: { now: sealed.get(keyId) ?? 0, before: all - (sealed.get(keyId) ?? 0) },
    rules,
    ...(await handledFacts(store, now)),
    requests: requestsIn(lines, now),
    erasures: lines.filter(({ act, subject }) => act === 'erase' && subject.startsWith('contract:')).length,
    settled: new Set(settled(items, lines).keys()),
    software: await softwareFacts(sources.root),
    openFiles: await countOpenFiles(config.DATA_DIR),
    login: config.WEB_USER_HEADER !== undefined,
    annex,
    ...(digest !== undefined && { lastDigest: digest }),
    ...(backups[0] && { lastBackup: backups[0].at }),
    ...(rehearsal !== undefined && { lastRehearsal: rehearsal }),
  };
}

function last(lines: readonly Access[], subject: RegExp): Access | undefined {
  return lines.findLast((line) => subject.test(line.subject));
}

function peopleFacts(people: readonly Person[]): Pick<Facts, 'roles' | 'contracts' | 'orphans' | 'agencies'> {
  const roles: Partial<Record<Person['role'], number>> = {};
  for (const { role } of people) roles[role] = (roles[role] ?? 0) + 1;
  const contracts = [...new Set(people.flatMap((one) => one.contracts))].toSorted();
  const responsible = withScope(people, 'report.manage', 'contract');
  const answered = new Set(responsible.flatMap((one) => one.contracts));
  const orphans = contracts.filter((contract) => !answered.has(contract));
  return { roles, contracts, orphans, agencies: people.filter(({ agency }) => agency !== undefined).length };
}

/** Who has done each course that was assigned; who has none assigned does not count. */
async function trainingFacts(store: Store): Promise<Pick<Facts, 'trained'>> {
  let done = 0;
  let all = 0;
  for (let after = ''; ; ) {
    const page = await store.trainees({ after, limit: 500 });
    const assigned = page.filter(({ assignments }) => assignments.length > 0);
    all += assigned.length;
    done += assigned.filter(({ assignments }) => assignments.every(({ closed }) => closed !== undefined)).length;
    const last = page.at(-1);
    if (!last || page.length < 500) return all > 0 ? { trained: { done, all } } : {};
    after = last.person.id;
  }
}

async function reportFacts(store: Store): Promise<Facts['reports']> {
  const all = await store.reports({});
  return { all: all.length, open: all.filter(({ status }) => status !== 'closed').length };
}

async function handledFacts(store: Store, now: number): Promise<Pick<Facts, 'exports' | 'handled'>> {
  let exports = 0;
  let handled = 0;
  for await (const lines of store.keep.logPages(now - year, now + 1)) {
    handled += entriesOf(lines).length;
    exports += lines.filter(({ act }) => act === 'export' || act === 'copy').length;
  }
  return { exports, handled };
}

async function softwareFacts(root: string): Promise<Facts['software']> {
  const { components } = bomOf(await readFile(join(root, 'package-lock.json'), 'utf8'), true);
  const unverified = components.filter(({ hashes }) => !hashes).length;
  return { components: components.length, unverified, node: process.versions.node };
}

async function countOpenFiles(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode));
  return modes.filter((mode) => (mode & 0o077) !== 0).length;
}

/** Reads what this installation has to show. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listBackups } from '../backup/backup.ts';
import type { Config } from '../config.ts';
import { requestsIn } from '../guard/approvals.ts';
import { settled } from '../guard/checklist.ts';
import { placesOf } from '../regions.ts';
import { withScope } from '../rights.ts';
import { bomOf } from '../sbom.ts';
import type { Store } from '../store/store.ts';
import type { Access, Person } from '../types.ts';
import type { Facts } from './facts.ts';
import { doneIn, readLog } from './gather-log.ts';
import { reportFacts, trainingFacts } from './gather-work.ts';

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

export async function gather(sources: Sources): Promise<Facts> {
  const { store, config, now, keyId, keys, annex, rules, items } = sources;
  const { lines, year: logged } = await readLog(store, now);
  const { broken } = await store.verifyLog();
  const people = await store.people();
  const backups = await listBackups(sources.backups);
  const sealed = await store.keep.sealedWith();
  const all = [...sealed.values()].reduce((sum, count) => sum + count, 0);
  const digest = last(lines, /^digest:/u)?.subject.slice('digest:'.length);
  const rehearsal = last(lines, /^rehearsal$/u)?.at;
  const rotated = last(lines, /^keys:rotate:/u)?.at;
  const erasures = lines.filter(({ act, subject }) => act === 'erase' && subject.startsWith('contract:'));
  const lastErasure = erasures.at(-1);
  return {
    now,
    log: { ...(await store.keep.logHead()), ...(broken !== undefined && { broken }) },
    keepDays: { log: config.LOG_KEEP_DAYS, questions: config.QUESTION_KEEP_DAYS },
    backups: backups.length,
    places: placesOf(config),
    ...peopleFacts(people),
    ...(await trainingFacts(store)),
    reports: await reportFacts(store, now),
    questions: (await store.keep.sizes()).get('question') ?? 0,
    keys,
    sealed: { now: sealed.get(keyId) ?? 0, before: all - (sealed.get(keyId) ?? 0) },
    rules,
    ...logged,
    requests: requestsIn(lines, now),
    erasures: erasures.length,
    imports: doneIn(lines, /^people:import$/u),
    settled: new Map([...settled(items, lines)].map(([id, { at }]) => [id, at])),
    software: await softwareFacts(sources.root),
    files: await countFiles(config.DATA_DIR),
    login: {
      ...(config.WEB_USER_HEADER !== undefined && { header: config.WEB_USER_HEADER }),
      slack: config.SLACK_BOT_TOKEN !== undefined,
      teams: config.TEAMS_APP_ID !== undefined,
    },
    annex,
    ...(digest !== undefined && { lastDigest: digest }),
    ...(backups[0] && { lastBackup: backups[0].at }),
    ...(rehearsal !== undefined && { lastRehearsal: rehearsal }),
    ...(rotated !== undefined && { rotated }),
    ...(lastErasure && { lastErasure: lastErasure.at }),
  };
}

function last(lines: readonly Access[], subject: RegExp): Access | undefined {
  return lines.findLast((line) => subject.test(line.subject));
}

function peopleFacts(people: readonly Person[]): Pick<Facts, 'roles' | 'contracts' | 'orphans' | 'responsible'> {
  const roles: Partial<Record<Person['role'], number>> = {};
  for (const { role } of people) roles[role] = (roles[role] ?? 0) + 1;
  const contracts = [...new Set(people.flatMap((one) => one.contracts))].toSorted();
  const responsible = withScope(people, 'report.manage', 'contract');
  const answered = new Set(responsible.flatMap((one) => one.contracts));
  const orphans = contracts.filter((contract) => !answered.has(contract));
  return { roles, contracts, orphans, responsible: responsible.map(({ name }) => name) };
}

async function softwareFacts(root: string): Promise<Facts['software']> {
  const { components } = bomOf(await readFile(join(root, 'package-lock.json'), 'utf8'), true);
  const unverified = components.filter(({ hashes }) => !hashes).length;
  return { components: components.length, unverified, node: process.versions.node };
}

async function countFiles(folder: string): Promise<Facts['files']> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode));
  return { all: modes.length, open: modes.filter((mode) => (mode & 0o077) !== 0).length };
}

/** Gathers what the checker looks at: the database, and what the platforms have kept. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkJobs } from '../../src/cli/doctor-instance.ts';
import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/open.ts';
import { postgresEngine } from '../../src/store/postgres.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Report } from '../../src/types.ts';
import type { Person } from './person.ts';
import type { Platform, Seen } from './platform.ts';
import type { Trouble } from './troubles.ts';

/** The keys of what a person said in the order in which it was taken, and what the person was shown. */
export interface Conversation {
  readonly taken: readonly string[];
  readonly seen: readonly Seen[];
}

/** A job as it stands in the database. */
export interface JobState {
  readonly state: string;
  readonly attempt: number;
  readonly reason: string;
}

/** What a responsible person was shown on one platform. */
interface Told {
  readonly person: string;
  readonly platform: string;
  readonly repeats: Platform['repeats'];
  readonly seen: readonly Seen[];
}

export interface Evidence {
  readonly people: readonly Person[];
  /** By person. */
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly reports: readonly Report[];
  /** The acts of each report's timeline, oldest first. */
  readonly timelines: ReadonlyMap<string, readonly string[]>;
  /** All jobs, by their key. */
  readonly jobs: ReadonlyMap<string, JobState>;
  readonly told: readonly Told[];
  readonly log: Log;
  /** What `tokki doctor` finds fault with. */
  readonly doctor: readonly string[];
  /** When something that had arrived may have been forgotten. */
  readonly troubles: readonly Trouble[];
}

/** The lines of the access log, and the first one that does not follow from the one before it. */
interface Log {
  readonly rows: number;
  readonly broken?: number;
  /** How many lines say that somebody wrote something, by `person subject`. */
  readonly writes: ReadonlyMap<string, number>;
}

export interface Scene {
  /** Where an instance answers. */
  readonly url: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly people: readonly Person[];
  readonly platforms: readonly Platform[];
  /** Who answers for the people's contract. */
  readonly responsible: readonly string[];
  readonly troubles: readonly Trouble[];
}

const tries = 5;

/** An escalation may fall due while it is gathered: then what was seen does not go with what was read, and it is gathered anew. */
export async function evidenceOf(scene: Scene): Promise<Evidence> {
  for (let n = 1; ; n++) {
    const evidence = await gather(scene);
    if (n === tries || isDeepStrictEqual(await jobsOf(configOf(scene)), evidence.jobs)) return evidence;
  }
}

function configOf({ folder, env }: Scene) {
  return { DATA_DIR: folder, ...env };
}

async function gather(scene: Scene): Promise<Evidence> {
  const { url, people, platforms, responsible, troubles } = scene;
  const config = configOf(scene);
  const jobs = await jobsOf(config);
  const { store } = await openStore(parseConfig(config));
  try {
    const keys = [...jobs.keys()];
    const conversations = new Map<string, Conversation>();
    for (const { id, platform } of people) {
      const lines = await store.history(platform.addressOf(id), 1_000_000);
      const taken = lines.filter(({ work }) => work.kind === 'receive').map(({ key }) => key);
      conversations.set(id, { taken, seen: await platform.everything(url, id, keys) });
    }
    const told = await Promise.all(
      responsible.flatMap((person) =>
        platforms.map(async ({ name, repeats, everything }) => ({
          person,
          platform: name,
          repeats,
          seen: await everything(url, person, keys),
        })),
      ),
    );
    const reports = await store.reports({});
    const timelines = new Map<string, readonly string[]>();
    for (const { number } of reports)
      timelines.set(
        number,
        (await store.events(number)).map(({ act }) => act),
      );
    const [log, doctor] = [await logOf(store), await faultsOf(store)];
    return { people, conversations, reports, timelines, jobs, told, log, doctor, troubles };
  } finally {
    await store.close();
  }
}

/** Past the store: nothing that the product itself can be asked says how often a job was tried. */
async function jobsOf({ DATABASE_URL: url, DATA_DIR: folder }: Readonly<Record<string, string>>) {
  const { db } = url ? postgresEngine(url) : await sqliteEngine(join(folder ?? '', 'tokki.db'));
  try {
    const rows = await db.selectFrom('job').select(['key', 'state', 'attempt', 'reason']).orderBy('id').execute();
    return new Map(rows.map(({ key, state, attempt, reason }) => [key, { state, attempt, reason: reason ?? '' }]));
  } finally {
    await db.destroy();
  }
}

async function logOf(store: Store): Promise<Log> {
  const lines = await store.keep.accesses({ acts: ['write'], limit: Number.MAX_SAFE_INTEGER });
  const writes = Map.groupBy(lines, ({ by, subject }) => `${by} ${subject}`);
  const counted = new Map([...writes].map(([what, { length }]) => [what, length]));
  return { ...(await store.verifyLog()), writes: counted };
}

/** What `doctor` would find fault with. */
async function faultsOf(store: Store): Promise<readonly string[]> {
  const findings = (await checkJobs(store, Date.now())).filter(({ ok }) => !ok);
  return findings.map(({ rule, finding }) => `${rule}: ${finding}`);
}

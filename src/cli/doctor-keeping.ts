/** What `doctor` says of how the desk keeps its own records by the annex: places, backups, rehearsal, checklist. */
import { listBackups } from '../backup/backup.ts';
import type { Config } from '../config.ts';
import { settled } from '../guard/checklist.ts';
import { databaseHost, isOwn, openPlaces, placesOf } from '../regions.ts';
import type { Store } from '../store/store.ts';
import { backupFolder } from './backup.ts';
import { adminLines, readChecklist } from './checklist.ts';
import { type Finding, good } from './finding.ts';

const day = 86_400_000;
const oldBackup = 2 * day;
/** The desk rehearses by itself each month; by hand, every three months do. */
const oldRehearsal = { itself: 40 * day, byHand: 100 * day };

export async function checkKeeping(config: Config, store: Store, now: number): Promise<readonly Finding[]> {
  const lines = await adminLines(store);
  const rehearsed = lines.findLast(({ subject }) => subject === 'rehearsal')?.at;
  const items = await readChecklist();
  const done = settled(items, lines);
  const open = items.length - done.size;
  const since = lines[0]?.at;
  return [
    ...checkPlaces(config),
    checkLogin(config),
    ...(await checkBackups(config, { settled: done.has('backup'), ...(since !== undefined && { since }) }, now)),
    rehearsed !== undefined && now - rehearsed < oldRehearsal[config.BACKUP_DIR ? 'itself' : 'byHand']
      ? good('rehearsal', `${daysAgo(rehearsed, now)} ago`)
      : later(
          'rehearsal',
          rehearsed === undefined ? 'never' : `${daysAgo(rehearsed, now)} ago`,
          'Run `tokki restore FILE --verify`.',
        ),
    open === 0
      ? good('checklist', 'settled')
      : later('checklist', `${open} of ${items.length} open`, 'Run `tokki checklist`.'),
  ];
}

/** Something to do before real use, which a trial may leave. */
function later(rule: string, finding: string, advice: string): Finding {
  return { rule, finding, advice, ok: true };
}

/** A trial needs no login; real use does (6.8.3.a). */
function checkLogin({ WEB_USER_HEADER }: Config): Finding {
  if (WEB_USER_HEADER !== undefined) return good('login', `the page asks a proxy (${WEB_USER_HEADER})`);
  const advice = 'For real use put it behind a proxy with a login: WEB_USER_HEADER, WEB_PROXIES.';
  return later('login', 'at the page, whoever sits at this machine may be anybody', advice);
}

function checkPlaces(config: Config): readonly Finding[] {
  const places = placesOf(config);
  const open = new Set(openPlaces(places).map(({ place }) => place));
  return places.map(({ place, what, region = 'undeclared', accepted, remote }) => {
    const finding = `${place} (${what}): ${region}${accepted ? ', accepted by name' : ''}`;
    if (open.has(place))
      return { rule: 'region', finding, advice: 'Declare it, or accept it in REGION_ACCEPTED (Art. 6.3).' };
    return remote || region !== 'undeclared'
      ? good('region', finding)
      : later('region', finding, 'Set DATA_REGION before real use.');
  });
}

/** What the driver takes for a demand of TLS. */
const underTls = /^(?:require|verify-ca|verify-full)$/u;

/** Not all that goes to the database is sealed: the access log is not. */
export function checkTransport({ DATABASE_URL }: Pick<Config, 'DATABASE_URL'>): readonly Finding[] {
  const host = DATABASE_URL === undefined ? undefined : databaseHost(DATABASE_URL);
  if (host === undefined || isOwn(host)) return [];
  const query = URL.parse(DATABASE_URL ?? '')?.searchParams;
  const mode = query?.get('sslmode') ?? (/^(?:true|1)$/u.test(query?.get('ssl') ?? '') ? 'require' : 'none');
  if (underTls.test(mode)) return [good('database-tls', `${host}, sslmode=${mode}`)];
  const advice = 'Add ?sslmode=verify-full to DATABASE_URL: what goes over a network has to be encrypted (6.8.2).';
  return [{ rule: 'database-tls', finding: `${host}: TLS is not demanded, or not checked (sslmode=${mode})`, advice }];
}

/** How long the desk has been used, and whether the operator has said that backups are provided for (the checklist). */
interface Use {
  readonly since?: number;
  readonly settled: boolean;
}

export async function checkBackups(config: Config, use: Use, now: number): Promise<readonly Finding[]> {
  const folder = backupFolder(config);
  const [newest] = await listBackups(folder);
  const beside = config.BACKUP_DIR
    ? []
    : [later('backup-place', `beside the data (${folder})`, 'Set BACKUP_DIR to another disk.')];
  if (!newest) return [noBackup(config, use, now), ...beside];
  const finding = `the last one ${daysAgo(newest.at, now)} ago`;
  const isOld = now - newest.at > oldBackup;
  return [isOld ? { rule: 'backup', finding, advice: nightAdvice } : good('backup', finding), ...beside];
}

const nightAdvice = 'Is the desk running at night, and can it write BACKUP_DIR? Run `tokki backup` now.';
const choiceAdvice =
  'Set BACKUP_DIR: the desk makes a backup each night then (6.8.6). If you copy its data by other means, say so: `tokki checklist done backup`.';

/** A trial may do without, and so may the first days; who copies the data by other means says so in the checklist. */
function noBackup(config: Config, { since, settled: isSettled }: Use, now: number): Finding {
  if (isSettled && !config.BACKUP_DIR)
    return good('backup', 'none by Tokki; the checklist says that it is provided for');
  if (since === undefined || now - since <= oldBackup || !isShared(config))
    return later('backup', 'none', firstAdvice(config));
  const advice = config.BACKUP_DIR ? nightAdvice : choiceAdvice;
  return { rule: 'backup', finding: `none, and the desk has been used for ${daysAgo(since, now)}`, advice };
}

/** Others than who sits at this machine use it. */
function isShared({ WEB_USER_HEADER, SLACK_BOT_TOKEN, TEAMS_APP_ID }: Config): boolean {
  return [WEB_USER_HEADER, SLACK_BOT_TOKEN, TEAMS_APP_ID].some((given) => given !== undefined);
}

function firstAdvice({ BACKUP_DIR }: Config): string {
  return BACKUP_DIR
    ? 'The desk makes the first one at 2:15 in the night; run `tokki backup` to see that it can.'
    : 'Set BACKUP_DIR: the desk makes a backup each night then (6.8.6).';
}

function daysAgo(at: number, now: number): string {
  const hours = Math.floor((now - at) / 3_600_000);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

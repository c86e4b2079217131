/** Where data is kept and handled (6.3: in Japan alone), as the operator declares it. Pure. */
import type { Config } from './config.ts';
import { TokkiError } from './errors.ts';
import { parseRedis } from './redis-address.ts';

export const placeNames = ['database', 'backup', 'hosting', 'redis', 'model', 'slack', 'teams'] as const;
export type PlaceName = (typeof placeNames)[number];

export interface Place {
  readonly place: PlaceName;
  /** What is there, without any secret. */
  readonly what: string;
  readonly region?: string;
  /** Abroad or undeclared, and accepted by name nevertheless. */
  readonly accepted: boolean;
  /** Whether others than this machine are concerned; a trial on one machine has nothing to declare yet. */
  readonly remote: boolean;
}

/** Variables that only installations with these platforms have. */
type Optional = 'TEAMS_APP_ID';
export type Settings = Config & { readonly [Name in Optional]?: string | undefined };

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u;

export function placesOf(config: Settings): readonly Place[] {
  const { DATABASE_URL, DATA_REGION, REGION_ACCEPTED, BACKUP_DIR, HOST } = config;
  const database = DATABASE_URL === undefined ? undefined : databaseHost(DATABASE_URL);
  const redis = config.REDIS_URL === undefined ? undefined : parseRedis(config.REDIS_URL).nodes.map(({ host }) => host);
  const place = (name: PlaceName, what: string, region: string | undefined, remote: boolean): Place => ({
    place: name,
    what,
    ...(region !== undefined && { region }),
    accepted: !isJapan(region) && REGION_ACCEPTED.includes(name),
    remote,
  });
  const model = config.OPENAI_MODEL
    ? [
        {
          ...place('model', 'OPENAI_BASE_URL', modelRegion(config), true),
          ...(isModelAccepted(config) && { accepted: true }),
        },
      ]
    : [];
  return [
    place('database', database ?? 'SQLite', DATA_REGION, database !== undefined && !isHere(database)),
    place(
      'backup',
      BACKUP_DIR ? 'BACKUP_DIR' : 'DATA_DIR',
      config.BACKUP_REGION ?? DATA_REGION,
      BACKUP_DIR !== undefined,
    ),
    place('hosting', HOST, config.HOSTING_REGION ?? DATA_REGION, !isHere(HOST)),
    // It holds the ids of people for two minutes, no texts.
    ...(redis === undefined ? [] : [place('redis', redis.join(', '), DATA_REGION, !redis.every(isHere))]),
    ...model,
    ...(config.SLACK_BOT_TOKEN ? [place('slack', 'Slack', config.SLACK_REGION, true)] : []),
    ...(config.TEAMS_APP_ID ? [place('teams', 'Microsoft 365', config.TEAMS_REGION, true)] : []),
  ];
}

/** A socket of this machine has a path for a name. */
function isHere(host: string): boolean {
  return host.startsWith('/') || loopback.test(host);
}

const ownMachine =
  /^(?:[\w-]+|[\w.-]+\.(?:local|internal|lan)|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[?(?:::1|f[cd][\da-f:]+)\]?)$/u;

/** Machines of one's own: this one, a container beside it, those of a private network. */
export function isOwn(host: string): boolean {
  return isHere(host) || ownMachine.test(host);
}

/** The driver goes to the `host` of the query where there is one, whatever stands before it. */
export function databaseHost(address: string): string {
  const url = URL.parse(address);
  return url ? (url.searchParams.get('host') ?? url.hostname) : 'DATABASE_URL';
}

/** The model's own variables accept it by its region. */
function isModelAccepted({ OPENAI_REGION: region, OPENAI_ACCEPT_REGION: accepted }: Settings): boolean {
  return region !== undefined && region === accepted;
}

/** Providers name their regions in Japan in their own way. */
function modelRegion({ OPENAI_REGION: region }: Settings): string | undefined {
  return region && isInJapan(region) ? 'jp' : region;
}

function isJapan(region: string | undefined): boolean {
  return region === 'jp';
}

/** Japan, and what the large providers call their regions there. */
const inJapan = /^(?:jp|japan|japan ?(?:east|west)|ap-northeast-[13]|asia-northeast[12]|ap-(?:tokyo|osaka)(?:-\d)?)$/u;

export function isInJapan(region: string): boolean {
  return inJapan.test(region);
}

/** What stands in the way of 6.3: abroad or undeclared, and not accepted. */
export function openPlaces(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ region, accepted, remote }) => !isJapan(region) && !accepted && (remote || region !== undefined),
  );
}

/** @throws TokkiError `region` that names each place; where the language model is, is demanded where it is opened */
export function demandRegions(config: Settings): void {
  const open = openPlaces(placesOf(config)).filter(({ place }) => place !== 'model');
  if (open.length === 0) return;
  const names = open.map(({ place, region }) => `${place} is ${region ? `in ${region}` : 'undeclared'}`);
  throw new TokkiError('region', `Art. 6.3 keeps the data in Japan, but ${names.join(', ')}`);
}

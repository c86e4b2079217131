/** What REDIS_URL says: one server, servers that Sentinels watch, or a Cluster. Pure. */
import { TokkiError } from './errors.ts';

interface Node {
  readonly host: string;
  readonly port: number;
}

export interface RedisAddress {
  readonly nodes: readonly Node[];
  /** `sentinel`: the nodes are Sentinels, and `name` is what they call the server. */
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly name?: string;
  readonly tls: boolean;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  /** The password of the Sentinels themselves. */
  readonly sentinelPassword?: string;
}

const pattern =
  /^redis(?<tls>s)?(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<nodes>[^/?#@]+)(?:\/(?<path>[^?#]*))?(?:\?(?<query>[^#]*))?$/u;

const usualPort = { single: 6379, sentinel: 26379, cluster: 6379 } as const;

/**
 * Reads `redis://user:password@host:6379/0`, `redis+sentinel://password@one:26379,two:26379/name/0?sentinelPassword=…` and
 * `redis+cluster://password@one:6379,two:6379`; `rediss` speaks TLS.
 * @throws TokkiError `config`; the message never holds the address, since a password may stand in it
 */
export function parseRedis(url: string): RedisAddress {
  const { tls, kind = 'single', user = '', password, nodes = '', path = '', query } = pattern.exec(url)?.groups ?? {};
  if (!isKind(kind) || nodes === '') throw bad('must be redis://, rediss://, redis+sentinel:// or redis+cluster://');
  const [first = '', second = ''] = path.split('/');
  const name = kind === 'sentinel' ? first : '';
  if (kind === 'sentinel' && name === '') throw bad('names no server: redis+sentinel://host:26379/NAME');
  const sentinelPassword = new URLSearchParams(query).get('sentinelPassword');
  // `redis://secret@host` means a password, `redis://user:secret@host` both.
  const secret = decode(password ?? user);
  return {
    kind,
    nodes: nodes.split(',').map((node) => parseNode(node, usualPort[kind])),
    tls: tls !== undefined,
    db: parseDb(kind === 'sentinel' ? second : first),
    ...(name !== '' && { name: decode(name) }),
    ...(password !== undefined && user !== '' && { username: decode(user) }),
    ...(secret !== '' && { password: secret }),
    ...(sentinelPassword !== null && { sentinelPassword }),
  };
}

function isKind(kind: string): kind is RedisAddress['kind'] {
  return Object.hasOwn(usualPort, kind);
}

function parseNode(text: string, usual: number): Node {
  const {
    v6,
    host = v6,
    port = usual,
  } = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d{1,5}))?$/u.exec(text)?.groups ?? {};
  if (!host || Number(port) > 65_535) throw bad('has a host that cannot be read');
  return { host, port: Number(port) };
}

function parseDb(text: string): number {
  if (!/^\d{0,4}$/u.test(text)) throw bad('has a database that is not a number');
  return Number(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new TokkiError('config', 'REDIS_URL: has a % that encodes nothing', { cause: error });
  }
}

function bad(what: string): TokkiError {
  return new TokkiError('config', `REDIS_URL: ${what}`);
}

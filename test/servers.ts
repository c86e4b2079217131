/** Real servers for tests: each on a port of its own, on loopback, with nothing kept. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The servers of a Redis Cluster speak to each other on a port that is 10000 higher: there has to be one. */
const highestPort = 55_535;

export async function freePort(): Promise<number> {
  for (;;) {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    if (port <= highestPort) return port;
  }
}

/** Until something listens there; gives up after ten seconds. */
async function listening(port: number): Promise<void> {
  for (let n = 0; n < 400; n++) {
    const socket = connect(port, '127.0.0.1');
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (answered) return;
    await pause(25);
  }
  throw new Error(`nothing listens on port ${port}`);
}

export const redisInstalled = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisServer {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A process that holds its connections but answers nothing, and back. */
  freeze(frozen: boolean): void;
  remove(): Promise<void>;
}

/** @param options further arguments of redis-server */
export async function createRedis(...options: readonly string[]): Promise<RedisServer> {
  return redisOn('--port', options);
}

/** Under TLS alone, with a certificate that is made out to `localhost`, not to 127.0.0.1. */
export async function createTlsRedis({ cert, key }: Certificate, ...options: readonly string[]): Promise<RedisServer> {
  const tls = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no'];
  return redisOn('--tls-port', ['--port', '0', ...tls, ...options]);
}

/** Files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** One for a day. */
export function createCertificate(folder: string): Certificate {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const made = spawnSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  return { cert, key };
}

async function redisOn(portOption: '--port' | '--tls-port', options: readonly string[]): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tokki-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  // A Sentinel writes into its configuration, which has to be a file.
  const config = join(folder, 'redis.conf');
  await writeFile(config, '');
  const args = [config, portOption, String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...options];
  async function stop(): Promise<void> {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null) return;
    const exit = once(dying, 'exit');
    dying.kill('SIGKILL');
    await exit;
  }
  return {
    port,
    async start() {
      child = spawn('redis-server', args, { stdio: 'ignore' });
      await listening(port);
    },
    stop,
    freeze: (frozen) => void child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const postgresFolder = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1) ?? '';

export const postgresInstalled = postgresFolder !== '';

export interface PostgresServer {
  readonly url: string;
  start(): Promise<void>;
  /** As a power cut would: it recovers from its log at the next start. */
  stop(): Promise<void>;
  remove(): Promise<void>;
  /** The process whose children serve the connections, while it runs. */
  pid(): number | undefined;
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
function postgresUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

export async function createPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tokki-postgres-'));
  const port = await freePort();
  const user = postgresUser();
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(postgresFolder, 'initdb'),
    ['-D', data, '-U', 'tokki', '-A', 'trust', '-E', 'UTF8', '--no-locale'],
    { ...user, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  let child: ChildProcess | undefined;
  async function stop(): Promise<void> {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null) return;
    const exit = once(dying, 'exit');
    dying.kill('SIGQUIT');
    await exit;
  }
  return {
    url: `postgres://tokki@127.0.0.1:${port}/postgres`,
    async start() {
      child = spawn(join(postgresFolder, 'postgres'), args, { ...user, stdio: 'ignore' });
      await listening(port);
    },
    stop,
    pid: () => child?.pid,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** nginx with the file of the repository, before two instances that can be busy, go away and freeze. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../servers.ts';
import { read } from './files.ts';

export const nginxInstalled = spawnSync('nginx', ['-v']).status === 0;

/** Answers with its name, keeps the paths of what was posted, refuses `/busy`, and its stream says something all the time. */
const program = `
  const [name, port] = process.argv.slice(1);
  const seen = [];
  require('node:http').createServer((req, res) => {
    res.setHeader('x-instance', name);
    if (req.url === '/seen') return res.end(JSON.stringify(seen));
    if (req.url.startsWith('/api/web/events')) return void setInterval(() => res.write(': here\\n\\n'), 100);
    if (req.method === 'POST') seen.push(req.url);
    if (req.url === '/busy') res.writeHead(503, { 'retry-after': '7' });
    req.resume().on('end', () => res.end('said by ' + name));
  }).listen(Number(port), '127.0.0.1', () => console.log('up'));
`;

interface Instance {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  freeze(frozen: boolean): void;
}

async function createInstance(name: string): Promise<Instance> {
  const port = String(await freePort());
  let child: ChildProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      child = spawn(process.execPath, ['-e', program, name, port], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout ?? child, 'data');
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    freeze: (frozen) => void child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
  };
}

/** The file as it is but for its places, and for times that a test can wait for. */
function configuration(folder: string, url: string, one: Instance, two: Instance): string {
  const places = [
    ['/tmp/', `${folder}/`],
    ['/dev/stdout', join(folder, 'access.log')],
    ['/dev/stderr', join(folder, 'error.log')],
    ['listen 8080', `listen ${new URL(url).host}`],
    ['172.30.0.11:3978', new URL(one.url).host],
    ['172.30.0.12:3978', new URL(two.url).host],
    ['proxy_read_timeout 10s', 'proxy_read_timeout 1s'],
    ['proxy_read_timeout 30s', 'proxy_read_timeout 2s'],
  ] as const;
  return places.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replaceAll(from, to);
  }, read('deploy/nginx.conf'));
}

export interface Proxied {
  readonly url: string;
  readonly one: Instance;
  readonly two: Instance;
  /** All that nginx has logged. */
  logs(): string;
  remove(): Promise<void>;
}

export async function startProxied(): Promise<Proxied> {
  const folder = mkdtempSync(join(tmpdir(), 'tokki-nginx-'));
  const [one, two] = [await createInstance('one'), await createInstance('two')];
  const url = `http://127.0.0.1:${await freePort()}`;
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, url, one, two));
  await Promise.all([one.start(), two.start()]);
  // Started by root, its workers would be somebody who may not enter the folder.
  const more = process.getuid?.() === 0 ? 'user root; ' : '';
  const nginx = spawn('nginx', ['-p', folder, '-c', file, '-g', `${more}daemon off;`], { stdio: 'ignore' });
  const isUp = () =>
    fetch(`${url}/metrics`).then(
      ({ status }) => status === 404,
      () => false,
    );
  for (let n = 0; n < 200 && nginx.exitCode === null && !(await isUp()); n++) await pause(25);
  assert.ok(await isUp(), 'nginx did not start');
  return {
    url,
    one,
    two,
    logs: () => ['access.log', 'error.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join(''),
    async remove() {
      const exit = once(nginx, 'exit');
      nginx.kill('SIGTERM');
      await Promise.all([exit, one.stop(), two.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A real Tokki process that can be killed and started again on the same data. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../servers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };

/** Those of Node in the start script: a small young generation, and an old one that grows slowly, keep the memory small. */
export const flags = scripts.start.split(' ').filter((part) => part.startsWith('--'));

export interface Server {
  readonly url: string;
  /** @param room how large a file may grow, in kB: the disk is full then */
  start(room?: number): Promise<void>;
  /** kill -9: no chance to finish anything. */
  kill(): Promise<void>;
  /** SIGTERM, and kill -9 after so many milliseconds; resolves to the exit code, null where it had to be killed. */
  stop(patience?: number): Promise<number | null>;
  /** While it runs. */
  pid(): number | undefined;
}

/** The environment of a Tokki that keeps its data in `folder` and listens on `port`. */
function environment(folder: string, port: number, more: Record<string, string>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error', ...more };
}

/** @param nice how much it gives way to other processes where there is not enough for all */
export async function createTokki(folder: string, more: Record<string, string> = {}, nice = 0): Promise<Server> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const gone = async (signal: NodeJS.Signals) => {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null) return dying?.exitCode ?? null;
    const exit = once(dying, 'exit');
    dying.kill(signal);
    return (await exit)[0] as number | null;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    async start(room) {
      const command = [process.execPath, ...flags, 'tokki.js', 'start'];
      const [program = '', ...args] = room === undefined ? command : [...withRoom(room), ...command];
      child = spawn(program, args, {
        cwd: root,
        env: environment(folder, port, more),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      if (child.pid !== undefined && nice > getPriority()) setPriority(child.pid, nice);
      await greeted(child);
    },
    async kill() {
      await gone('SIGKILL');
    },
    async stop(patience = 60_000) {
      const stopping = child;
      const cut = setTimeout(() => stopping?.kill('SIGKILL'), patience);
      return gone('SIGTERM').finally(() => clearTimeout(cut));
    },
    pid: () => child?.pid,
  };
}

/** A write beyond it fails, and does not end the process. */
function withRoom(kilobytes: number): readonly string[] {
  return ['bash', '-c', `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`];
}

/** Runs a command of the command line on the same data and gives its standard output. */
export function tokki(folder: string, args: readonly string[], more: Record<string, string> = {}): string {
  return execFileSync(process.execPath, [...flags, 'tokki.js', ...args], {
    cwd: root,
    env: environment(folder, 0, more),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
}

/** What is said until then is the reason where it does not start; what is said later is for whoever watches. */
function greeted(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    let isUp = false;
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      isUp ||= said.includes('Tokki: http');
      if (isUp) resolve();
    });
    child.stderr?.on('data', (chunk) => {
      if (isUp) process.stderr.write(chunk);
      else said += String(chunk);
    });
    child.once('exit', () => reject(new Error(`Tokki did not start: ${said}`)));
  });
}

/** What cannot be built here is read closely, and its start command is run in the same layout. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from '../servers.ts';
import { flags } from '../torture/server.ts';
import { isKnownVariable, read, root } from './files.ts';

/** A Dockerfile as instructions, continued lines joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n\s*/gu, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const only = (name: string) => lastStage.filter((one) => one.name === name).map(({ rest }) => rest);

describe('the container', () => {
  it('has a fixed Node 24, no root, a health check, and no development packages', () => {
    const froms = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    const { node } = (JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> })
      .optionalDependencies;
    for (const from of froms) assert.match(from, new RegExp(`^node:${node}-`, 'u'));
    assert.deepEqual(only('USER'), ['node']);
    assert.equal(only('HEALTHCHECK').length, 1);
    const install = instructions.find(({ rest }) => rest.startsWith('npm ci'))?.rest ?? '';
    for (const flag of ['--omit=dev', '--omit=optional']) assert.ok(install.includes(flag));
    const set = only('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/gu)].map((match) => match[1] ?? ''));
    assert.deepEqual(
      set.filter((name) => !/^(?:HOME|NODE_ENV|NODE_COMPILE_CACHE)$/u.test(name) && !isKnownVariable(name)),
      [],
    );
  });

  it('holds every folder that the program reads from', () => {
    const copied = only('COPY').map((line) => line.split(' ')[0]);
    const code = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n');
    const folders = new Set([...code.matchAll(/new URL\('\.\.\/(\w+)\//gu)].map((match) => match[1]));
    assert.ok(folders.has('knowledge') && folders.has('prompts'));
    assert.deepEqual(
      [...folders].filter((folder) => !copied.includes(folder)),
      [],
    );
  });

  it('starts Node as the start script does', () => {
    const [, ...args] = JSON.parse(only('ENTRYPOINT')[0] ?? '[]') as string[];
    assert.deepEqual(args, [...flags, 'tokki.js']);
  });

  it('holds what it runs in its compiled form, made with the same flags by the same user', () => {
    const compiles = lastStage.findIndex(({ rest }) => rest.includes('"compile"'));
    const [, ...args] = JSON.parse(lastStage[compiles]?.rest ?? '[]') as string[];
    assert.deepEqual(args, [...flags, 'tokki.js', 'compile']);
    assert.ok(lastStage.findIndex(({ name }) => name === 'USER') < compiles);
  });

  it('starts with what is copied into it, and answers its health check', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'tokki-container-'));
    let child: ChildProcess | undefined;
    try {
      for (const line of only('COPY').filter((copy) => !copy.startsWith('--from')))
        for (const source of line.split(' ').slice(0, -1))
          cpSync(join(root, source), join(folder, basename(source)), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const [, ...args] = JSON.parse(only('ENTRYPOINT')[0] ?? '[]') as string[];
      const command = JSON.parse(only('CMD')[0] ?? '[]') as string[];
      const port = String(await freePort());
      const kept = { DATA_DIR: join(folder, 'data'), NODE_COMPILE_CACHE: join(folder, 'compiled') };
      const env = { PATH: process.env.PATH, NODE_ENV: 'production', PORT: port, ...kept };
      child = spawn(process.execPath, [...args, ...command], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout ?? child, 'data');
      const check = JSON.parse(/CMD (?<command>\[.*\])$/u.exec(only('HEALTHCHECK')[0] ?? '')?.groups?.command ?? '[]');
      const [code] = await once(spawn(process.execPath, check.slice(1), { env }), 'exit');
      assert.equal(code, 0);
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
    } finally {
      child?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

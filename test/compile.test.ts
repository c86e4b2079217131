import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slackEnv } from '../bench/slack.ts';
import { startDouble } from './adapters/slack/double.ts';
import { createTokki } from './torture/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the first start', () => {
  it('is the first one for each set of flags that change what is compiled', () => {
    const cache = mkdtempSync(join(tmpdir(), 'tokki-compiled-'));
    const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: cache };
    const marks = (...flags: readonly string[]) => {
      execFileSync(process.execPath, [...flags, 'tokki.js', 'compile'], { cwd: root, env });
      return globSync('**/tokki-[0-9a-f]*', { cwd: cache }).length;
    };
    const quiet = '--disable-warning=ExperimentalWarning';
    assert.deepEqual([marks(quiet), marks(quiet), marks(quiet, '--heap-growing-percent=15')], [1, 1, 2]);
    rmSync(cache, { recursive: true });
  }).timeout(60_000);

  it('has everything compiled by another process, and does nothing of it itself', async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'tokki-compiled-'));
    const slack = await startDouble();
    try {
      const cache = join(folder, 'cache');
      const kept = () => globSync('**/*', { cwd: cache }).sort();
      const more = { NODE_COMPILE_CACHE: cache, TEAMS_DEV_NO_AUTH: '1', ...slackEnv(slack) };
      const server = await createTokki(join(folder, 'data'), more);
      await server.start();
      const before = kept();
      assert.ok(before.length > 1_000, `${before.length} files`);
      await assertPageIsKept(server.url, cache);
      // What a process has compiled itself is kept when it ends.
      assert.equal(await server.stop(), 0);
      assert.deepEqual(kept(), before);
    } finally {
      await slack.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('keeps what it runs below the installation, else with its user, and never where anybody may write', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokki-compiled-'));
    const [here, home, common] = ['tokki', 'home', 'tmp'].map((name) => join(folder, name)) as [string, string, string];
    for (const each of [home, common]) mkdirSync(each);
    install(here);
    const marksIn = (place: string) => globSync('**/tokki-[0-9a-f]*', { cwd: place }).length;
    const compile = () => {
      const env = { PATH: process.env.PATH, HOME: home, TMPDIR: common };
      execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tokki.js', 'compile'], {
        cwd: here,
        env,
      });
      return [
        marksIn(join(here, 'node_modules/.cache/tokki')),
        marksIn(join(home, '.cache/tokki')),
        readdirSync(common),
      ];
    };
    assert.deepEqual(compile(), [1, 0, []]);
    rmSync(join(here, 'node_modules/.cache'), { recursive: true });
    writeFileSync(join(here, 'node_modules/.cache'), 'no folder can be made here');
    assert.deepEqual(compile(), [0, 1, []]);
    rmSync(folder, { recursive: true });
  }).timeout(120_000);
});

/** A copy of the program; its packages are the ones here. */
function install(folder: string): void {
  for (const name of ['src', 'adapters', 'knowledge', 'prompts', 'package.json', 'tokki.js'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')).filter((each) => each !== '.cache'))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
}

/** What browsers load is served as it was kept: nothing strips it again in the desk. */
async function assertPageIsKept(url: string, cache: string): Promise<void> {
  const kept = globSync('**/tokki-page-*', { cwd: cache }).map((name) => join(cache, name));
  for (const file of kept) writeFileSync(file, '// kept');
  const page = await (await fetch(url)).text();
  const [, script] = /src="(?<script>[^"]+)"/u.exec(page) ?? [];
  assert.equal(await (await fetch(new URL(script ?? '', url))).text(), '// kept');
}

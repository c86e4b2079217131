import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
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
      return globSync('**/tokki-*', { cwd: cache }).length;
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
      // What a process has compiled itself is kept when it ends.
      assert.equal(await server.stop(), 0);
      assert.ok(before.length > 1_000, `${before.length} files`);
      assert.deepEqual(kept(), before);
    } finally {
      await slack.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** In no passwd: as many platforms for containers start a program. */
const nobody = 54_321;
const isRoot = process.getuid?.() === 0;

describe('a user without a name and a home', () => {
  it('may do everything, and is named in the access log by number', function () {
    if (!isRoot) {
      console.log('pending: only root can start a program as somebody else');
      return this.skip();
    }
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'tokki-nameless-'));
    chownSync(folder, nobody, nobody);
    const tokki = (...args: readonly string[]) =>
      execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tokki.js', ...args], {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') },
        uid: nobody,
        gid: nobody,
        encoding: 'utf8',
      });
    try {
      tokki('people', 'import', 'knowledge/people.example.csv');
      const database = new DatabaseSync(join(folder, 'data', 'tokki.db'), { readOnly: true });
      assert.deepEqual(
        { ...database.prepare('select distinct actor from access_log').get() },
        { actor: 'cli:uid-54321' },
      );
      database.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

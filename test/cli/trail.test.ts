/** Each command that opens the store says in the access log who did what (6.8.3.b), or is named here with its reason. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const commands = globSync('src/cli/*.ts', { cwd: root }).map((file) => ({
  file: file.replaceAll('\\', '/'),
  text: readFileSync(`${root}/${file}`, 'utf8'),
}));

/** They show counts and settings, or serve: what the desk does, its nightly backups too, is logged by the desk. */
const others = new Set(['src/cli/doctor.ts', 'src/cli/start.ts', 'src/cli/desk.ts', 'src/cli/copies.ts']);

describe('the commands', () => {
  it('leave a line in the access log wherever they open the store', () => {
    const open = commands.filter(({ text }) => /\b(?:withDesk|openStore|sqliteEngine)\(/u.test(text));
    assert.ok(open.length > 12, `${open.length} files`);
    const silent = open.filter(({ text }) => !/\b(?:logged|trace|appendAccess)\(/u.test(text)).map(({ file }) => file);
    assert.deepEqual(
      silent.filter((file) => !others.has(file)),
      [],
    );
  });

  it('name the user of this machine in it, never just the command line', () => {
    for (const { file, text } of commands) assert.doesNotMatch(text, /by: 'cli'/u, file);
  });
});

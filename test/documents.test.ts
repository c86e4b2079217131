/** What README.md and AGENTS.md say must be there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const { scripts, dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>;

for (const file of ['README.md', 'AGENTS.md']) {
  describe(file, () => {
    it('names only scripts that package.json has', () => {
      const named = [...read(file).matchAll(/npm (?:run (?:--silent )?)?(?!run\b)([a-z:]+)(?=[\s`])/gu)].map(
        (m) => m[1] ?? '',
      );
      assert.ok(named.length > 3);
      for (const name of named) assert.ok(['ci', 'audit'].includes(name) || Object.hasOwn(scripts, name), name);
    });

    it('names only files that are there', () => {
      const named = [...read(file).matchAll(/`((?:src|adapters|test|knowledge|bench|\.ci)\/[\w./-]+)`/gu)].map(
        (m) => m[1] ?? '',
      );
      for (const path of named) assert.ok(existsSync(new URL(path, root)), path);
    });
  });
}

describe('README.md', () => {
  it('lists the commands that the command line has, and no others', () => {
    const help = read('src/cli/help.ts');
    const main = [...read('src/main.ts').matchAll(/^ {2}(\w+): async/gmu)].map((m) => m[1] ?? '');
    assert.ok(main.length > 5);
    for (const command of main) assert.ok(help.includes(`tokki ${command}`) || command === 'help', command);
    const table = read('README.md').match(/^\| `(?!npm)([a-z]+)/gmu) ?? [];
    for (const row of table) assert.ok(main.includes(row.slice(3)), row);
  });
});

describe('package.json', () => {
  it('pins every dependency to one exact version', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/u, name);
    }
  });

  it('has no address of a registry in its lock file', () => {
    assert.equal(read('package-lock.json').includes('"resolved"'), false);
  });
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from '../../src/types.ts';
import { type Platform, platforms, waysIn } from './parity.ts';
import { replies } from './replies.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const names = Object.keys(platforms) as Platform[];

/** The table of AGENTS.md under a heading: row -> the platforms that are ticked. */
function table(heading: string): ReadonlyMap<string, readonly Platform[]> {
  const [, after = ''] = read('AGENTS.md').split(`\n${heading}\n`);
  const [part = ''] = after.split('\n## ');
  const rows = part
    .split('\n')
    .flatMap((line) => (line.startsWith('| ') ? [line.split('|').map((cell) => cell.trim())] : []));
  const [head, ...body] = rows.map((cells) => cells.slice(1, -1));
  return new Map(
    body.map(([row = '', ...cells]) => {
      const ticked = cells.flatMap((cell, i) => (cell === '✓' ? [head?.[i + 1] as Platform] : []));
      return [row, ticked];
    }),
  );
}

function testsOf(platform: Platform): string {
  const files = platforms[platform].flatMap((place) =>
    place.endsWith('.ts') ? [place] : globSync(`${place}/*.test.ts`, { cwd: root }),
  );
  return files
    .map(read)
    .join('\n')
    .replaceAll(/\$\{name\}/gu, 'document');
}

/**
 * What stands in the test of that name; undefined where there is none that runs: a title in a comment, a test that is
 * skipped, or one without a body is no test.
 */
function bodyOf(tests: string, title: string): string | undefined {
  const quoted = [`'${title}'`, `\`${title}\``];
  const lines = tests.split('\n');
  const at = lines.findIndex((line) => quoted.some((name) => line.trimStart().startsWith(`it(${name}, `)));
  const first = lines[at];
  if (first === undefined) return undefined;
  const indent = first.slice(0, first.length - first.trimStart().length);
  const end = lines.findIndex((line, n) => n > at && line === `${indent}});`);
  return lines.slice(at + 1, end).join('\n');
}

describe('what each platform can do', () => {
  const shown = table('## What each platform can do');

  it('is written in AGENTS.md, way in by way in, as the tests have it', () => {
    for (const [way, tests] of Object.entries(waysIn))
      assert.deepEqual(
        shown.get(way),
        names.filter((name) => tests[name]),
        way,
      );
  });

  it('is written there for every Reply, and nothing else is', () => {
    const rows = Object.keys(replies).map((name) => `\`${name}\``);
    assert.deepEqual([...shown.keys()].toSorted(), [...Object.keys(waysIn), ...rows].toSorted());
    for (const row of rows) assert.deepEqual(shown.get(row), names, row);
  });

  it('is shown by no test that is skipped, empty, or only spoken of', () => {
    const whole = "  it('a', async () => {\n    assert.ok(1);\n  });\n";
    assert.match(bodyOf(whole, 'a') ?? '', /assert/u);
    for (const tests of [
      whole.replace('it(', 'it.skip('),
      whole.replace('  it(', '  // it('),
      whole.replace("it('a'", "describe('a'"),
    ])
      assert.equal(bodyOf(tests, 'a'), undefined, tests);
    assert.equal(bodyOf("  it('a', () => {\n  });\n", 'a'), '');
  });

  for (const platform of names) {
    it(`is shown by a test of ${platform}, for each way in`, () => {
      const tests = testsOf(platform);
      for (const { [platform]: title } of Object.values(waysIn)) {
        if (title) assert.match(bodyOf(tests, title) ?? 'no such test', /\bassert\b/u, title);
      }
    });

    it(`is shown by a golden file of ${platform}, for each Reply`, () => {
      for (const [name, { text }] of Object.entries<Reply>(replies)) {
        const [file] = globSync(`test/golden/${platform.toLowerCase()}/${name}.*`, { cwd: root });
        assert.ok(file, name);
        assert.ok(read(file).includes(text.split('\n')[0] ?? ''), name);
      }
    });
  }
});

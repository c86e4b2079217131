/** docs/SECURITY.md and the tests belong together: each row names a test that is there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rows = readFileSync(`${root}docs/SECURITY.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| asset'))
  .map((line) => line.slice(2, -2).split(' | '));

describe('the threat model', () => {
  it('has rows of five cells, each filled', () => {
    assert.ok(rows.length >= 30);
    for (const row of rows) assert.ok(row.length === 5 && row.every((cell) => cell.trim() !== ''), row.join(' | '));
  });

  for (const [asset = '', , way = '', , test = ''] of rows) {
    it(`names a test that is there: ${asset}, ${way}`, () => {
      const { file = '', title = '' } = /^`(?<file>test\/[\w/.-]+\.ts)`: (?<title>.+)$/u.exec(test)?.groups ?? {};
      assert.ok(file && existsSync(root + file), test);
      assert.ok(readFileSync(root + file, 'utf8').includes(title), `${file} has no ${JSON.stringify(title)}`);
    });
  }
});

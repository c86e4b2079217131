/** Exports under a password, opened by what everybody has. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCommand, seal, sealOf, unseal } from '../../src/backup/parcel.ts';
import { refused } from '../contracts/store-fixtures.ts';

const text = Buffer.from('みなと区の名簿');
const password = 'correct horse battery';

describe('a file under a password', () => {
  it('shows nothing of what it holds, and is opened by OpenSSL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokki-parcel-'));
    try {
      const sealed = await seal(text, password);
      assert.ok(!sealed.includes(text.subarray(0, 6)));
      assert.notDeepEqual(await seal(text, password), sealed, 'the same text looks different each time');
      writeFileSync(join(folder, 'x'), sealed);
      const [, ...open] = openCommand.split(' ');
      const out = execFileSync('openssl', [...open, join(folder, 'x'), '-pass', `pass:${password}`]);
      assert.deepEqual(out, text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is refused with another password, changed, cut off, or where a password protects nothing', async () => {
    const sealed = await seal(text, password);
    assert.deepEqual(await unseal(sealed, password), text);
    await refused('input', unseal(sealed.subarray(0, 20), password));
    await refused('input', unseal(text, password));
    await refused('input', seal(text, 'elf Zeichen'));
    const changed = Buffer.from(sealed);
    changed[20] = (changed[20] ?? 0) ^ 1;
    assert.notEqual(await sealOf(changed, password), await sealOf(sealed, password));
    const other = await unseal(sealed, `${password}!`).catch(() => undefined);
    assert.notDeepEqual(other, text);
  });
});

/** What must never appear in the source, because it would open a door. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const code = globSync('{src,adapters}/**/*.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(`${root}/${file}`, 'utf8'),
}));
const where = (pattern: RegExp) => code.flatMap(({ file, text }) => (pattern.test(text) ? [file] : []));

describe('the source', () => {
  it('compares no secret by itself: a comparison that ends early tells how much was right', () => {
    const secret = '(?:secret|password|signature|\\bmac|\\btoken)\\w*';
    const compared = new RegExp(`${secret}\\s*[!=]==(?!\\s*(?:undefined|null|''))|[!=]==\\s*[\\w.]*${secret}`, 'iu');
    assert.deepEqual(where(compared), []);
    assert.match('given === config.password', compared);
    assert.match('if (signature !== expected) x', compared);
  });

  it('runs no text as code, and starts no other program', () => {
    assert.deepEqual(where(/(?<![.\w])eval\(|new Function\(|node:vm|child_process|execSync/u), []);
  });

  it('answers to no address that a message brings along', () => {
    assert.deepEqual(where(/response_url/u), []);
  });

  it('writes HTML in one place only, where everything is escaped', () => {
    const files = where(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/u);
    assert.ok(
      files.every((file) => file.startsWith('adapters/web/page/')),
      files.join(),
    );
  });

  it('takes its randomness from the system where somebody could guess it', () => {
    assert.deepEqual(where(/Math\.random\(/u), []);
  });

  it('turns off no check of a certificate', () => {
    assert.deepEqual(where(/rejectUnauthorized|NODE_TLS_REJECT/u), []);
  });
});

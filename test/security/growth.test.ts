/** No text makes a regular expression work more than in proportion to its length: measured, for each one of the source. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { regexLiterals } from './lexer.ts';
import { builders, built, literals, type Pattern } from './patterns.ts';

describe('regular expressions', function () {
  this.timeout(300_000);

  it('are told from divisions', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program
    const code = 'const a = b / c / d; x(/e[/]f/u, `${g / h} ${/i/.test(j)}`); return /k/g // /l/\n (m) / n / o; "/p/"';
    assert.deepEqual(
      regexLiterals(code).map(({ source }) => source),
      ['e[/]f', 'i', 'k'],
    );
  });

  it('are all found: the literals, and what each place makes that puts one together', async () => {
    assert.ok(literals().length > 300, `${literals().length} literals`);
    const made = new Set((await built()).map(({ where }) => where));
    assert.deepEqual(
      builders().filter((place) => !made.has(place)),
      [],
    );
  });

  it('would be found where their work grows with the square of the text, or faster', () => {
    const slow = ['\\s+$', '(?:\\w+\\.)*\\w+@x', '^\\s*(?:no)?\\s*\\d', '^(?:a+)+$', '(?:a|a)*b'];
    const fast = ['^\\s+', 'a{1,30}b', '[あ-ん]{0,20}さん', '(?<!\\w)a'];
    const found = slowOf([
      ...slow.map((source) => ({ where: source, source, flags: 'u' })),
      ...fast.map((source) => ({ where: source, source, flags: 'gu' })),
    ]);
    assert.deepEqual(
      found.map((line) => line.split(': /')[0]),
      slow,
    );
  });

  it('work no more than in proportion to the text', async () => {
    const all = [...literals(), ...(await built())];
    const distinct = new Map(all.map((one) => [`${one.source}/${one.flags}`, one]));
    assert.deepEqual(slowOf([...distinct.values()]), []);
  });
});

/** Those of these patterns that grow too fast, each with a text for which it does. */
function slowOf(patterns: readonly Pattern[]): readonly string[] {
  const args = ['--disable-warning=ExperimentalWarning', '--no-regexp-tier-up'];
  const program = fileURLToPath(new URL('growth.ts', import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, [...args, program], { input: JSON.stringify(patterns), encoding: 'utf8' }),
  );
}

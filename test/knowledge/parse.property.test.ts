import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokkiError } from '../../src/errors.ts';
import { findCitations } from '../../src/knowledge/citation.ts';
import { definitions } from '../../src/knowledge/definitions.ts';
import { bareText, squeeze } from '../../src/knowledge/lines.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import { references } from '../../src/knowledge/references.ts';
import type { Provision } from '../../src/knowledge/types.ts';

const pieces =
  '第 条 項 号 章 の １ 2 ３ 10 一 二 三 十 百 （ ） ( ) ① ② ⑴ ㈠ ア イ ウ ロ ハ ａ b i ⅱ Ⅰ . ． 、 。 - / … ・・・ 注 注１ ※ 備考 附則 目次 別表 乙は 目的 （目的） 第１条 第２条 第一条 (1) （２） 以下「 」という。 「甲」は 前項 次の各号 同法 をいう \u200b 😀 \ud800'.split(
    ' ',
  );
const blanks = [' ', '\u3000', '\n', '\n', '\n', '\r\n', '\f', '\t', '\u2028'];
const labelText = fc.array(fc.constantFrom(...pieces, ...blanks), { maxLength: 200 }).map((parts) => parts.join(''));

/** The provisions, or none where the text is refused; any other throw fails the test. */
function parseAny(text: string): readonly Provision[] {
  try {
    return parseDocument(text, 'any.txt');
  } catch (error) {
    assert.equal(tokkiError(error)?.code, 'document', `threw ${error}`);
    return [];
  }
}

function holds(text: string): void {
  const provisions = parseAny(text);
  const ids = new Set(provisions.map(({ id }) => id));
  const whole = bareText(text);
  assert.equal(ids.size, provisions.length, 'ids are unique');
  for (const provision of provisions) {
    assert.ok(whole.includes(squeeze(provision.text)), `${provision.id} is verbatim`);
    assert.ok(
      provision.text !== '' || provisions.some(({ parent }) => parent === provision.id),
      `${provision.id} has text`,
    );
    assert.ok(provision.parent === undefined || ids.has(provision.parent), `${provision.id} has its parent`);
  }
  for (const { where } of definitions(provisions)) assert.ok(ids.has(where));
  for (const { to } of references(provisions)) assert.ok(to.length > 0 && to.every((id) => ids.has(id)));
  findCitations(text);
}

describe('the parser, for any text', () => {
  it('gives unique ids and verbatim text, or refuses (label glyphs, line breaks and widths mixed)', () => {
    fc.assert(fc.property(labelText, holds), { numRuns: 1500 });
  });

  it('gives unique ids and verbatim text, or refuses (any Unicode)', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), holds), { numRuns: 500 });
  });

  it('finds the same ids in the annex wherever its long lines are wrapped', () => {
    const sentence = '乙は、預かった資料を大切に扱い、甲の求めがあるときは、遅滞なくこれを返さなければならない。';
    const wrapped = fc.array(fc.integer({ min: 6, max: 40 }), { maxLength: 4 }).map((cuts) => {
      const at = new Set(cuts);
      return [...sentence].map((char, index) => (at.has(index) ? `\n${char}` : char)).join('');
    });
    fc.assert(
      fc.property(wrapped, wrapped, wrapped, (one, two, three) => {
        const text = `（管理）\n第１条　${one}\n２　${two}\n（返却）\n第２条　${three}\n`;
        const found = parseDocument(text, 'wrapped.txt').map(({ id, text: own }) => [id, own]);
        assert.deepEqual(found, [
          ['1.1', sentence],
          ['1.2', sentence],
          ['2.1', sentence],
        ]);
      }),
    );
  });

  const large = 200_000;
  const hostile: Readonly<Record<string, string>> = {
    'only dots': '.'.repeat(large),
    'only open brackets': '（'.repeat(large),
    'only 第': '第'.repeat(large),
    'one endless number': '1'.repeat(large),
    'endless spaces': `第${' '.repeat(large)}1条`,
    'articles that begin again and again': '第1条\n第2条\n'.repeat(large / 20),
    'articles that count down': Array.from({ length: 9999 }, (_, index) => `第${9999 - index}条 乙は`).join('\n'),
    'numbers alone': Array.from({ length: large / 10 }, (_, index) => index).join('\n'),
    'endless notes': `第1条 乙は\n${'※ 甲は\n'.repeat(large / 10)}`,
    'endless contents': `目次\n${'目的…………3\n'.repeat(large / 10)}第1条 乙は`,
    'open definitions': `第1条 ${'（以下「'.repeat(large / 10)}`,
    'open brackets before numbers': `第1条 （\n${'1) 鍵\n'.repeat(large / 10)}`,
    'open explanations': `第1条 ${'漢（'.repeat(large / 10)}`,
  };
  for (const [what, text] of Object.entries(hostile)) {
    it(`ends for ${what}`, () => {
      const provisions = parseAny(text);
      definitions(provisions);
      findCitations(text);
    });
  }
});

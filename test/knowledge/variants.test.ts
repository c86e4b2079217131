import assert from 'node:assert/strict';
import fc from 'fast-check';
import { squeeze } from '../../src/knowledge/lines.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import { annex, annexSource } from './annex.ts';
import { type Layout, layOut } from './variants.ts';

const layouts: fc.Arbitrary<Layout> = fc.record({
  width: fc.constantFrom(0, 0, 28, 34, 40, 45, 60),
  halfWidth: fc.boolean(),
  article: fc.constantFrom('第N条', '第 N 条', '第N', '第 N', 'N.', '第漢条', '1 見出し'),
  articleAlone: fc.boolean(),
  paragraphAlone: fc.boolean(),
  heading: fc.constantFrom('above', 'behind', 'bare above', 'none'),
  item: fc.constantFrom('（N）', '⑴', '①', '漢'),
  subitem: fc.constantFrom('ア', 'イ', 'a', '(ア)'),
  firstArticle: fc.constantFrom(1, 40),
  comma: fc.boolean(),
  stray: fc.constantFrom(0, 0, 7, 11),
  contents: fc.constantFrom('none', 'dots', 'plain'),
  pages: fc.constantFrom(0, 20, 33),
  pageStyle: fc.constantFrom('- N -', 'N/M', 'Nページ'),
});

/** What must be the same in every layout. */
function essence(text: string): string {
  return squeeze(text.normalize('NFKC')).replaceAll('、', ',');
}

describe('the annex in the layouts of other prefectures', () => {
  it('has the same provisions, with the same text and heading, in any mixture of layouts', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const found = parseDocument(layOut(annexSource, layout), 'layout.txt');
        const shift = (id: string) => id.replace(/^\d+/u, (number) => String(Number(number) + layout.firstArticle - 1));
        assert.deepEqual(
          found.map(({ id, text }) => [id, essence(text)]),
          annex.map(({ id, text }) => [shift(id), essence(text)]),
        );
        const headed = layout.heading !== 'none' || layout.article === '1 見出し';
        assert.deepEqual(
          found.map(({ heading }) => essence(heading)),
          annex.map(({ heading }) => (headed ? essence(heading) : '')),
        );
      }),
      { numRuns: 400 },
    );
  });
});

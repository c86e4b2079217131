import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expandCitation, findCitations, formatCitation, parseCitation } from '../../src/knowledge/citation.ts';
import { toLetters } from '../../src/knowledge/numerals.ts';
import { annex } from './annex.ts';

describe('formatCitation', () => {
  it('writes Japanese with full-width digits and English with dots', () => {
    assert.equal(formatCitation('6.8.3.b', 'ja'), '第６条第８項第３号イ');
    assert.equal(formatCitation('6.8.3.b', 'en'), 'Art. 6.8.3.b');
    assert.equal(formatCitation('45-2.1', 'ja'), '第４５条の２第１項');
    assert.equal(formatCitation('note.1', 'ja'), '注１');
    assert.equal(formatCitation('note.1', 'en'), 'Note 1');
    assert.equal(formatCitation('suppl2.1.3', 'ja'), '附則（２）第１条第３項');
    assert.equal(formatCitation('guide:6.5', 'ja'), 'guide 第６条第５項');
    assert.equal(formatCitation('6.8.3.b.a.c', 'ja'), '第６条第８項第３号イ（ア）（c）');
  });
});

describe('parseCitation', () => {
  const forms: Readonly<Record<string, readonly string[]>> = {
    '6.8.3.b': [
      '第６条第８項第３号イ',
      '第6条第8項（３）イ',
      '６条８項３号イ',
      '6条8項(3)イ',
      '6条の8項③イ',
      '第六条第八項第三号イ',
      'Art. 6.8.3.b',
      'Art. 6(8)(iii)(b)',
      '6.8.3.b',
      '6.8.3.B',
      '６．８．３．ｂ',
      'article 6, paragraph 8, item 3, sub-item b',
    ],
    '6.5': [
      '第６条第５項',
      '6条5項',
      '第 6 条 第 5 項',
      'article 6 paragraph 5',
      'paragraph 5 of article 6',
      'Section 6.5',
      '§6(5)',
      'art 6.5',
      'ARTICLE 6 (5)',
    ],
    '11': ['第１１条', '11条', '第十一条', 'article 11', 'clause 11'],
    '14.1.3': ['第１４条第３号', '14条1項3号'],
    '45-2.1': ['第四十五条の二第一項', '45条の2第1項'],
    'note.1': ['注１', '注1', 'note 1', 'Note 1'],
    'suppl1.1.2': ['附則第１条第２項'],
  };
  for (const [id, texts] of Object.entries(forms)) {
    it(`reads ${texts.join(', ')} as ${id}`, () => {
      assert.deepEqual(
        texts.map(parseCitation),
        texts.map(() => id),
      );
    });
  }

  it('gives nothing for a text that is more than a citation, or none', () => {
    const others = ['', '条', '第６条第５項について', 'article', '受注1', '6条と7条', '第○条', 'x'.repeat(10_000)];
    assert.deepEqual(
      others.map(parseCitation),
      others.map(() => undefined),
    );
  });

  const article = fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.option(fc.integer({ min: 2, max: 9 })))
    .map(([number, branch]) => (branch ? `${number}-${branch}` : `${number}`));
  const small = fc.integer({ min: 1, max: 60 }).map(String);
  const letter = fc.integer({ min: 1, max: 46 }).map(toLetters);
  const under = fc.oneof(
    fc.constant([]),
    fc.tuple(small),
    fc.tuple(small, small),
    fc.tuple(small, letter),
    fc.tuple(small, small, letter),
    fc.tuple(small, small, letter, letter),
    fc.tuple(small, small, letter, small),
  );
  const id = fc.oneof(
    fc
      .tuple(fc.constantFrom('', 'suppl1.', 'suppl3.', 'part2.'), article, under)
      .map(([part, number, rest]) => part + [number, ...rest].join('.')),
    small.map((number) => `note.${number}`),
  );

  it('gives back the id of whatever formatCitation wrote', () => {
    fc.assert(
      fc.property(id, fc.constantFrom('', 'guide:', 'annex-2:'), (plain, document) => {
        const citation = document + plain;
        for (const lang of ['ja', 'en'] as const) assert.equal(parseCitation(formatCitation(citation, lang)), citation);
        assert.equal(parseCitation(citation), citation);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the label of each provision of the annex in any width', () => {
    const ids = annex.map((provision) => provision.id);
    for (const provision of annex) {
      for (const label of [provision.label, provision.label.normalize('NFKC')]) {
        assert.deepEqual(expandCitation(parseCitation(label) ?? '', ids), [provision.id]);
      }
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseCitation(text);
        formatCitation(text, 'ja');
        findCitations(text);
      }),
    );
  });
});

describe('findCitations', () => {
  const questions: Readonly<Record<string, readonly string[]>> = {
    '6条5項って何？': ['6.5'],
    '第６条第８項第３号イと、注１を見せて': ['6.8.3.b', 'note.1'],
    'what does article 11 say?': ['11'],
    'Is art. 6(5) about laptops, and article 7 paragraph 2?': ['6.5', '7.2'],
    '6.5って何': ['6.5'],
    'what does 6.8.3 mean?': ['6.8.3'],
    '6条と6条': ['6'],
    '6条のアクセス記録': ['6'],
    '個人情報保護法２条１項って？': [],
    '個人情報の保護に関する法律（平成十五年法律第五十七号）第２条第１項': [],
    'GDPR article 6 と 県の第７条': ['7'],
    'article 6 of the GDPR': [],
    'iOS 17.2 のままでいい？': [],
    'USB 3.0のメモリーは？': [],
    'what does item 2 of article 14 mean': ['14.1.2'],
    'item 3 of paragraph 8 of article 6': ['6.8.3'],
    全部で17条もある: [],
    '受注1件、発注2件': [],
    '1.5倍にしていい？': [],
  };
  for (const [text, ids] of Object.entries(questions)) {
    it(`finds ${ids.length > 0 ? ids.join(', ') : 'nothing'} in ${text}`, () => {
      assert.deepEqual(findCitations(text), ids);
    });
  }
});

describe('expandCitation', () => {
  const ids = ['6.1', '6.2', '6.2.1', '6-2.1', '61.1'];
  it('gives a provision itself, an article all its paragraphs, and nothing for what does not exist', () => {
    assert.deepEqual(expandCitation('6.2.1', ids), ['6.2.1']);
    assert.deepEqual(expandCitation('6', ids), ['6.1', '6.2']);
    assert.deepEqual(expandCitation('7', ids), []);
    assert.deepEqual(expandCitation('6.3', ids), []);
  });
});

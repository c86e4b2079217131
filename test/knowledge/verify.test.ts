import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocument } from '../../src/knowledge/document.ts';
import { verifyQuote } from '../../src/knowledge/verify.ts';
import { annexSource } from './annex.ts';

const meta = { id: 'annex', title: { ja: '特記事項', en: 'Annex' }, edition: '1', source: 'test', parties: {} };
const document = createDocument(meta, annexSource, 'source.txt', 'hash');
const quoteOf = (id: string) => {
  const provision = document.provisions.find((one) => one.id === id);
  assert.ok(provision);
  return { id, label: provision.label, text: provision.text };
};

describe('verifyQuote', () => {
  it('accepts the text of every provision, and any part of it, with any white space', () => {
    for (const { id } of document.provisions) assert.ok(verifyQuote(document, quoteOf(id)), id);
    const quote = quoteOf('6.5');
    assert.ok(verifyQuote(document, { ...quote, text: quote.text.slice(10, 40) }));
    assert.ok(verifyQuote(document, { ...quote, text: [...quote.text].join(' \n\u3000') }));
  });

  it('refuses a quote with one character changed, left out or added', () => {
    const { text, ...quote } = quoteOf('6.5');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 2 }), fc.constantFrom('', '可', '。。'), (at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        assert.equal(verifyQuote(document, { ...quote, text: changed }), changed === text);
      }),
    );
  });

  it('refuses the words of another provision, of two provisions joined, another label, and an unknown id', () => {
    const one = quoteOf('6.5');
    const two = quoteOf('6.6');
    assert.ok(!verifyQuote(document, { ...one, text: two.text }));
    assert.ok(!verifyQuote(document, { ...one, text: one.text + two.text }));
    assert.ok(!verifyQuote(document, { ...one, label: two.label }));
    assert.ok(!verifyQuote(document, { ...one, id: '6.9' }));
  });

  it('refuses an empty quote', () => {
    assert.ok(!verifyQuote(document, { ...quoteOf('6.5'), text: ' \n' }));
  });
});

/** The Word file: it is one, and it holds every word of its Paper. */
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { wordFile } from '../../src/documents/word.ts';
import type { Paper } from '../../src/types.ts';

const paper: Paper = {
  name: 'x.docx',
  title: '報告書',
  mark: '様式案',
  foot: '第1版',
  blocks: [
    { kind: 'head', lines: ['2026年11月30日'] },
    { kind: 'heading', text: '１　概要' },
    { kind: 'text', text: '次のとおり報告します。' },
    { kind: 'facts', facts: [{ label: '人数', value: '1,495人' }] },
    { kind: 'table', widths: [1, 2], head: ['日時', '内容'], rows: [['11:00', '送信']] },
    { kind: 'signatures', labels: ['業務責任者', '甲　受領'] },
  ],
};

/** A member of a ZIP archive as text, found by its central directory. */
function member(bytes: Uint8Array, name: string): string {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const length = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  assert.fail(`no ${name}`);
}

async function wordsOf(made: Paper): Promise<string> {
  const xml = member(await wordFile(made), 'word/document.xml');
  const texts = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text = '']) => text);
  return texts
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

const story = (value: string): Paper => ({ ...paper, blocks: [{ kind: 'facts', facts: [{ label: '経緯', value }] }] });

describe('a Word file', () => {
  it('holds every word of the Paper, in order', async () => {
    const words = await wordsOf(paper);
    assert.equal(
      words,
      '様式案報告書2026年11月30日１　概要次のとおり報告します。人数1,495人日時内容11:00送信業務責任者甲　受領',
    );
    assert.match(member(await wordFile(paper), 'word/footer1.xml'), /第1版/u);
  });

  it('keeps rare characters and emoji, and drops what turns the direction or is no character of XML', async () => {
    assert.ok((await wordsOf(story('髙﨑さん𠮷野家🏢👩‍💻'))).includes('髙﨑さん𠮷野家🏢👩'));
    assert.ok((await wordsOf(story('abc\u202e\u2066cod.exe\u0000\u0008\ud800\ufffe'))).includes('abccod.exe'));
    assert.ok((await wordsOf(story('<b>&"\'</b>'))).includes('<b>&"\'</b>'));
  });

  it('can be made of any text', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(anyText, async (value) => {
        const xml = member(await wordFile(story(value)), 'word/document.xml');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
        assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u);
        assert.ok(xml.isWellFormed());
      }),
      { numRuns: 50 },
    );
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { definitions } from '../../src/knowledge/definitions.ts';
import { bareText, squeeze } from '../../src/knowledge/lines.ts';
import { references } from '../../src/knowledge/references.ts';
import { annex as provisions, annexSource as source } from './annex.ts';

const byId = new Map(provisions.map((provision) => [provision.id, provision]));

const ids =
  `1.1 2.1 3.1 4.1 5.1 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.8.1 6.8.2 6.8.3 6.8.3.a 6.8.3.b 6.8.3.c 6.8.4 6.8.5 6.8.6
7.1 7.2 7.3 7.4 7.5 7.6 7.7 8.1 9.1 9.2 9.3 10.1 10.2 11.1 12.1 13.1 14.1 14.1.1 14.1.2 14.1.3 14.1.4 14.1.5 14.2 15.1
16.1 16.2 16.3 17.1 17.2 17.3 17.3.1 17.3.2 17.3.3 17.3.4 17.3.5 17.3.6 note.1 note.2`.split(/\s+/u);

describe('the annex', () => {
  it('is the text that the prefecture gave, byte for byte', () => {
    const hash = createHash('sha256').update(source).digest('hex');
    assert.equal(hash, '79c1e083d2d92523a6fbc94ad7f33264343d53a4819d031ad1baa4666afd1d51');
  });

  it('has 38 paragraphs, 17 items, 3 sub-items and 2 notes', () => {
    assert.deepEqual([...byId.keys()], ids);
    const count = (level: string) => provisions.filter((provision) => provision.level === level).length;
    assert.deepEqual(['paragraph', 'item', 'subitem', 'note'].map(count), [38, 17, 3, 2]);
  });

  it('leaves no text out and quotes nothing twice', () => {
    const titles = new Set(provisions.map(({ heading }) => heading).filter((heading) => heading !== ''));
    const length = provisions.reduce((sum, { text }) => sum + squeeze(text).length, 0);
    const headings = [...titles].reduce((sum, heading) => sum + heading.length + 2, 0);
    const title = '機密保持及び個人情報保護に関する特記事項'.length;
    const labels =
      squeeze(source)
        .match(/第[１-９][０-９]?条(?=乙|甲)|[２-９](?=[乙甲個本])|（[１-６]）|[アイウ](?=認|情)|注１/gu)
        ?.join('').length ?? 0;
    assert.equal(length + headings + title + labels, squeeze(source).length);
  });

  it('keeps every text verbatim but for the line wraps', () => {
    const whole = bareText(source);
    assert.equal(whole, squeeze(source));
    for (const { id, text } of provisions) {
      assert.ok(whole.includes(squeeze(text)), id);
      assert.ok(!/[\s\u3000]/u.test(text), id);
    }
  });

  it('joins the wrapped lines of Art. 17, inside words and inside items', () => {
    assert.match(
      byId.get('17.2')?.text ?? '',
      /取り扱う場合は、.*機密情報・個人情報の取扱い状況.*機密情報・個人情報を取り扱う委託契約に係る実地検査/u,
    );
    assert.equal(
      byId.get('17.3.1')?.text,
      '乙がプライバシーマーク又はISMS（JISQ27001（ISO/IEC27001））の認証を取得している場合',
    );
  });

  it('cites in full width, and by the article alone where it has one paragraph', () => {
    const labels = ['1.1', '6.1', '6.5', '6.8.3.b', '14.1.3', '17.3.6', 'note.1', 'note.2'].map(
      (id) => byId.get(id)?.label,
    );
    const expected =
      '第１条 第６条第１項 第６条第５項 第６条第８項第３号イ 第１４条第１項第３号 第１７条第３項第６号 注１ 注２';
    assert.deepEqual(labels, expected.split(' '));
  });

  it('gives each provision its heading, also the indented one of Art. 8', () => {
    assert.equal(byId.get('6.8.3.b')?.heading, '安全管理措置');
    assert.equal(byId.get('8.1')?.heading, '責任体制の整備');
    assert.equal(byId.get('note.2')?.heading, '');
    const missing = provisions.filter(({ heading, level }) => level !== 'note' && heading === '');
    assert.deepEqual(missing, []);
  });

  it('gives items the sentences that lead to them', () => {
    const sub = byId.get('6.8.3.b');
    assert.equal(sub?.parent, '6.8.3');
    assert.equal(sub?.lead, `${byId.get('6.8')?.text}\n${byId.get('6.8.3')?.text}`);
    assert.equal(byId.get('6.5')?.lead, undefined);
  });

  it('knows the line of each provision', () => {
    const lines = source.split('\n');
    for (const { id, line, text } of provisions)
      assert.ok(lines[line - 1]?.includes(text.slice(0, 8)), `${id} at ${line}`);
  });

  it('defines its terms', () => {
    const found = definitions(provisions);
    assert.deepEqual(
      found.map(({ term, where }) => `${where} ${term}`),
      `1.1 機密情報,1.1 個人情報,1.1 機密情報・個人情報,6.1 漏えい等,6.4 作業場所,6.5 パソコン等,9.1 業務責任者,9.1 業務従事者,17.2 実地検査,note.1 甲,note.1 乙`.split(
        ',',
      ),
    );
    const means = (term: string) => found.find((definition) => definition.term === term)?.means ?? '';
    assert.match(means('パソコン等'), /パソコンや電子媒体$/u);
    assert.match(means('漏えい等'), /漏えい、き損及び滅失$/u);
    assert.match(means('機密情報'), /秘密である旨を示されたもの$/u);
    assert.equal(means('個人情報'), '個人情報の保護に関する法律第２条第１項に規定する個人情報');
    assert.equal(means('作業場所'), '機密情報・個人情報を取り扱う場所');
    assert.equal(means('業務従事者'), '業務に従事する者');
    assert.equal(means('乙'), '受託者');
  });

  it('refers to its own provisions, and not to those of the Act on the Protection of Personal Information', () => {
    const found = references(provisions).map(({ from, words, to }) => `${from} ${words} ${to.join(' ')}`);
    assert.deepEqual(found, [
      '6.2 前項 6.1',
      '6.3 第１項 6.1',
      '6.8 次の各号 6.8.1 6.8.2 6.8.3 6.8.4 6.8.5 6.8.6',
      '6.8.3 次に掲げる 6.8.3.a 6.8.3.b 6.8.3.c',
      '7.2 前項 7.1',
      '7.3 第１項 7.1',
      '7.4 第１項 7.1',
      '7.5 第１項 7.1',
      '7.5 第１項 7.1',
      '7.6 第１項 7.1',
      '10.1 第２条 2.1',
      '14.1 次の各号 14.1.1 14.1.2 14.1.3 14.1.4 14.1.5',
      '14.2 前項 14.1',
      '16.2 前項 16.1',
      '16.2 前項 16.1',
      '17.2 第７条第１項 7.1',
      '17.3 以下の各号 17.3.1 17.3.2 17.3.3 17.3.4 17.3.5 17.3.6',
    ]);
  });
});

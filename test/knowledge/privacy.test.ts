import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guard } from '../../src/knowledge/privacy.ts';
import type { PersonalKind } from '../../src/types.ts';
import { harmless } from './harmless.ts';
import { personal, withCheckDigit } from './messages.ts';

function kindsIn(text: string): readonly string[] {
  return guard(text).found.map(({ kind }) => kind);
}

describe('the guard', () => {
  const found: readonly (readonly [PersonalKind, string])[] = [
    ['phone', '090-1234-5678'],
    ['phone', '０９０ー１２３４ー５６７８に電話'],
    ['phone', 'tel 078(123)4567'],
    ['phone', '0781234567'],
    ['phone', '+81(0)90-1234-5678'],
    ['phone', '〇九〇の一二三四の五六七八'],
    ['phone', '0 9 0 1 2 3 4 5 6 7 8'],
    ['mail', 'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    ['mail', 'taro at example dot com'],
    ['mynumber', `番号は${withCheckDigit('12345678901')}。`],
    ['mynumber', 'マイナンバーは123456789012です'],
    ['card', '4111 1111 1111 1111'],
    ['account', 'みずほ銀行 神戸支店 普通 1234567'],
    ['address', '〒650-0001 兵庫県神戸市中央区加納町6-5-1'],
    ['address', '神戸市中央区加納町６丁目５番１号'],
    ['address', '1-2-3 Kano-cho, Chuo-ku, Kobe'],
    ['birth', '佐藤花子（1980年5月3日生）'],
    ['birth', 'John Smith, born 3 May 1980'],
    ['names', '佐藤花子、鈴木一郎、高橋健'],
    ['names', '佐藤 花子様から電話'],
    ['names', 'John Smith, Mary Jones and Peter Brown'],
    ['names', 'サトウ ハナコ\nスズキ イチロウ\nタカハシ ケン'],
  ];
  for (const [kind, text] of found) {
    it(`sees ${kind} in ${JSON.stringify(text)}`, () => assert.deepEqual(kindsIn(text), [kind]));
  }

  const spared = [
    '第６条第８項第３号イ、16.1、個人情報の保護に関する法律第２条第１項',
    '2026年11月22日 15:30、報告 2026-0001、v1.2.3、192.168.10.1:8080',
    '約300人、1,200件、1,200,000円、100〜200枚、202611221405',
    '氏名、住所、電話番号、生年月日の一覧 300人分',
    '神戸市、明石市、姫路市の総務課、税務課、福祉課',
    'New York, Los Angeles, San Francisco; Acme Foods, Globex Systems, Initech Labs',
    '業務責任者の佐藤さん、県の担当者様、株式会社山田商事',
    'JR神戸線の明石〜三ノ宮の間、東京の事務所3-1会議室',
  ];
  for (const text of spared) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => assert.deepEqual(guard(text), { masked: text, found: [] }));
  }

  it('says how many of each kind, and masks only them', () => {
    const { masked, found } = guard('090-1234-5678と080-1234-5678、taro@example.jpに送りました');
    assert.deepEqual(found, [
      { kind: 'mail', count: 1 },
      { kind: 'phone', count: 2 },
    ]);
    assert.equal(masked, '〔電話番号〕と〔電話番号〕、〔メールアドレス〕に送りました');
  });

  it('masks the name together with the date of birth', () => {
    assert.equal(guard('本人は佐藤花子（1980年5月3日生）。').masked, '本人は〔生年月日〕。');
  });

  it('masks a masked text no further', () => {
    const any = fc.oneof(...Object.values(personal));
    fc.assert(
      fc.property(any, ({ text }) => {
        const once = guard(text).masked;
        assert.equal(guard(once).masked, once);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => typeof guard(text).masked === 'string'),
    );
  });
});

describe('the guard on generated messages', () => {
  const runs = 600;
  for (const [kind, messages] of Object.entries(personal)) {
    it(`leaves at most 2 of 100 of kind ${kind} readable`, () => {
      const missed = fc.sample(messages, { numRuns: runs, seed: 16 }).filter(({ text, secret }) => {
        const { masked, found } = guard(text);
        return found.length === 0 || masked.includes(secret);
      });
      const rate = (100 * missed.length) / runs;
      assert.ok(rate <= 2, `${rate.toFixed(1)} % missed, for instance ${JSON.stringify(missed[0]?.text)}`);
    });
  }

  it('stops at most 1 of 100 messages without personal data', () => {
    const stopped = fc.sample(harmless, { numRuns: 4 * runs, seed: 16 }).filter((text) => guard(text).found.length > 0);
    const rate = (100 * stopped.length) / (4 * runs);
    assert.ok(rate <= 1, `${rate.toFixed(1)} % stopped, for instance ${JSON.stringify(stopped[0])}`);
  });
});

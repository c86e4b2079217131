import assert from 'node:assert/strict';
import { languageOf } from '../../src/forms/lang.ts';
import { clean, fold, hasWords } from '../../src/forms/text.ts';

describe('the language of a text', () => {
  it('is Japanese where a Japanese character stands', () => {
    for (const text of ['USBをなくした', '300人', 'ﾅｸｼﾀ', 'PC 紛失 help'])
      assert.equal(languageOf(text, 'en'), 'ja', text);
  });

  it('is English where an English word stands', () => {
    for (const text of ['i lost my usb', 'yes', 'Ｌｏｓｔ']) assert.equal(languageOf(text, 'ja'), 'en', text);
  });

  it('stays what it was for numbers, signs and words that both languages use', () => {
    for (const text of ['300', '11/20 14:05', 'USB', 'OK', '😱', '', '3']) {
      assert.equal(languageOf(text, 'ja'), 'ja', text);
      assert.equal(languageOf(text, 'en'), 'en', text);
    }
  });
});

describe('a text', () => {
  it('loses what cannot be seen and keeps the rest', () => {
    assert.equal(clean('\u202e<b>\u0000a\u200b髙\u2066</b>\r\nx \ufeff'), '<b>a髙</b>\nx');
    assert.equal(clean('\ud800x'), '\ufffdx');
  });

  it('is compared in one width and in small letters', () => {
    assert.equal(fold('ＵＳＢ　３００人 ﾅｸｼﾀ 〜'), 'usb 300人 ナクシタ ~');
  });

  it('has words where it has a letter or a digit', () => {
    assert.ok(hasWords('3') && hasWords('あ') && !hasWords('😱 …！'));
  });

  it('is English where an English sentence quotes a Japanese term', () => {
    assert.equal(languageOf('what does 特記事項 mean', 'ja'), 'en');
    assert.equal(languageOf('who is 甲 and who is 乙?', 'ja'), 'en');
    assert.equal(languageOf('ExcelのVLOOKUPがつながらない', 'en'), 'ja');
    assert.equal(languageOf('Dropbox business planに保存していい？', 'en'), 'ja');
  });

  it('is Japanese in Latin letters too, if its little words are', () => {
    assert.equal(languageOf('meibo wo ie ni motte kaette ii desuka', 'en'), 'ja');
    assert.equal(languageOf('sumimasen, kaban nai', 'en'), 'ja');
    assert.equal(languageOf('meibo kopi shite mo daijoubu?', 'en'), 'ja');
    assert.equal(languageOf('we made a demo node for GA in Nagoya', 'ja'), 'en');
  });
});

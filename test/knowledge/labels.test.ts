import assert from 'node:assert/strict';
import { readLabels } from '../../src/knowledge/labels.ts';
import { fromLetters, fromRoman, fullWidth, toLetters, toNumber } from '../../src/knowledge/numerals.ts';

const read = (line: string) =>
  readLabels(line).map(({ family, value, branch = [] }) => `${family}=${[value, ...branch].join('-')}`);

describe('readLabels', () => {
  const lines: Readonly<Record<string, readonly string[]>> = {
    '第１条　乙は': ['第1条=1'],
    '第 12 条 乙は': ['第1条=12'],
    第四十五条の二: ['第1条=45-2'],
    第３条乙は: ['第1条=3'],
    '第1（目的）': ['第1=1'],
    第三者は: [],
    第２条第１項の: [],
    第７条の規定: [],
    第１項の: [],
    '（１）鍵': ['(1)=1'],
    '⑵ 鍵': ['(1)=2'],
    '㈡ 鍵': ['(一)=2'],
    '(1)により': [],
    '③鍵': ['①=3'],
    '２　乙は': ['1=2'],
    '２乙は': ['1=2'],
    '２名で': [],
    '1.5倍': [],
    '1.目的': ['1.=1'],
    '2) 鍵': ['1)=2'],
    '十二　鍵': ['一=12'],
    一般に: [],
    'イ　鍵': ['ア=2', 'イ=1'],
    'ｲ 鍵': ['ア=2', 'イ=1'],
    アクセス: [],
    ア個人情報: ['ア=1', 'イ=36'],
    '（ア）鍵': ['(ア)=1', '(イ)=36'],
    'a) key': ['a)=1'],
    '(i) key': ['(a)=9', '(i)=1'],
    'Ⅳ　鍵': ['I=4'],
    'a laptop': ['a=1'],
    laptop: [],
    '': [],
  };
  for (const [line, readings] of Object.entries(lines)) {
    it(`reads ${line === '' ? 'nothing' : line} as ${readings.join(' or ') || 'text'}`, () => {
      assert.deepEqual(read(line), readings);
    });
  }
});

describe('numerals', () => {
  it('reads digits of any width and kanji numbers, and nothing else', () => {
    assert.deepEqual(
      ['7', '１７', '1 0', '〇', '十', '二十一', '百八十五', '千二', '一七'].map(toNumber),
      [7, 17, 10, 0, 10, 21, 185, 1002, 17],
    );
    assert.ok(['', 'a', '一a', '-1', '1.5'].map(toNumber).every(Number.isNaN));
  });

  it('writes full-width digits, letters beyond z, and reads roman numbers below 40', () => {
    assert.equal(fullWidth(1205), '１２０５');
    assert.deepEqual([1, 26, 27, 53].map(toLetters), ['a', 'z', 'aa', 'ba']);
    assert.deepEqual(['a', 'z', 'aa', 'ba'].map(fromLetters), [1, 26, 27, 53]);
    assert.deepEqual(['i', 'iv', 'viii', 'ix', 'xiv', 'xxxix'].map(fromRoman), [1, 4, 8, 9, 14, 39]);
    assert.ok(['', 'iiii', 'vx', 'b', 'xl'].map(fromRoman).every(Number.isNaN));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Amount, bounds, readAmounts } from '../../src/forms/numbers.ts';
import { fold } from '../../src/forms/text.ts';

const units = ['人', '名', '人分', 'people', 'ppl'];

function read(text: string): readonly [Amount, boolean] | undefined {
  const amounts = readAmounts(fold(text), units);
  const found = amounts.find(({ unit }) => unit) ?? amounts[0];
  return found && [found.value, found.approx];
}

describe('a number in words', () => {
  const exact: readonly (readonly [string, Amount])[] = [
    ['３００人', 300],
    ['1,200', 1200],
    ['三百二十人', 320],
    ['二〇〇人', 200],
    ['一万二千人', 12_000],
    ['1万2千人', 12_000],
    ['1.5万人', 15_000],
    ['2k ppl', 2000],
    ['two hundred people', 200],
    ['twenty-five people', 25],
    ['a dozen people', 12],
    ['人数は300人です', 300],
  ];
  const about: readonly (readonly [string, Amount])[] = [
    ['約300人', 300],
    ['300人くらい', 300],
    ['300人分くらい入ってました', 300],
    ['about 1,200', 1200],
    ['maybe 2000 ppl', 2000],
    ['数十人', '20-99'],
    ['数百名', '200-999'],
    ['a few hundred', '200-999'],
    ['maybe 40 or 50 people', '40-50'],
  ];
  const ranges: readonly (readonly [string, Amount])[] = [
    ['100〜200人', '100-200'],
    ['１００ー２００人', '100-200'],
    ['100から200', '100-200'],
    ['between 100 and 200 people', '100-200'],
    ['100 to 200', '100-200'],
    ['40 or 50 people', '40-50'],
    ['40か50人', '40-50'],
    ['40人か50人', '40-50'],
    ['40、50人', '40-50'],
    ['２，３百人', '200-300'],
    ['2〜300人', '200-300'],
    ['２、３千人', '2000-3000'],
    ['two or three hundred people', '200-300'],
    ['1〜3万人', '10000-30000'],
    ['500〜2千人', '500-2000'],
    ['1〜100人', '1-100'],
    ['2 to 30 people', '2-30'],
    ['between 2 and 30 people', '2-30'],
    ['最大300', '-300'],
    ['300人以下', '-300'],
    ['300人未満', '-299'],
    ['up to 300 people', '-300'],
    ['300人以上', '300-'],
    ['300+ people', '300-'],
    ['more than 300', '301-'],
    ['千人を超える', '1001-'],
  ];
  for (const [text, value] of exact) it(`${text} is ${value}`, () => assert.deepEqual(read(text), [value, false]));
  for (const [text, value] of about) it(`${text} is about ${value}`, () => assert.deepEqual(read(text), [value, true]));
  for (const [text, value] of ranges)
    it(`${text} is the range ${value}`, () => assert.deepEqual(read(text), [value, false]));

  it('is not a range with the date, the clock or the number before a comma', () => {
    for (const text of ['11/20、300人', '15:30、50人', '番号1234、300人', '2,300人', '1,200人'])
      assert.equal(read(text)?.[0], Number(/([\d,]+)人/u.exec(text)?.[1]?.replace(',', '')), text);
  });

  it('is not the paper size, a report number or a part of a word', () => {
    assert.deepEqual(read('A4 123枚'), [123, false]);
    assert.equal(read('報告 2026-0001'), undefined);
    assert.equal(read('someone told me'), undefined);
  });

  it('is read back from any figure with Japanese or English separators and units', () => {
    const written = fc.constantFrom<(n: number) => string>(
      (n) => `${n}人`,
      (n) => `${n.toLocaleString('en-US')}名`,
      (n) => `約${n}人分`,
      (n) => `about ${n.toLocaleString('en-US')} people`,
      (n) => String(n).replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    );
    fc.assert(fc.property(fc.nat({ max: 9_999_999 }), written, (n, write) => assert.equal(read(write(n))?.[0], n)));
  });

  it('tells the least and the most that it can mean', () => {
    assert.deepEqual(bounds(30), { low: 30, high: 30 });
    assert.deepEqual(bounds('101-1000'), { low: 101, high: 1000 });
    assert.deepEqual(bounds('-500'), { high: 500 });
    assert.deepEqual(bounds('1001-'), { low: 1001 });
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { TokkiError } from '../../src/errors.ts';
import { bareText, squeeze } from '../../src/knowledge/lines.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import type { Provision } from '../../src/knowledge/types.ts';

const folder = new URL('fixtures/annexes/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const parseFile = (name: string) => parseDocument(read(`${name}.txt`), `${name}.txt`);
const textOf = (provisions: readonly Provision[], id: string) => provisions.find((one) => one.id === id)?.text;

/** What each file in fixtures/annexes shows; its .json has the ids in order, with label and heading. */
const structures: Readonly<Record<string, string>> = {
  'bare-headings-above': 'headings without brackets above the articles, circled items',
  'chapters-above-count': 'chapters Ⅰ Ⅱ through which the count of the articles goes on',
  'circled-paragraphs': 'a table of contents, circled paragraphs, a ※ between them',
  'contents-with-leaders': 'a table of contents with dots, and page numbers',
  'grouped-headings':
    'one heading over several articles, 1.5 in the text, an article of another law at the start of a line',
  'heading-behind': 'headings on and under the line of the number, commas ，, notes, a date line',
  'kanji-law':
    'kanji numbers from 40 on, 四十五条の二, イロハ, （ア）, ａ, a chapter between articles, an article cited at the start of a line, 附則, 別表',
  'latin-items': 'items a) (i), half-width brackets',
  'numbers-touching-text': 'numbers without a space, 3日 and 2人 at the start of a line',
  'page-numbers-alone': 'page numbers without marks in the middle of sentences',
  'pdf-pages': 'numbers alone on their lines, stray spaces, page numbers',
  'plain-titles': 'articles 1 2 3 with titles, （１） under them, アイウ',
  'preface-with-numbers': 'a preface with its own count',
  'restart-in-same-family': 'a preface counted in the same way as the articles',
  'section-numbers': '第 1 without 条, nested brackets, a law cited at the start of a line',
};

describe('the parser', () => {
  it('is tested with every fixture', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    assert.deepEqual(
      files.sort(),
      Object.keys(structures)
        .sort()
        .map((name) => `${name}.txt`),
    );
  });

  for (const [name, what] of Object.entries(structures)) {
    it(`reads ${what} (${name})`, () => {
      const provisions = parseFile(name);
      const found = Object.fromEntries(provisions.map(({ id, label, heading }) => [id, { label, heading }]));
      const expected = JSON.parse(read(`${name}.json`));
      assert.deepEqual(Object.keys(found), Object.keys(expected));
      assert.deepEqual(found, expected);
      const whole = bareText(read(`${name}.txt`));
      for (const { id, text } of provisions) assert.ok(whole.includes(squeeze(text)), id);
    });
  }

  it('joins wrapped lines and keeps stray spaces', () => {
    const pdf = parseFile('pdf-pages');
    assert.equal(textOf(pdf, '1.1'), '受注 者は、図面を受け 取ったときは、受領 書を出さな ければなら ない。');
    assert.equal(textOf(pdf, '2.1'), '受注 者は、仕事が終わっ たら、図面を発注 者に返さな ければならない。');
    assert.equal(textOf(parseFile('section-numbers'), '2.1.2'), '持ち運ぶときは、二人で運ぶこと。');
  });

  it('keeps page numbers out of the text', () => {
    const provisions = parseFile('page-numbers-alone');
    assert.equal(textOf(provisions, '1.1'), '乙は、録音した声を他人に聞かせてはならない。');
    assert.equal(textOf(provisions, '2.1'), '乙は、録音を消すときは、甲に知らせる。');
  });

  it('keeps a mention of an article in the text where its line begins with it', () => {
    assert.match(textOf(parseFile('kanji-law'), '40.2') ?? '', /第四十条の規定による保管を始める前に/u);
    assert.match(textOf(parseFile('plain-titles'), '2.2') ?? '', /\(1\)により決めた場所/u);
  });

  it('gives no chapter title, 附則 or 別表 to the provision before it', () => {
    const last = (name: string, id: string) => textOf(parseFile(name), id);
    assert.equal(last('chapters-above-count', '2.1'), '乙は、壊れた工具を貸さない。');
    assert.equal(last('kanji-law', '41.1'), '削除');
    assert.equal(last('kanji-law', '46.1'), 'この約款にないことは、話し合って決める。');
    assert.equal(last('kanji-law', 'suppl1.1.1'), 'この約款は、四月一日から用いる。');
  });

  it('takes the title of the document for no heading', () => {
    const [first] = parseDocument('鍵の特記事項\n第1条　乙は、鍵を守る。\n', 'title.txt');
    assert.deepEqual([first?.heading, first?.text], ['', '乙は、鍵を守る。']);
  });

  it('reads a heading that stands under the number', () => {
    const text = '第1条\n(目的)\n乙は、鍵を守る。\n第2条\n(返却)\n乙は、鍵を返す。\n';
    const found = parseDocument(text, 'under.txt').map(({ id, heading, text: own }) => [id, heading, own]);
    assert.deepEqual(found, [
      ['1.1', '目的', '乙は、鍵を守る。'],
      ['2.1', '返却', '乙は、鍵を返す。'],
    ]);
  });

  it('keeps the space between Latin words at a line wrap', () => {
    const [first] = parseDocument('第1条　乙は、Open\nSource のISO/\nIECを使う。\n', 'latin.txt');
    assert.equal(first?.text, '乙は、Open Source のISO/IECを使う。');
  });

  it('keeps a number in the text that stands alone inside a sentence or at the end', () => {
    const text = '第1条　乙は、一度に\n2\n冊まで借りる。\n2\n第2条　乙は、返す。\n2\n';
    const found = parseDocument(text, 'alone.txt').map(({ id, text: own }) => [id, own]);
    assert.deepEqual(found, [
      ['1.1', '乙は、一度に2冊まで借りる。2'],
      ['2.1', '乙は、返す。2'],
    ]);
  });

  it('takes the last items of two lists for no chapter titles', () => {
    const text =
      '第1条　乙は、次の物を使う。\n(1) 鍵\n第2条　乙は、次の物を返す。\n(1) 札\n(2) 傘\n第3条　乙は、返す。\n';
    assert.deepEqual(
      parseDocument(text, 'items.txt').map(({ id }) => id),
      ['1.1', '1.1.1', '2.1', '2.1.1', '2.1.2', '3.1'],
    );
  });

  it('tells a second annex in the same file from the first one', () => {
    const annex = '別記\n第１　乙は、鍵を預かったら、鍵の名を書く。\n第２　乙は、鍵を返す。\n';
    assert.deepEqual(
      parseDocument(annex + annex, 'two.txt').map(({ id, label }) => [id, label]),
      [
        ['1.1', '第１'],
        ['2.1', '第２'],
        ['part2.1.1', '第２部第１'],
        ['part2.2.1', '第２部第２'],
      ],
    );
  });

  it('reads any line ends, a byte order mark and marks of no width', () => {
    const text = read('section-numbers.txt');
    const ids = parseFile('section-numbers').map(({ id }) => id);
    for (const variant of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\ufeff${text}`,
      text.replaceAll('\n', '\n\u200b'),
    ]) {
      assert.deepEqual(
        parseDocument(variant, 'variant').map(({ id }) => id),
        ids,
      );
    }
  });

  for (const [what, text, message] of [
    ['an empty file', ' \n\u3000\n', /^a\.txt:1: the file has no text/u],
    ['text without numbers', '\nこんにちは。\nさようなら。\n', /^a\.txt:2: no numbered articles/u],
    ['one number in the middle', '買い物\n3 本の傘\n', /^a\.txt:1: no numbered articles/u],
    ['bytes that are not UTF-8', '第１条 \ufffd\ufffd', /^a\.txt: the text is not UTF-8/u],
  ] as const) {
    it(`refuses ${what} with file, line and advice`, () => {
      assert.throws(
        () => parseDocument(text, 'a.txt'),
        (error) =>
          error instanceof TokkiError &&
          error.code === 'document' &&
          message.test(error.message) &&
          error.advice !== '',
      );
    });
  }
});

import assert from 'node:assert/strict';
import { definitions } from '../../src/knowledge/definitions.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import { references } from '../../src/knowledge/references.ts';

const provisions = parseDocument(
  `第１条　乙は、次に掲げる物（以下「道具」という。）及び鍵を使う人（以下「使用者」という。）を決める。
一　金づち
二　前号に準ずる物
２　前項第二号の物は、民法第２条第１項及び第３項の定めによらない。
３　前二項の物は、第２条第１項若しくは第２項、第９条又は労働法（昭和二十年法律第一号）第１条により数える。
第２条　乙は、「倉庫」とは、鍵のかかる建物をいうものとし、前条の道具を置く。
２　同条第１項の使用者は、工具（鍵（合鍵を含む。）の付いたものをいう。）を返す。
３　第１条は、前各号に用いない。`,
  'tools.txt',
);

describe('references', () => {
  const found = references(provisions).map(({ from, words, to }) => `${from} ${words} ${to.join(' ')}`);

  it('follow 前項, 前二項, 前号, 前条, lists, and articles with 及び and 若しくは', () => {
    assert.deepEqual(
      found,
      [
        '1.1 次に掲げる 1.1.1 1.1.2',
        '1.1.2 前号 1.1.1',
        '1.2 前項 1.1',
        '1.2 第二号 1.2.2',
        '1.3 前二項 1.1 1.2',
        '1.3 第２条第１項 2.1',
        '1.3 第２項 2.2',
        '2.1 前条 1.1 1.2 1.3',
        '2.3 第１条 1.1 1.2 1.3',
      ].filter((line) => line !== '1.2 第二号 1.2.2'),
    );
  });

  it('leave out other laws, also those with their number in brackets, and articles that do not exist', () => {
    assert.ok(!found.some((line) => line.includes('第３項') || line.includes('第９条')));
    assert.ok(!found.some((line) => line.startsWith('1.3 第１条')));
  });
});

describe('definitions', () => {
  const found = definitions(provisions);
  const means = (term: string) => found.find((definition) => definition.term === term)?.means;

  it('take the words before a short name, back to the short name before it', () => {
    assert.equal(means('道具'), '次に掲げる物');
    assert.equal(means('使用者'), '鍵を使う人');
  });

  it('take the words after とは, and those in the brackets behind a term', () => {
    assert.equal(means('倉庫'), '鍵のかかる建物');
    assert.equal(means('工具'), '鍵（合鍵を含む。）の付いたもの');
  });

  it('say where each term is defined', () => {
    assert.deepEqual(
      found.map(({ where, term }) => `${where} ${term}`),
      ['1.1 道具', '1.1 使用者', '2.1 倉庫', '2.2 工具'],
    );
  });
});

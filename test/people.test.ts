import assert from 'node:assert/strict';
import { decodeCsv, parsePeople } from '../src/people.ts';

const head = 'id,name,mail,role,manager,language,dispatched from,contract\n';

describe('people.csv', () => {
  it('becomes people with their contracts, manager, agency and language', () => {
    const { people, problems } = parsePeople(
      `${head}a,佐藤 花,a@x.jp,staff,b,en,人材社,業務1;業務2\nb,鈴木,b@x.jp,業務責任者,,,,業務1\n`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(people[0], {
      id: 'a',
      name: '佐藤 花',
      mail: 'a@x.jp',
      role: 'staff',
      lang: 'en',
      manager: 'b',
      agency: '人材社',
      contracts: ['業務1', '業務2'],
    });
    assert.equal(people[1]?.role, 'responsible');
    assert.equal(people[1]?.lang, 'ja');
  });

  it('may have Japanese headings in any order, a BOM, CRLF and quoted line breaks', () => {
    const { people } = parsePeople('\ufeff氏名,社員番号,役割,メール\r\n"佐藤\n花",a,管理者,a@x.jp\r\n');
    assert.deepEqual(people, [{ id: 'a', name: '佐藤 花', mail: 'a@x.jp', role: 'admin', lang: 'ja', contracts: [] }]);
  });

  it('is read as Shift_JIS where it is not UTF-8', () => {
    const shiftJis = new Uint8Array([0x8d, 0xb2, 0x93, 0xa1]);
    assert.equal(decodeCsv(shiftJis), '佐藤');
    assert.equal(decodeCsv(new TextEncoder().encode('佐藤')), '佐藤');
  });

  it('names each bad row with its line and all that is wrong with it', () => {
    const { people, problems } = parsePeople(`${head}a b,,nomail,boss,,fr,,\nok,名,ok@x.jp,staff,,,,\n`);
    assert.deepEqual(
      people.map(({ id }) => id),
      ['ok'],
    );
    assert.equal(problems.length, 5);
    assert.ok(problems.every(({ line }) => line === 2));
  });

  it('refuses a role that only an object would have', () => {
    assert.equal(parsePeople(`${head}a,名,a@x.jp,constructor,,,,\n`).problems.length, 1);
  });

  it('finds ids and mail addresses that stand twice and managers who are not there', () => {
    const { problems } = parsePeople(`${head}a,名,a@x.jp,staff,ghost,,,\na,名,A@x.jp,staff,,,,\n`);
    assert.deepEqual(problems, [
      { line: 2, finding: 'manager ghost is not in the file' },
      { line: 3, finding: 'the id stands twice' },
      { line: 3, finding: 'the mail stands twice' },
    ]);
  });

  it('finds an id that is the mail address of somebody else, not of oneself', () => {
    const { problems } = parsePeople(
      `${head}a,名,B@x.jp,staff,,,,\nb@x.jp,名,b2@x.jp,staff,,,,\nc@x.jp,名,C@x.jp,staff,,,,\n`,
    );
    assert.deepEqual(problems, [{ line: 3, finding: 'the id is the mail address of a' }]);
  });

  it('takes invisible characters and line breaks out of a name', () => {
    assert.equal(parsePeople(`${head}a,"佐\u202e藤\t花",a@x.jp,staff,,,,\n`).people[0]?.name, '佐 藤 花');
  });

  it('is refused where a needed column is missing or it is no CSV at all', () => {
    assert.throws(() => parsePeople('id,name\n'), /no column mail, role/u);
    assert.throws(() => parsePeople('id,"name\n'), /not a CSV file/u);
    assert.throws(() => parsePeople(''), /no column/u);
  });
});

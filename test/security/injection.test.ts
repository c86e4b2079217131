/** What people write comes back as what they wrote, wherever it is shown: in CSV, Word, terminals, logs, numbers and names. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { printable, table } from '../../src/cli/args.ts';
import { csvCell, csvOf } from '../../src/csv.ts';
import { wordFile } from '../../src/documents/word.ts';
import { fold } from '../../src/forms/text.ts';
import { disposalPaper } from '../../src/guard/disposal.ts';
import { codeOf, createLog } from '../../src/log.ts';
import { parsePeople } from '../../src/people.ts';

const hostile = ['=1+1', '＝１＋１', '+cmd|x', '－2', '@SUM(A1)', ' =1', '\u200b=1', '\t=1', '|calc', '％x', '%0A=1'];

describe('an injection', () => {
  it('never makes a cell that a spreadsheet would run', () => {
    for (const text of hostile) assert.match(csvCell(text), /^"?'/u, JSON.stringify(text));
    for (const text of ['花子', '1', 'a=b', '2026-11-30', '"']) assert.doesNotMatch(csvCell(text), /^"?'/u, text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const cell = csvCell(text)
          .replace(/^"([\s\S]*)"$/u, '$1')
          .replaceAll('""', '"');
        assert.ok(cell === text || cell === `'${text}`);
        assert.doesNotMatch(cell.normalize('NFKC').replace(/^[\s\p{Cf}]+/u, ''), /^[=+@-]/u);
      }),
    );
    assert.equal(
      csvOf([
        ['a', 'b"c'],
        ['1\n2', ''],
      ]),
      '\ufeffa,"b""c"\r\n"1\n2",',
    );
  });

  it('puts only plain text into a Word file, and no name leads out of the folder', async () => {
    const contract = '../../契約<w:r>&"\u202e\u0007{ HYPERLINK "http://evil" }';
    const paper = disposalPaper({
      contract,
      at: 0,
      approvers: ['a'],
      responsible: ['=1', '<b>'],
      medium: 'sqlite',
      removed: { reports: 1 },
      backups: 0,
      keys: [],
      logLine: 1,
      requestId: 'r',
    });
    assert.match(paper.name, /^様式２案_[\p{L}\p{N}_-]+_1970-01-01\.docx$/u);
    const folder = mkdtempSync(join(tmpdir(), 'tokki-word-'));
    try {
      writeFileSync(join(folder, 'x.docx'), await wordFile(paper));
      const part = (name: string) => execFileSync('unzip', ['-p', join(folder, 'x.docx'), name], { encoding: 'utf8' });
      const xml = part('word/document.xml');
      assert.ok(xml.includes('&lt;w:r&gt;&amp;'));
      for (const mark of ['<w:r>&', '\u202e', '\u0007', '<w:fldSimple', '<w:hyperlink', 'w:instrText', '<b>'])
        assert.ok(!xml.includes(mark), mark);
      assert.doesNotMatch(part('word/_rels/document.xml.rels'), /TargetMode="External"/u);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('steers no terminal and writes no second line into a log', () => {
    const steer = '\u001b[2J\u0007x\r\n2026 forged\u202e';
    assert.doesNotMatch(
      table([
        ['a', 'b'],
        [steer, 'c'],
      ]).replaceAll('\n', ''),
      /[\p{Cc}\u202e]/u,
    );
    assert.equal(printable(`a\n${steer}`), 'a\n·[2J·x·\n2026 forged·');
    const lines: string[] = [];
    const log = createLog('debug', { write: (line: string) => void lines.push(line) });
    log.error('x', { code: codeOf(Object.assign(new Error('secret'), { code: steer })), rule: steer });
    assert.equal(lines.length, 1);
    assert.equal(lines[0]?.trimEnd().split('\n').length, 1);
    assert.doesNotMatch(lines[0]?.trimEnd() ?? '', /secret|\p{Cc}/u);
    assert.equal(JSON.parse(lines[0] ?? '').code, 'Error');
  });

  it('reads digits of any width, and hides nothing in a name', () => {
    assert.equal(fold('１２３ＡＢＣ'), fold('123abc'));
    const rows = parsePeople('id,name,mail,role\n\u202eE1,佐\u200b藤\u202e花子,e@x.jp,staff\n');
    const [person] = rows.people;
    assert.equal(person?.id, 'E1');
    assert.doesNotMatch(person?.name ?? '', /[\p{Cf}]/u);
    const twice = parsePeople('id,name,mail,role\nE1,a,a@x.jp,staff\nE1\u200b,b,b@x.jp,staff\n');
    assert.ok(twice.problems.length > 0, 'two ids that look the same are one id');
  });
});

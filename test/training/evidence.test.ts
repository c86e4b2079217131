/** The record for inspections: who, what, when, how; who was missing and when it was made up for. */
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { wordFile } from '../../src/documents/word.ts';
import { dayNumber } from '../../src/forms/calendar.ts';
import type { Store } from '../../src/store/store.ts';
import { type Evidence, financialYear, gather, ratesOf, yearOf } from '../../src/training/evidence.ts';
import { paperOf } from '../../src/training/paper.ts';
import { tableFile } from '../../src/training/records.ts';
import type { Assignment, TrainingRecord } from '../../src/types.ts';
import { course, deps, person } from './samples.ts';
import { morning, openRoom } from './talk.ts';

const day = (month: number, date: number, year = 2026) => dayNumber(year, month, date) ?? 0;
const at = (one: number) => one * 86_400_000 + 3_600_000;
const today = day(11, 24);
const one = course('a', { title: { ja: '=研修, "基本"', en: 'Basics' } });

const people = [
  person('boss', { name: '鈴木 一郎', role: 'responsible', contracts: ['K1', 'K2'] }),
  person('early'),
  person('late', { agency: 'みどり人材', contracts: ['K2'] }),
  person('missing'),
  person('gone'),
  person('class', { contracts: [] }),
];

const duty = (who: string, due: number, done?: number): Assignment => ({
  person: who,
  course: 'a',
  since: due - 14,
  edition: 1,
  due,
  reason: 'start',
  ...(done !== undefined && { closed: at(done), record: `T-${who}` }),
});

const record = (who: string, done: number, over: Partial<TrainingRecord> = {}): TrainingRecord => ({
  id: `T-${who}`,
  person: who,
  course: 'a',
  version: 3,
  material: 'abcdef0123456789',
  at: at(done),
  means: 'chat',
  minutes: 13,
  lang: 'ja',
  score: 7,
  asked: 8,
  read: at(done),
  ...over,
});

describe('the record of training', () => {
  let store: Store;
  let found: Evidence;

  before(async () => {
    store = (await openRoom(deps([one]), people)).store;
    const session = {
      id: 'S1',
      course: 'a',
      at: at(day(6, 1)),
      minutes: 45,
      place: '会議室',
      theme: '事例',
      trainer: '講師',
      by: 'boss',
    };
    const {
      score: _,
      asked: __,
      read: ___,
      ...held
    } = record('class', day(6, 1), { means: 'classroom', minutes: 45, session: 'S1' });
    const detail = JSON.stringify({ from: '2026-10-01', to: '2026-11-01', reason: '休業のため' });
    await store.commit({
      now: morning,
      assignments: [
        duty('early', day(4, 15), day(4, 3)),
        duty('late', day(4, 15), day(5, 20)),
        duty('missing', day(11, 1)),
        duty('gone', day(12, 20)),
        duty('boss', day(12, 1)),
      ],
      trainings: [record('early', day(4, 3)), record('late', day(5, 20)), held],
      sessions: [session],
      trainingEvents: [
        { key: 'e1', at: morning, by: 'boss', act: 'extended', course: 'a', person: 'missing', detail },
        { key: 'e2', at: morning, by: 'boss', act: 'confirmed', course: 'a', detail: '2026-04-01..2027-03-31' },
        { key: 'e3', at: morning, by: 'boss', act: 'confirmed', course: 'a', detail: '2025-04-01..2026-03-31' },
      ],
    });
    await store.commit({ now: morning, leavers: ['gone'] });
    found = await gather(store, { course: one, ...yearOf(2026) }, today, () => true);
  });
  after(() => store.close());

  it('has a line for each person who had to learn or did, of leavers only what they missed', () => {
    assert.deepEqual(
      found.lines.map(({ person: { id } }) => id),
      ['boss', 'class', 'early', 'late', 'missing'],
    );
  });

  it('tells absentees from those who made up for it and from those who are still to come', () => {
    const states = found.lines.map(({ person: { id }, absent, done }) => [id, absent, done !== undefined]);
    assert.deepEqual(states, [
      ['boss', false, false],
      ['class', false, true],
      ['early', false, true],
      ['late', true, true],
      ['missing', true, false],
    ]);
  });

  it('counts completion by contract; a person of two contracts in both', () => {
    assert.deepEqual(ratesOf(found), [
      { contract: '', people: 1, done: 1 },
      { contract: 'K1', people: 3, done: 1 },
      { contract: 'K2', people: 2, done: 1 },
    ]);
  });

  it('knows make-up sessions after the period, and who has confirmed just this period', async () => {
    const april = await gather(store, { course: one, from: day(4, 1), to: day(4, 30) }, today, () => true);
    assert.deepEqual(
      april.lines.map(({ person: { id }, done }) => [id, done]),
      [
        ['early', day(4, 3)],
        ['late', day(5, 20)],
      ],
    );
    assert.deepEqual(
      found.confirmations.map(({ key }) => key),
      ['e2'],
    );
  });

  it('shows only the people that may be shown', async () => {
    const mine = await gather(store, { course: one, ...yearOf(2026) }, today, ({ id }) => id === 'late');
    assert.deepEqual(
      mine.lines.map(({ person: { id } }) => id),
      ['late'],
    );
  });

  it('becomes a CSV that no spreadsheet takes for formulas', async () => {
    const { type, text } = tableFile(found, 'x.csv', 'ja');
    assert.equal(type, 'text/csv; charset=utf-8');
    assert.ok(text.startsWith('\ufeff社員番号,氏名,役割,派遣元,契約,研修,期限,状況,実施日'));
    assert.match(text, /late,社員late,業務従事者,みどり人材,K2,"'=研修, ""基本""",2026-04-15,補講済み,2026-05-20,/u);
    assert.match(text, /missing.*未受講（期限超過）　2026-11-01に延長（休業のため）/u);
    assert.match(text, /class.*集合研修,45,出席,,,会議室,事例,講師,3 abcdef0123456789,T-class\r\n/u);
    assert.ok(text.split('\r\n').every((line) => !/(?:^|,)"?[=+@]/u.test(line)));
  });

  it('becomes a document with all that an inspection asks for, in both languages', () => {
    const paper = paperOf(found, 'x.docx', today, 'ja');
    const headings = paper.blocks.flatMap((block) => (block.kind === 'heading' ? block.text : []));
    assert.deepEqual(headings, ['契約ごとの修了率', '集合研修', '受講者', '未受講者・補講', '業務責任者の確認']);
    const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? block : []));
    assert.ok(
      tables.every(
        ({ head, widths, rows }) => widths.length === head.length && rows.every((row) => row.length === head.length),
      ),
    );
    assert.ok(
      paper.blocks.some(
        (block) => block.kind === 'text' && block.text === '2026年11月24日（火）　鈴木 一郎（画面で確認）',
      ),
    );
    const english = JSON.stringify(paperOf(found, 'x.docx', today, 'en'));
    const left = english
      .replaceAll(/鈴木 一郎|みどり人材|休業のため|社員\w+|会議室|事例|講師|節\d/gu, '')
      .match(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]+/gu);
    assert.deepEqual([...new Set(left)], ['業務責任者']);
  });

  it('leaves room for a seal where nobody has confirmed it', () => {
    const { blocks } = paperOf({ ...found, confirmations: [] }, 'x.docx', today, 'ja');
    assert.equal(blocks.at(-1)?.kind, 'signatures');
  });

  it('becomes a Word file that holds the same words', async () => {
    const bytes = await wordFile(paperOf(found, 'x.docx', today, 'ja'));
    const xml = unzipped(bytes, 'word/document.xml');
    for (const words of ['研修実施記録', 'みどり人材', '2026-05-20', '補講済み', '会議室', '合格 7/8', '第3版']) {
      assert.ok(xml.includes(words), words);
    }
  });

  it('runs from April to March', () => {
    assert.equal(financialYear(day(3, 31)), 2025);
    assert.equal(financialYear(day(4, 1)), 2026);
    assert.deepEqual(yearOf(2027), { from: day(4, 1, 2027), to: day(3, 31, 2028) });
  });
});

/** One file of a zip archive, by its central directory. */
function unzipped(bytes: Uint8Array, name: string): string {
  const zip = Buffer.from(bytes);
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const [size, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) !== name) continue;
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    return inflateRawSync(zip.subarray(start, start + size)).toString('utf8');
  }
  return assert.fail(`no ${name}`);
}

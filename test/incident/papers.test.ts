/** The written report to 甲: what it holds, what it does not, and that it stays what it was. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { parseForm } from '../../src/forms/form.ts';
import { caseForms } from '../../src/incident/case/ids.ts';
import { items } from '../../src/strings/paper.ts';
import type { Block, Paper } from '../../src/types.ts';
import { filed, type House, house } from './desk-set-up.ts';
import { playMisSentMail } from './script.ts';

function text({ title, mark = '', foot, blocks }: Paper): string {
  return [mark, title, ...blocks.map(blockText), foot].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.join(' | ')).join('\n');
    case 'head':
      return block.lines.join('\n');
    case 'signatures':
      return block.labels.map((label) => `[${label}]`).join(' ');
    default:
      return block.text;
  }
}

describe('the written report', function () {
  this.timeout(60_000);
  let desk: House;
  beforeEach(async () => {
    desk = await house();
  });
  afterEach(() => desk.store.close());

  const paper = async (id: string) => {
    const made = await desk.rooms.file(id, undefined, desk.store, 0);
    assert.ok(made && 'blocks' in made, id);
    return made;
  };
  const lines = async (number: string) =>
    (await desk.store.events(number)).flatMap(({ act }, i) =>
      act === 'document' || act === 'final' ? [`case:${number}:${i + 1}`] : [],
    );

  it('has the nine items of the Rules in order, mapped to the words of 16.1', async () => {
    await playMisSentMail(desk);
    const [, , last] = await lines('2026-0001');
    const final = text(await paper(last ?? ''));
    const places = Object.values(items).map((item) => final.indexOf(item));
    assert.ok(places.every((place, i) => place > 0 && place > (places[i - 1] ?? 0)));
    for (const word of ['「発生場所」', '「発生状況」', '「内容」', '「数量」']) assert.ok(final.includes(word), word);
    for (const words of [
      '様式案',
      '最終報',
      '人数: 1,495人',
      '項目: 氏名、住所',
      '派遣労働者が、古い名簿',
      '全員に知らせた',
      '甲のホームページで公表した',
      '送信前に二人で',
      '相手方を訪問し',
      '[業務責任者] [確認者] [甲　受領]',
      '該当するかどうかは甲が判断します',
    ])
      assert.ok(final.includes(words), words);
    assert.doesNotMatch(final, /不要|社内の目安/u);
  });

  it('tells the course of events in order, also of what happened within one minute', async () => {
    desk.clock.now += 30_000;
    const number = await filed(desk);
    const fields = { when: ['2026-11-30T11:00'], whom: ['係長'], channel: ['phone'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:reported:0`, fields });
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const [line] = await lines(number);
    assert.match(text(await paper(line ?? '')), /発覚した.*社内で報告を受け付けた.*甲（県）への報告：/su);
  });

  it('says of an item of which nothing was recorded that nothing was', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const [line] = await lines(number);
    const { blocks } = await paper(line ?? '');
    const after = blocks[blocks.findIndex((block) => block.kind === 'heading' && block.text === items.publication) + 1];
    assert.deepEqual(after, { kind: 'text', text: '記録なし' });
  });

  it('stays what it was when it was made, whatever is amended or done later', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const [first] = await lines(number);
    const before = text(await paper(first ?? ''));
    assert.match(before, /人数: 300人/u);
    await desk.choose('ichiro', { id: `case:${number}:fill:amend:1`, fields: { persons: ['450'], kind: ['paper'] } });
    const fields = { text: ['シュレッダーを止めた'], result: ['done'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:contain:0`, fields });
    await desk.choose('erin', { id: `case:${number}:take` });
    assert.equal(text(await paper(first ?? '')), before);
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const [, second] = await lines(number);
    const after = text(await paper(second ?? ''));
    assert.match(after, /第2版/u);
    assert.match(after, /人数: 450人/u);
    assert.match(after, /シュレッダーを止めた/u);
    assert.match(after, /業務責任者: Erin Doyle/u);
  });

  it('is numbered: a call takes no number, a report in writing does', async () => {
    const number = await filed(desk);
    const names: string[] = [];
    for (const channel of ['phone', 'mail', 'visit']) {
      await desk.choose('ichiro', { id: `case:${number}:document` });
      names.push(desk.replies('ichiro').at(-1)?.files?.[0]?.name ?? '');
      const fields = { when: ['2026-11-30T11:00'], whom: ['係長'], channel: [channel] };
      await desk.choose('ichiro', { id: `case:${number}:fill:reported:0`, fields });
    }
    assert.deepEqual(names, [
      '2026-0001_第一報_第1版.docx',
      '2026-0001_第一報_第1版.docx',
      '2026-0001_第2報_第1版.docx',
    ]);
  });

  it('holds no personal data of a data subject, even where somebody wrote some', async () => {
    const number = await filed(desk);
    const told = '住所は神戸市中央区下山手通5-10-1、電話は090-1234-5678、taro@example.jp です';
    await desk.choose('ichiro', {
      id: `case:${number}:fill:contain:0`,
      fields: { text: [told], result: ['done'] },
    });
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const [line] = await lines(number);
    const made = text(await paper(line ?? ''));
    assert.doesNotMatch(made, /090-1234|taro@|下山手通/u);
    assert.match(made, /〔電話番号〕/u);
    assert.match(made, /佐藤 はな/u);
  });

  it('does not vouch that nobody is named, and says where something reads like a name', async () => {
    const number = await filed(desk);
    const contain = (told: string) =>
      desk.choose('ichiro', { id: `case:${number}:fill:contain:0`, fields: { text: [told], result: ['done'] } });
    await contain('佐藤はなが相手方へ訪問した');
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const note = () => desk.replies('ichiro').at(-1)?.note ?? '';
    assert.match(note(), /氏名が残っていないことは請け合えません/u);
    assert.doesNotMatch(note(), /氏名のように読める/u);
    await contain('申請者の田中花子に電話した');
    await desk.choose('ichiro', { id: `case:${number}:document` });
    assert.match(note(), /氏名のように読めるところ：.*2026年11月30日/u);
    assert.doesNotMatch(note(), /田中/u);
    const [first] = await lines(number);
    const { blocks, foot } = await paper(first ?? '');
    assert.match(JSON.stringify(blocks[0]), /提出前の確認.*請け合えません/u);
    assert.doesNotMatch(foot, /記載していません/u);
  });

  it('is made of fields that all ask to leave names out', async () => {
    for (const name of caseForms.filter((form) => form !== 'amend')) {
      const form = parseForm(parse(await readFile(`knowledge/forms/${name}.yaml`, 'utf8')), name);
      for (const step of form.steps.filter(({ kind, id }) => kind === 'text' && id !== 'whom')) {
        assert.match(step.question.ja, /名前/u, `${name}.${step.id}`);
        assert.match(step.question.en, /No names/iu, `${name}.${step.id}`);
      }
    }
  });

  it('is handed over again by its button, to those who answer for the case', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:document` });
    await desk.choose('erin', { id: `report:${number}` });
    assert.equal(desk.replies('erin').at(-1)?.files, undefined);
    await desk.press('erin', '2026-0001_第一報_第1版.docx');
    assert.equal((await desk.file('erin', '第一報')).name, '2026-0001_第一報_第1版.docx');
    await desk.choose('erin', { id: `case:${number}:paper:1` });
    assert.match(desk.last('erin'), /no such document/u);
    await desk.choose('hana', { id: `case:${number}:paper:3` });
    assert.match(desk.last('hana'), /業務責任者か管理者だけ/u);
  });

  it('is not made of a line that is none, nor of a number that is none', async () => {
    const number = await filed(desk);
    for (const id of [
      `case:${number}:1`,
      `case:${number}:99`,
      `case:${number}:0`,
      'case:2026-0099:1',
      'x',
      `case:${number}:-1`,
    ])
      assert.equal(await desk.rooms.file(id, undefined, desk.store, 0), undefined, id);
  });
});

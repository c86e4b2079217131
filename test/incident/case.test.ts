/** A case through the whole desk: bot, store, rooms, documents. */
import assert from 'node:assert/strict';
import { filed, type House, house, minute, morning } from './desk-set-up.ts';
import { playMisSentMail } from './script.ts';

describe('a case', function () {
  this.timeout(60_000);
  let desk: House;
  beforeEach(async () => {
    desk = await house();
  });
  afterEach(() => desk.store.close());

  const acts = async (number: string) => (await desk.store.events(number)).map(({ act }) => act);

  it('runs from the first message to its end', async () => {
    await playMisSentMail(desk);
    const report = await desk.store.report('2026-0001');
    assert.equal(report?.status, 'closed');
    assert.equal(
      (await acts('2026-0001')).join(' '),
      'filed alerted acknowledged taken reported instruction contain amend document reported contain task_done persons publish prevent document reported cause final close',
    );
    assert.deepEqual(await desk.store.verifyLog().then(({ broken }) => broken), undefined);
  });

  it('is acknowledged once, however often that is delivered or pressed, and by whomever', async () => {
    const number = await filed(desk);
    await desk.together(
      ['ichiro', `case:${number}:acknowledge`],
      ['ichiro', `case:${number}:acknowledge`],
      ['erin', `case:${number}:acknowledge`],
    );
    assert.deepEqual(await acts(number), ['filed', 'alerted', 'acknowledged', 'acknowledged']);
    assert.equal(desk.replies('hana').filter(({ text }) => text.includes('確認しました')).length, 1);
    assert.match(desk.last('erin'), /acknowledged already \(鈴木 一郎\)/u);
  });

  it('offers next what the prefecture waits for: to be told, then the same in writing', async () => {
    const number = await filed(desk);
    const labels = () => (desk.replies('ichiro').at(-1)?.buttons ?? []).map(({ label }) => label);
    const reported = (channel: string) =>
      desk.choose('ichiro', {
        id: `case:${number}:fill:reported:0`,
        fields: { when: ['2026-11-30T11:00'], whom: ['係長'], channel: [channel] },
      });
    await desk.choose('ichiro', { id: `case:${number}:take` });
    assert.ok(labels().includes('甲へ報告した'));
    await reported('phone');
    assert.ok(labels().includes('第一報をつくる'), labels().join());
    await reported('mail');
    assert.deepEqual(labels(), [`${number} の詳細`]);
  });

  it('goes to the one of two who takes it last, and both know', async () => {
    const number = await filed(desk);
    await desk.together(['ichiro', `case:${number}:take`], ['erin', `case:${number}:take`]);
    assert.deepEqual((await acts(number)).slice(2), ['taken', 'taken']);
    const report = await desk.store.report(number);
    const last = (await desk.store.events(number)).at(-1)?.by;
    assert.equal(report?.owner, last);
    assert.equal(report?.version, 3);
    assert.match(desk.seen('hana'), /Erin Doyleさんが担当/u);
  });

  it('takes no more from the buttons of a closed case, and is opened again with a reason', async () => {
    const number = await filed(desk);
    await desk.say('ichiro', `${number} 詳細`);
    await desk.choose('ichiro', { id: `report:${number}` });
    await desk.fill('ichiro', '完了にする', {
      cause: ['置き忘れ'],
      prevention: ['持ち出しをやめる'],
      consent: ['no'],
      reason: ['甲の担当者が不在'],
    });
    assert.match(desk.last('ichiro'), /完了/u);
    for (const act of ['acknowledge', 'take', 'open:contain:0', 'open:task_done:1', 'assign:1:erin']) {
      await desk.choose('ichiro', { id: `case:${number}:${act}` });
      assert.match(desk.last('ichiro'), /完了しています/u, act);
    }
    await desk.choose('ichiro', { id: `report:${number}` });
    await desk.fill('ichiro', 'もう一度開く', { reason: ['見つかった'] });
    assert.equal((await desk.store.report(number))?.status, 'handling');
    await desk.choose('ichiro', { id: `case:${number}:open:reopen:0` });
    assert.match(desk.last('ichiro'), /まだ完了していません/u);
  });

  it('is not closed without cause, prevention, and consent or a reason', async () => {
    const number = await filed(desk);
    const fields = { cause: ['x'], prevention: [''], consent: ['no'], reason: [''] };
    await desk.choose('ichiro', { id: `case:${number}:fill:close:0`, fields });
    assert.match(desk.last('ichiro'), /再発防止策.*理由/su);
    assert.notEqual((await desk.store.report(number))?.status, 'closed');
  });

  it('is closed with the cause and the measures that were recorded before', async () => {
    const number = await filed(desk);
    const record = (form: string, text: string, state: Record<string, string[]> = {}) =>
      desk.choose('ichiro', { id: `case:${number}:fill:${form}:0`, fields: { text: [text], ...state } });
    await record('cause', '不明');
    await record('cause', '置き忘れ');
    await record('prevent', '持ち出しをやめる', { state: ['done'] });
    await record('prevent', '鍵を付ける', { state: ['planned'] });
    await desk.choose('ichiro', { id: `case:${number}:open:close:0` });
    const inputs = desk.replies('ichiro').at(-1)?.form?.inputs ?? [];
    assert.deepEqual(
      inputs.slice(0, 2).map(({ id, values }) => [id, values]),
      [
        ['cause', ['置き忘れ']],
        ['prevention', ['持ち出しをやめる\n鍵を付ける']],
      ],
    );
  });

  it('can be a near miss, which is never deleted and becomes an incident again by one act', async () => {
    const number = await filed(desk);
    await desk.say('ichiro', `${number} ヒヤリ・ハット`);
    await desk.choose('ichiro', { id: `case:${number}:fill:near_miss:0`, fields: { reason: ['手元にあった'] } });
    assert.equal((await desk.store.report(number))?.status, 'near_miss');
    assert.equal((await desk.store.reports({ open: true })).length, 0);
    await desk.pass(120);
    assert.equal(desk.replies('admin').length, 0);
    await desk.choose('ichiro', { id: `report:${number}` });
    await desk.press('ichiro', '事故として扱う');
    assert.equal((await desk.store.report(number))?.status, 'confirmed');
    assert.deepEqual((await acts(number)).slice(-2), ['near_miss', 'promoted']);
  });

  it('shows that its owner has left, and reminds the others instead', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.store.commit({ now: desk.clock.now, leavers: ['ichiro'] });
    await desk.choose('erin', { id: `report:${number}` });
    assert.match(desk.last('erin'), /nobody has it any more: 鈴木 一郎 \(has left\)/u);
    assert.match(desk.last('erin'), /taken.*鈴木 一郎 \(has left\)/iu);
    assert.doesNotMatch(desk.last('erin'), /ichiro/u);
    await desk.pass(24 * 60);
    assert.match(desk.seen('erin'), /Overdue tasks: \d/u);
    await desk.choose('erin', { id: `case:${number}:take` });
    assert.equal((await desk.store.report(number))?.owner, 'erin');
  });

  it('makes a task of what is unknown, and settles it where the answer comes', async () => {
    const number = await filed(desk);
    const before = await desk.store.tasks({ report: number, open: true });
    assert.ok(before.some(({ source }) => source === 'answer:encrypted'));
    await desk.choose('hana', { id: `report:${number}` });
    await desk.fill('hana', '内容を訂正', { encrypted: ['no'], persons: ['450'] });
    const [task] = (await desk.store.tasks({ report: number })).filter(({ source }) => source === 'answer:encrypted');
    assert.deepEqual([task?.state, task?.note], ['done', 'いいえ']);
    assert.match(desk.last('ichiro'), /報告者が訂正しました（第2版）.*300人→450人/su);
    const amended = (await desk.store.events(number)).find(({ act }) => act === 'amend');
    assert.deepEqual(amended?.before?.persons?.value, 300);
  });

  it('asks the later of two who amend at once to look again, and loses what neither has entered', async () => {
    const number = await filed(desk);
    const amend = (persons: string) => ({ id: `case:${number}:fill:amend:1`, fields: { persons: [persons] } });
    await desk.choose('ichiro', amend('400'));
    await desk.choose('hana', amend('500'));
    assert.match(desk.last('hana'), /いまは第2版.*500/su);
    assert.equal((await desk.store.report(number))?.answers.persons?.value, 400);
    const again = desk.replies('hana').at(-1)?.form;
    await desk.choose('hana', { id: again?.id ?? '', fields: { persons: ['500'] } });
    assert.equal((await desk.store.report(number))?.answers.persons?.value, 500);
    assert.equal((await desk.store.report(number))?.edition, 3);
  });

  it('is nobody else’s business: no act, form, file or list tells anything of it', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:document` });
    const file = desk.replies('ichiro').at(-1)?.files?.[0]?.id ?? '';
    const none = '2026-0099';
    for (const act of ['acknowledge', 'take', 'document', 'tasks:0', 'timeline:0', 'open:contain:0', 'assign:1']) {
      await desk.choose('jiro', { id: `case:${none}:${act}` });
      const unknown = desk.last('jiro');
      await desk.choose('jiro', { id: `case:${number}:${act}` });
      assert.equal(desk.last('jiro'), unknown, act);
    }
    const open = { id: `case:${number}:open:contain:0` };
    const asked = { key: 'f', address: 'fake:jiro', user: 'jiro', person: 'jiro', private: true, at: morning };
    assert.equal(await desk.host.form({ ...asked, choice: open }), undefined);
    for (const person of ['jiro', 'hana', 'nobody']) {
      const refusal = await desk.host.file(file, person).catch((error: Error) => error.message);
      assert.equal(refusal, await desk.host.file('case:2026-0099:1', person).catch((error: Error) => error.message));
    }
    await desk.say('jiro', '報告一覧');
    assert.doesNotMatch(desk.last('jiro'), new RegExp(number, 'u'));
  });

  it('lets its reporter amend and read, and nothing more', async () => {
    const number = await filed(desk);
    for (const act of ['acknowledge', 'take', 'document', 'timeline:0', 'open:close:0']) {
      await desk.choose('hana', { id: `case:${number}:${act}` });
      assert.match(desk.last('hana'), /業務責任者か管理者だけ/u, act);
    }
    await desk.choose('hana', { id: `report:${number}` });
    assert.doesNotMatch(desk.last('hana'), /## 経過/u);
    assert.match(desk.last('hana'), /## 期限/u);
  });

  it('is done by words as well as by buttons, in both languages', async () => {
    const number = await filed(desk);
    await desk.say('ichiro', '確認しました');
    assert.match(desk.last('ichiro'), /確認したと記録/u);
    await desk.say('erin', 'Take it');
    assert.match(desk.last('erin'), /which report/iu);
    await desk.say('erin', `take ${number}`);
    assert.equal((await desk.store.report(number))?.owner, 'erin');
    await desk.say('erin', `${number} reported to the prefecture`);
    assert.ok(desk.replies('erin').at(-1)?.form?.id.includes('reported'));
    for (const [words, shown] of [
      ['open reports', number],
      ['my cases', number],
      ['overdue', 'no reports'],
      [`${number} tasks`, 'Tasks of report'],
      [`timeline of ${number}`, 'Timeline of report'],
    ] as const) {
      await desk.say('erin', words);
      assert.ok(desk.last('erin').includes(shown), `${words}: ${desk.last('erin')}`);
    }
  });

  it('gives a task to somebody who may read the case, and tells that person', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:assign:1` });
    assert.doesNotMatch(desk.last('ichiro'), /高橋/u);
    await desk.press('ichiro', '佐藤 はなさん');
    assert.match(desk.last('hana'), /タスクの担当になりました/u);
    await desk.fill('hana', '済み', { note: ['確かめた'] });
    assert.equal((await desk.store.tasks({ report: number, id: 1 }))[0]?.state, 'done');
    await desk.choose('ichiro', { id: `case:${number}:open:task_done:1` });
    assert.match(desk.last('ichiro'), /もう済んでいます/u);
    await desk.choose('ichiro', { id: `case:${number}:tasks:0` });
    await desk.press('ichiro', '済んだタスク');
    assert.match(desk.last('ichiro'), /^報告 2026-0001 の済んだタスク\n1\..*済み：確かめた/u);
  });

  it('moves to another contract, whose responsible people are alerted', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `report:${number}` });
    await desk.fill('ichiro', '内容を訂正', { contract: ['別の業務'] });
    assert.match(desk.last('jiro'), new RegExp(`${number}`, 'u'));
    await desk.choose('jiro', { id: `case:${number}:acknowledge` });
    assert.match(desk.last('jiro'), /確認したと記録/u);
  });

  it('bears ten thousand tasks', async () => {
    const number = await filed(desk);
    const report = await desk.store.report(number);
    assert.ok(report);
    const tasks = Array.from({ length: 10_000 }, (_, i) => ({
      report: number,
      id: 1_000 + i,
      area: 'contain' as const,
      source: 'person',
      title: { ja: `タスク${i}`, en: `Task ${i}` },
      due: morning + minute,
      state: 'open' as const,
    }));
    await desk.store.commit({ now: morning, report: { ...report, version: report.version + 1 }, tasks });
    await desk.choose('ichiro', { id: `case:${number}:tasks:9990` });
    assert.ok((desk.replies('ichiro').at(-1)?.sections?.length ?? 0) <= 10);
    await desk.pass(60);
    const [reminder] = desk.replies('ichiro').filter(({ title }) => title?.includes('期限を過ぎた'));
    assert.match(reminder?.title ?? '', /1000\d件/u);
    assert.ok((reminder?.facts?.length ?? 0) <= 10);
  });
});

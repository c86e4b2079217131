/** What waits too long: by its tasks, by its clocks. */
import assert from 'node:assert/strict';
import { filed, type House, house } from './desk-set-up.ts';

describe('an overdue case', function () {
  this.timeout(60_000);
  let desk: House;
  beforeEach(async () => {
    desk = await house();
  });
  afterEach(() => desk.store.close());

  it('has what falls due in every list: open, mine, overdue', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.pass(26 * 60);
    for (const filter of ['open', 'mine', 'overdue', 'all']) {
      await desk.choose('ichiro', { id: `reports:${filter}:0` });
      assert.match(desk.last('ichiro'), new RegExp(number, 'u'), filter);
    }
    await desk.choose('ichiro', { id: 'home' });
    assert.match(desk.last('ichiro'), /対応中の事故.*期限を過ぎたもの/su);
  });

  it('shows its next clock in the overview', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: 'home' });
    assert.match(desk.last('ichiro'), new RegExp(`対応中の事故.*${number}.*甲（県）への第一報.*13:00まで`, 'su'));
    await desk.choose('hana', { id: 'home' });
    assert.match(desk.last('hana'), /甲（県）への第一報/u);
  });

  it('is not closed without a word on what is left to be done', async () => {
    const number = await filed(desk);
    const open = (await desk.store.tasks({ report: number, open: true })).length;
    await desk.say('ichiro', `${number} 完了`);
    assert.match(desk.last('ichiro'), new RegExp(`済んでいないタスクが${open}件`, 'u'));
    const fields = { cause: ['誤り'], prevention: ['確認'], consent: ['no'], reason: ['回収した'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:close:0`, fields });
    assert.match(desk.last('ichiro'), new RegExp(`完了にしました.*済んでいないタスクが${open}件残って`, 'su'));
  });

  it('has that word at the first field of the form that Slack and Teams open, and at no other form', async () => {
    const number = await filed(desk);
    const opened = async (form: string) => {
      const from = { address: 'fake:ichiro', user: 'ichiro', person: 'ichiro', private: true, at: desk.clock.now };
      const view = await desk.host.form({ ...from, key: form, choice: { id: `case:${number}:open:${form}:0` } });
      return (
        view?.inputs.map(({ hint }) => /済んでいないタスクが(?<count>\d+)件/u.exec(hint ?? '')?.groups?.count) ?? []
      );
    };
    const left = await desk.store.tasks({ report: number, open: true });
    const [first, ...rest] = await opened('close');
    assert.deepEqual([Number(first), new Set(rest)], [left.length, new Set([undefined])]);
    assert.deepEqual(new Set(await opened('contain')), new Set([undefined]));
    const report = await desk.store.report(number);
    assert.ok(report);
    const tasks = left.map((task) => ({ ...task, state: 'done' }) as const);
    await desk.store.commit({ now: desk.clock.now, report: { ...report, version: 2 }, tasks });
    assert.deepEqual(new Set(await opened('close')), new Set([undefined]));
  });

  it('counts by its clocks too: a first report that nobody has recorded, though no task is left', async () => {
    const number = await filed(desk);
    const report = await desk.store.report(number);
    assert.ok(report);
    const tasks = (await desk.store.tasks({ report: number })).map((task) => ({ ...task, state: 'done' }) as const);
    await desk.store.commit({ now: desk.clock.now, report: { ...report, version: 2 }, tasks });
    await desk.pass(119);
    await desk.choose('ichiro', { id: 'reports:overdue:0' });
    assert.match(desk.last('ichiro'), /報告はありません|ありません/u);
    await desk.pass(1);
    await desk.choose('ichiro', { id: 'reports:overdue:0' });
    assert.match(desk.last('ichiro'), new RegExp(`${number}.*甲（県）への第一報.*過ぎています`, 'su'));
    await desk.choose('ichiro', { id: 'home' });
    assert.match(desk.last('ichiro'), new RegExp(`期限を過ぎたもの.*${number} 甲（県）への第一報`, 'su'));
    const fields = { when: ['2026-11-30T12:59'], whom: ['係長'], channel: ['mail'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:reported:0`, fields });
    await desk.choose('ichiro', { id: 'reports:overdue:0' });
    assert.doesNotMatch(desk.last('ichiro'), new RegExp(number, 'u'));
  });

  it('is in the overview for its clock though newer cases have tasks that are late, the longest overdue first', async () => {
    const told = { when: ['2026-11-30T11:00'], whom: ['係長'], channel: ['mail'] };
    const silent: string[] = [];
    for (let n = 0; n < 4; n++) {
      silent.push(await filed(desk));
      await desk.pass(1);
    }
    for (let n = 0; n < 3; n++)
      await desk.choose('ichiro', { id: `case:${await filed(desk)}:fill:reported:0`, fields: told });
    await desk.pass(26 * 60);
    await desk.choose('ichiro', { id: 'home' });
    const sections = desk.replies('ichiro').at(-1)?.sections ?? [];
    const labels = sections.find(({ title }) => title === '期限を過ぎたもの')?.facts?.map(({ label }) => label) ?? [];
    assert.deepEqual(
      labels.filter((label) => label.includes('第一報')),
      silent.slice(0, 3).map((number) => `${number} 甲（県）への第一報`),
    );
  });

  it('is found among the overdue on every page, whatever makes it overdue', async () => {
    const numbers: string[] = [];
    for (let n = 0; n < 13; n++) {
      const number = await filed(desk);
      numbers.push(number);
      const report = await desk.store.report(number);
      assert.ok(report);
      const tasks = (await desk.store.tasks({ report: number })).map((task) => ({ ...task, state: 'done' }) as const);
      if (n % 2 === 0) await desk.store.commit({ now: desk.clock.now, report: { ...report, version: 2 }, tasks });
    }
    await desk.pass(26 * 60);
    await desk.choose('ichiro', { id: 'reports:overdue:0' });
    const first = desk.last('ichiro');
    await desk.press('ichiro', 'これより前');
    const shown = numbers.map((number) => [first, desk.last('ichiro')].filter((page) => page.includes(number)).length);
    assert.deepEqual(
      shown,
      numbers.map(() => 1),
    );
  });
});

/** Nobody acknowledges: who is told next, and when; and what is brought to mind before it is too late. */
import assert from 'node:assert/strict';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Reply, TaskQuery } from '../../src/types.ts';
import { filed, type House, house, minute, people } from './desk-set-up.ts';

describe('a report that nobody acknowledges', function () {
  this.timeout(60_000);
  let desk: House;
  afterEach(() => desk.store.close());

  const isAlert = ({ kind }: Reply) => kind === 'alert';
  const alerts = () => Object.fromEntries(people.map(({ id }) => [id, desk.replies(id).filter(isAlert).length]));

  it('goes to the next in line after 15 minutes, then to all, again every 15 minutes up to 60', async () => {
    desk = await house();
    const number = await filed(desk);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 1, erin: 1, keiko: 0, jiro: 0, admin: 0 });
    await desk.pass(14);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 1, erin: 1, keiko: 0, jiro: 0, admin: 0 });
    await desk.pass(1);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 1, erin: 1, keiko: 1, jiro: 0, admin: 0 });
    assert.match(desk.last('keiko'), /15分たちましたが、だれも確認していません/u);
    await desk.pass(15);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 2, erin: 2, keiko: 2, jiro: 0, admin: 1 });
    await desk.pass(30);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 4, erin: 4, keiko: 4, jiro: 0, admin: 3 });
    await desk.pass(10 * 60);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 4, erin: 4, keiko: 4, jiro: 0, admin: 3 });
    const acts = (await desk.store.events(number)).map(({ act }) => act);
    assert.deepEqual(acts, ['filed', 'alerted', 'escalated', 'escalated', 'escalated', 'escalated']);
  });

  it('goes no further once somebody has acknowledged it or done something about it', async () => {
    desk = await house();
    const number = await filed(desk);
    await desk.pass(16);
    const fields = { when: ['2026-11-30T11:10'], whom: ['係長'], channel: ['phone'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:reported:0`, fields });
    await desk.pass(120);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 1, erin: 1, keiko: 1, jiro: 0, admin: 0 });
    assert.match(desk.seen('hana'), /鈴木 一郎さんが確認しました/u);
  });

  it('reaches the administrators within the hour, however long the line is', async () => {
    const line = [1, 2, 3, 4].map((n) => ({
      ...(people[4] ?? assert.fail()),
      id: `boss${n}`,
      manager: `boss${n + 1}`,
    }));
    const staff = people.map((person) => (person.id === 'keiko' ? { ...person, manager: 'boss1' } : person));
    desk = await house([], undefined, [...staff, ...line]);
    await filed(desk);
    await desk.pass(45);
    assert.equal(desk.replies('boss2').filter(isAlert).length, 1);
    assert.equal(alerts().admin, 0);
    await desk.pass(15);
    assert.equal(desk.replies('boss3').filter(isAlert).length, 1);
    assert.equal(alerts().admin, 1);
  });

  it('is told once after an hour of downtime, to the next in line and to all, not once for each step', async () => {
    desk = await house();
    const number = await filed(desk);
    desk.clock.now += 70 * minute;
    await desk.pass(0);
    assert.deepEqual(alerts(), { hana: 0, ichiro: 2, erin: 2, keiko: 1, jiro: 0, admin: 1 });
    await desk.pass(60);
    assert.equal((await desk.store.events(number)).filter(({ act }) => act === 'escalated').length, 1);
  });

  it('wakes people by night and across the turn of the year as by day', async () => {
    desk = await house();
    desk.clock.now = Date.UTC(2026, 11, 31, 14, 50);
    const number = await filed(desk);
    assert.equal(number, '2026-0001');
    await desk.pass(15);
    assert.equal(alerts().keiko, 1);
    desk.clock.now += minute;
    assert.equal(await filed(desk, 'FAXを間違った番号に送ってしまいました'), '2027-0001');
  });

  it('that did not reach its person goes to the next at once, and to the administrators after them', async () => {
    desk = await house(['ichiro', 'erin', 'keiko']);
    const number = await filed(desk);
    await desk.pass(0);
    assert.match(desk.last('admin'), /さんに知らせが届かなかったので、かわりにあなたに/u);
    const acts = (await desk.store.events(number)).map(({ act }) => act);
    assert.deepEqual(acts, ['filed', 'alerted', 'undelivered', 'undelivered', 'unheard']);
  });
});

describe('what is brought to mind', function () {
  this.timeout(60_000);
  let desk: House;
  beforeEach(async () => {
    desk = await house();
  });
  afterEach(() => desk.store.close());

  const titles = (person: string) => desk.replies(person).flatMap(({ title }) => title ?? []);

  it('is an overdue task: one message for each person, and once a day while it lasts', async () => {
    const number = await filed(desk);
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.pass(3 * 24 * 60);
    const reminders = titles('ichiro').filter((title) => title.includes('タスクが'));
    assert.ok(reminders.length >= 4 && reminders.length <= 12, String(reminders.length));
    const before = titles('ichiro').length;
    for (const task of await desk.store.tasks({ report: number, open: true })) {
      await desk.choose('ichiro', { id: `case:${number}:fill:task_done:${task.id}`, fields: { note: [''] } });
    }
    const after = titles('ichiro').length;
    await desk.pass(3 * 24 * 60);
    assert.deepEqual(
      titles('ichiro')
        .slice(after)
        .filter((title) => title.includes('タスクが')),
      [],
    );
    assert.ok(after >= before);
  });

  it('reads the old tasks again only where there is something new, or once a day', async () => {
    await desk.store.close();
    const opened = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    const asked: TaskQuery[] = [];
    const tasks: Store['tasks'] = (query) => {
      asked.push(query);
      return opened.tasks(query);
    };
    desk = await house([], { ...opened, tasks });
    await filed(desk);
    await desk.pass(3 * 24 * 60);
    desk.clock.now += 60 * minute;
    asked.length = 0;
    const due = desk.clock.now - (desk.clock.now % (60 * minute));
    const timer = { key: `tasks:${due}`, name: 'incident:tasks', subject: String(due), due };
    assert.deepEqual(await desk.rooms.onTimer(timer, desk.store, desk.clock.now), {});
    assert.deepEqual(
      asked.map(({ after, limit }) => ({ after, limit })),
      [{ after: due - 60 * minute, limit: 1 }],
    );
  });

  it('is a clock before it runs out, unless it is met', async () => {
    const number = await filed(desk, '1,495人分の名簿を別の会社に誤送信しました');
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.pass(60);
    assert.ok(titles('ichiro').includes(`報告 ${number}：甲（県）への第一報`));
    const fields = { when: ['2026-11-30T12:00'], whom: ['係長'], channel: ['mail'] };
    await desk.choose('ichiro', { id: `case:${number}:fill:reported:0`, fields });
    await desk.pass(40 * 24 * 60);
    assert.ok(!titles('ichiro').includes(`報告 ${number}：委託元への通知（書面）`));
    const finals = titles('ichiro').filter((title) => title === `報告 ${number}：確報（甲から個人情報保護委員会へ）`);
    assert.equal(finals.length, 2);
  });

  it('is a clock that is over already: once, not once for each reminder that was missed', async () => {
    const number = await filed(desk, '1,495人分の名簿を別の会社に誤送信しました');
    await desk.choose('ichiro', { id: `case:${number}:take` });
    await desk.choose('ichiro', { id: `case:${number}:fill:amend:1`, fields: { found: ['2026-11-20T09:00'] } });
    await desk.pass(1);
    const title = `報告 ${number}：委託元への通知（書面）`;
    assert.equal(titles('ichiro').filter((one) => one === title).length, 1);
  });

  it('follows a clock that an amendment has moved, earlier or later', async () => {
    const number = await filed(desk, '1,495人分の名簿を別の会社に誤送信しました');
    await desk.choose('ichiro', { id: `case:${number}:take` });
    const amend = (edition: number, fields: Record<string, string[]>) =>
      desk.choose('ichiro', { id: `case:${number}:fill:amend:${edition}`, fields });
    await desk.pass(5);
    // It was noticed five days ago: the written notice is due now.
    await amend(1, { found: ['2026-11-25T09:00'] });
    assert.match(desk.seen('ichiro'), /第2版/u);
    await desk.pass(1);
    assert.ok(titles('ichiro').includes(`報告 ${number}：委託元への通知（書面）`));
    // A wrongful purpose makes it 60 days.
    await amend(2, { kind: ['intrusion'] });
    const before = titles('ichiro').length;
    await desk.pass(31 * 24 * 60);
    assert.ok(!titles('ichiro').slice(before).includes(`報告 ${number}：確報（甲から個人情報保護委員会へ）`));
    await desk.choose('ichiro', { id: `report:${number}` });
    assert.match(desk.last('ichiro'), /不正な目的のおそれがある場合）: 2027年1月25日/u);
  });
});

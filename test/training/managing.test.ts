/** What managers see and do, and putting reminders off. */
import assert from 'node:assert/strict';
import { createTrainingHandler } from '../../src/training/handler.ts';
import type { Assignment, Person } from '../../src/types.ts';
import { course, deps, person } from './samples.ts';
import { morning, openRoom, type Room, shown } from './talk.ts';

const boss = person('boss', { name: '鈴木 一郎', role: 'responsible' });
const hana = person('hana', { name: '佐藤 はな', manager: 'boss' });
const ken = person('ken', { name: 'Ken Mori', lang: 'en', manager: 'boss', agency: 'みどり人材' });
const other = person('other', { name: '別の人', contracts: ['K9'] });
const chief = person('chief', { name: '管理 太郎', role: 'admin' });
const everybody = [boss, hana, ken, other, chief];
/** 24 Nov 2026. */
const today = 20_781;

const open = (who: Person, over: Partial<Assignment> = {}): Assignment => ({
  person: who.id,
  course: 'a',
  since: today - 20,
  edition: 1,
  due: today + 2,
  reason: 'start',
  ...over,
});

async function room(...assignments: readonly Assignment[]): Promise<Room> {
  const opened = await openRoom(deps([course('a')]), everybody);
  await opened.store.commit({ now: morning, assignments });
  return opened;
}

const session = {
  course: ['a'],
  at: ['2026-11-20T10:00'],
  minutes: ['４５'],
  place: ['会議室'],
  theme: ['事故の事例'],
  trainer: ['県の講師'],
  who: ['hana'],
  ids: ['ken'],
};

describe('a manager', () => {
  it('sees who has what open, the longest overdue first, and how many are done', async () => {
    const desk = await room(open(hana), open(ken, { due: today - 4 }), open(boss, { closed: morning, record: 'T1' }));
    const talk = desk.talk(boss);
    await talk.say('研修状況');
    assert.match(shown(talk.last), /対象2名のうち、修了0名（0%）、期限超過1名/u);
    assert.deepEqual(
      talk.last[0]?.sections?.map(({ title }) => title),
      ['Ken Mori', '佐藤 はな'],
    );
    assert.match(shown(talk.last), /研修a　4日超過/u);
    assert.deepEqual((await desk.store.verifyLog()).rows, 1);
  });

  it('answers for the staff of the same contract too, and an administrator for everybody', async () => {
    const desk = await room(open(other), open(hana));
    const talk = desk.talk(person('lead2', { role: 'responsible' }));
    await talk.say('研修状況');
    assert.deepEqual(
      talk.last[0]?.sections?.map(({ title }) => title),
      ['佐藤 はな'],
    );
    const all = desk.talk(chief);
    await all.say('研修状況');
    assert.deepEqual(
      all.last[0]?.sections?.map(({ title }) => title),
      ['佐藤 はな', '別の人'],
    );
  });

  it('is nobody who leads nobody', async () => {
    const desk = await room(open(hana));
    const talk = desk.talk(hana);
    for (const words of ['研修状況', '研修記録', '集合研修を記録']) {
      await talk.say(words);
      assert.match(shown(talk.last), /担当する方がいない/u);
    }
  });

  it('reminds one or all, each at most once a day, in their language and with the name of who asks', async () => {
    const desk = await room(open(hana), open(ken), open(other));
    const talk = desk.talk(boss);
    await talk.choose('training:remind:hana');
    assert.match(shown(talk.last), /^1名に知らせました。/u);
    await talk.choose('training:remindAll');
    assert.match(shown(talk.last), /1名に知らせました。1名には、今日すでに知らせてあります。/u);
    assert.deepEqual(
      desk.posts.map(({ to }) => to),
      ['hana', 'ken'],
    );
    assert.match(desk.posts[0]?.reply.text ?? '', /鈴木 一郎さんからのお知らせです。/u);
    assert.match(desk.posts[1]?.reply.text ?? '', /鈴木 一郎 asked me to remind you\./u);
  });

  it('reminds outside working hours when they begin', async () => {
    const desk = await room(open(hana));
    desk.now = morning - 4 * 3_600_000;
    const talk = desk.talk(boss);
    await talk.choose('training:remindAll');
    assert.match(shown(talk.last), /その方の勤務時間になってから/u);
    assert.deepEqual(desk.posts, []);
    const [hanas] = await desk.store.trainees({ ids: ['hana'], limit: 1 });
    assert.equal(hanas?.state.snoozed, today);
  });

  it('cannot act on people of others, and the attempt is logged', async () => {
    const desk = await room(open(other));
    const talk = desk.talk(boss);
    for (const id of ['training:remind:other', 'training:extend:other:a', 'training:remind:nobody']) {
      const outcome = await talk.choose(id);
      assert.match(shown(talk.last), /ここでは扱えません/u);
      assert.equal(outcome.access?.[0]?.act, 'refuse');
    }
    assert.deepEqual(desk.posts, []);
  });

  it('grants an extension with a reason, which the person hears of', async () => {
    const desk = await room(open(hana, { due: today - 1 }));
    const talk = desk.talk(boss);
    await talk.choose('training:extend:hana:a');
    assert.equal(talk.last[0]?.form?.id, 'training:extend:hana:a');
    await talk.choose('training:extend:hana:a', { until: ['2026-11-20T18:00'], reason: [' '] });
    assert.match(shown(talk.last), /今日より後、1年以内の日/u);
    assert.match(shown(talk.last), /記入してください/u);
    await talk.choose('training:extend:hana:a', { until: ['2026-12-11T18:00'], reason: ['長期の出張'] });
    assert.match(shown(talk.last), /佐藤 はなさんの「研修a」の期限を12月11日（金）に延ばしました/u);
    const [assignment] = await desk.store.assignments({ person: 'hana' });
    assert.deepEqual([assignment?.due, assignment?.edition], [today + 17, 2]);
    const [event] = await desk.store.trainingEvents({ person: 'hana' });
    assert.deepEqual(JSON.parse(event?.detail ?? ''), { from: '2026-11-23', to: '2026-12-11', reason: '長期の出張' });
    assert.equal(desk.posts[0]?.reply.text, '「研修a」の期限は12月11日（金）になりました。');
  });

  it('records a classroom session, which counts for those who attended', async () => {
    const desk = await room(open(hana), open(ken));
    const talk = desk.talk(boss);
    await talk.say('集合研修を記録');
    assert.deepEqual(
      talk.last[0]?.form?.inputs.map(({ id }) => id),
      Object.keys(session),
    );
    await talk.choose('training:attend', session);
    assert.match(shown(talk.last), /^2名の出席を記録しました。記録番号 S20261120-/u);
    const records = await desk.store.trainings({});
    assert.deepEqual(
      records.map(({ person: who, means, minutes }) => [who, means, minutes]),
      [
        ['hana', 'classroom', 45],
        ['ken', 'classroom', 45],
      ],
    );
    const [held] = await desk.store.sessions([records[0]?.session ?? '']);
    assert.deepEqual([held?.place, held?.theme, held?.trainer, held?.by], ['会議室', '事故の事例', '県の講師', 'boss']);
    assert.ok((await desk.store.assignments({})).every(({ closed }) => closed === Date.UTC(2026, 10, 20, 1)));
  });

  it('is told what is wrong with a session, and loses nothing that was written', async () => {
    const desk = await room(open(hana));
    const talk = desk.talk(boss);
    const wrong = { ...session, at: ['2027-01-01T10:00'], minutes: ['0'], place: [''], ids: ['other, ghost'] };
    await talk.choose('training:attend', wrong);
    const said = shown(talk.last);
    for (const problem of [
      /実施日時：これから先/u,
      /時間（分）：1〜600/u,
      /場所：記入/u,
      /担当の方の中に見つかりません：other, ghost/u,
    ]) {
      assert.match(said, problem);
    }
    assert.deepEqual(talk.last[0]?.form?.inputs.find(({ id }) => id === 'theme')?.values, ['事故の事例']);
    assert.deepEqual(await desk.store.trainings({}), []);
    const handler = createTrainingHandler(deps([course('a')]));
    const message = { key: 'k', address: 'web:boss', user: 'boss', private: true, at: morning };
    const turn = {
      message: { ...message, choice: { id: 'training:attend', fields: wrong } },
      conversation: talk.conversation,
      person: boss,
      now: morning,
    };
    assert.deepEqual(Object.keys(await handler.check(turn, desk.store)).sort(), ['at', 'ids', 'minutes', 'place']);
    const { form, access } = await handler.form(
      { ...turn, message: { ...message, choice: { id: 'training:attend' } } },
      desk.store,
    );
    assert.equal(form?.id, 'training:attend');
    assert.deepEqual(
      access.map(({ by, act, subject }) => `${by} ${act} ${subject}`),
      [`${boss.id} read training:attend`],
    );
  });

  it('confirms the records of the year once a day, and finds the files', async () => {
    const desk = await room(open(hana));
    const talk = desk.talk(boss);
    await talk.say('研修記録');
    assert.match(shown(talk.last), /期間：2026年4月1日（水）〜2027年3月31日（水）/u);
    assert.deepEqual(
      talk.last[0]?.files?.map(({ id }) => id),
      ['training:a:2026:docx', 'training:a:2026:csv'],
    );
    await talk.press('記録を確認した');
    await talk.say('研修記録');
    assert.match(shown(talk.last), /2026年11月24日（火）　鈴木 一郎/u);
    await talk.press('記録を確認した');
    assert.match(shown(talk.last), /すでに確認済み/u);
    await talk.say('研修記録');
    await talk.press('前年度を見る');
    assert.match(shown(talk.last), /2025年4月1日/u);
  });
});

describe('putting a reminder off', () => {
  it('for an hour brings it again within the hour, while the course is open', async () => {
    const desk = await room(open(hana));
    const talk = desk.talk(hana);
    await talk.choose('training:snooze:hour');
    assert.match(shown(talk.last), /11:00ごろ、もう一度/u);
    const [timer] = desk.timers;
    assert.equal(timer?.due, morning + 3_600_000);
    desk.now = morning + 3_600_000;
    const sent = timer ? await desk.ring(timer) : [];
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['hana'],
    );
  });

  it('for an hour in the evening means the next morning', async () => {
    const desk = await room(open(hana));
    desk.now = morning + 7.5 * 3_600_000;
    const talk = desk.talk(hana);
    await talk.choose('training:snooze:hour');
    assert.match(shown(talk.last), /11月25日（水）に、もう一度/u);
    assert.deepEqual(desk.timers, []);
  });

  it('for days lands on a working day, and ends with the limit', async () => {
    const desk = await room(open(hana));
    const talk = desk.talk(hana);
    await talk.choose('training:snooze:tomorrow');
    assert.match(shown(talk.last), /11月25日（水）.*\nあと2回/u);
    await talk.choose('training:snooze:days');
    assert.match(shown(talk.last), /11月27日（金）/u);
    await talk.choose('training:snooze:days');
    assert.doesNotMatch(shown(talk.last), /あと/u);
    await talk.choose('training:snooze:hour');
    assert.match(shown(talk.last), /これ以上できません/u);
    const [hanas] = await desk.store.trainees({ ids: ['hana'], limit: 1 });
    assert.deepEqual([hanas?.state.snoozes, hanas?.state.snoozed], [3, today + 3]);
  });

  it('is nothing for who has nothing open', async () => {
    const desk = await room();
    const talk = desk.talk(hana);
    await talk.choose('training:snooze:hour');
    assert.match(shown(talk.last), /残っている研修はありません/u);
  });
});

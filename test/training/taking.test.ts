/** A course from its first section to the record. */
import assert from 'node:assert/strict';
import { sha256 } from '../../src/knowledge/read.ts';
import type { Course } from '../../src/knowledge/types.ts';
import { drawn } from '../../src/training/quiz.ts';
import { course, deps, person } from './samples.ts';
import { morning, openRoom, type Room, shown, type Talk } from './talk.ts';

const hana = person('hana', { name: '佐藤 はな' });
const one = course('a');

async function begun(courses: readonly Course[] = [one]): Promise<{ room: Room; talk: Talk }> {
  const room = await openRoom(deps(courses), [hana]);
  await room.store.commit({
    now: morning,
    assignments: courses.map(({ id }) => ({
      person: 'hana',
      course: id,
      since: 20_700,
      edition: 1,
      due: 20_788,
      reason: 'start',
    })),
  });
  const talk = room.talk(hana);
  await talk.say('研修を始める');
  return { room, talk };
}

/** Answers what waits, rightly or not. */
async function answer(talk: Talk, rightly: boolean) {
  const open = talk.conversation.course;
  assert.ok(open);
  const question = drawn(one, open).find(({ id }) => open.answers[id] === undefined);
  const option = question?.options.find(({ id }) => (id === question.right) === rightly);
  return talk.press(option?.text.ja ?? '');
}

async function toQuiz(talk: Talk): Promise<void> {
  await talk.press('次へ');
  await talk.press('次へ');
  await talk.press('すべて読みました');
}

describe('taking a course', () => {
  it('goes through the sections with their provisions and laws', async () => {
    const { talk } = await begun();
    assert.match(shown(talk.last), /2節と確認問題3問、約10分/u);
    assert.match(shown(talk.last), /1\/2　節1\n本文1\n> 第6\.5/u);
    await talk.press('次へ');
    assert.match(shown(talk.last), /2\/2　節2\n本文2\n法第1条：罰則です。/u);
    await talk.press('戻る');
    assert.match(shown(talk.last), /1\/2　節1/u);
  });

  it('asks for an explicit confirmation before the quiz, and keeps its time', async () => {
    const { room, talk } = await begun();
    await talk.say('次へ');
    await talk.say('はい');
    assert.equal(talk.conversation.course?.read, undefined);
    assert.match(shown(talk.last), /すべて読みました/u);
    room.now += 60_000;
    await talk.say('すべて読みました');
    assert.equal(talk.conversation.course?.read, room.now);
    assert.match(shown(talk.last), /3問です。2問以上の正解で修了/u);
  });

  it('explains a wrong answer with its article and a right one in a word', async () => {
    const { talk } = await begun();
    await toQuiz(talk);
    await answer(talk, false);
    assert.match(shown(talk.last), /正しい答えは「答え\db」です。説明\d\n> 第6\.5/u);
    await answer(talk, true);
    assert.match(shown(talk.last), /正解です。説明/u);
    assert.deepEqual(talk.last[0]?.quotes, undefined);
  });

  it('ends with a certificate and a record that fulfils the assignment', async () => {
    const { room, talk } = await begun();
    await toQuiz(talk);
    await answer(talk, false);
    await answer(talk, true);
    room.now += 4 * 60_000;
    await answer(talk, true);
    assert.match(
      shown(talk.last),
      /佐藤 はなさんは、2026年11月24日（火）に「研修a」（第1版）を修了しました。記録番号 T20261124-/u,
    );
    assert.match(shown(talk.last), /3問中2問正解/u);
    assert.match(shown(talk.last), /次回の期限: 2027年11月24日/u);
    const [record] = await room.store.trainings({ person: 'hana' });
    assert.deepEqual(
      [record?.means, record?.score, record?.asked, record?.material, record?.minutes, record?.read],
      ['chat', 2, 3, 'hash-of-a', 4, morning],
    );
    const [assignment] = await room.store.assignments({ person: 'hana' });
    assert.deepEqual([assignment?.closed, assignment?.record, assignment?.edition], [room.now, record?.id, 2]);
    assert.equal(talk.conversation.course, undefined);
  });

  it('lets who has failed try again with other questions, and keeps the attempts', async () => {
    const { room, talk } = await begun();
    await toQuiz(talk);
    const first = drawn(one, talk.conversation.course ?? assert.fail()).map(({ id }) => id);
    for (const rightly of [false, false, true]) await answer(talk, rightly);
    assert.match(shown(talk.last), /3問中1問正解でした（修了は2問以上）/u);
    assert.deepEqual(await room.store.trainings({ person: 'hana' }), []);
    await talk.press('確認問題をもう一度');
    assert.equal(talk.conversation.course?.attempt, 2);
    assert.notDeepEqual(
      drawn(one, talk.conversation.course ?? assert.fail()).map(({ id }) => id),
      first,
    );
    for (const _ of [1, 2, 3]) await answer(talk, true);
    assert.equal((await room.store.trainings({ person: 'hana' })).length, 1);
    const attempts = await room.store.trainingEvents({ person: 'hana' });
    assert.deepEqual(attempts.map(({ detail = '' }) => detail.slice(0, 3)).sort(), ['1/3', '3/3']);
  });

  it('can be read again from the start after a failure', async () => {
    const { talk } = await begun();
    await toQuiz(talk);
    for (const _ of [1, 2, 3]) await answer(talk, false);
    await talk.press('最初から読み直す');
    assert.match(shown(talk.last), /1\/2　節1/u);
  });

  it('is paused and resumed, also in the middle of the quiz', async () => {
    const { talk } = await begun();
    await toQuiz(talk);
    await answer(talk, true);
    const before = talk.conversation.course?.answers;
    await talk.say('あとで');
    assert.equal(talk.conversation.course?.paused, true);
    await talk.say('研修の続き');
    assert.match(shown(talk.last), /続きから始めます。/u);
    assert.match(shown(talk.last), /問2\/3/u);
    assert.deepEqual(talk.conversation.course?.answers, before);
  });

  it('takes numbers, letters and kana instead of buttons', async () => {
    for (const said of ['1', '２', 'a', 'イ', 'c']) {
      const { talk } = await begun();
      await toQuiz(talk);
      await talk.say(said);
      assert.equal(Object.keys(talk.conversation.course?.answers ?? {}).length, 1, said);
    }
  });

  it('ignores buttons that are past: a double press changes nothing', async () => {
    const { talk } = await begun();
    const next = talk.last.flatMap(({ buttons = [] }) => buttons).find(({ label }) => label === '次へ');
    await talk.choose(next?.id ?? '');
    await talk.choose(next?.id ?? '');
    assert.equal(talk.conversation.course?.section, 1);
    await talk.choose('training:next:another:0');
    assert.match(shown(talk.last), /いまの研修のものではありません/u);
    assert.equal(talk.conversation.course?.section, 1);
  });

  it('does not count long breaks as time taken', async () => {
    const { room, talk } = await begun();
    room.now += 8 * 3_600_000;
    await toQuiz(talk);
    for (const _ of [1, 2, 3]) await answer(talk, true);
    assert.equal((await room.store.trainings({}))[0]?.minutes, 5);
  });

  it('begins again politely where its version has changed meanwhile', async () => {
    const { room, talk } = await begun();
    await talk.press('次へ');
    const conversation = { ...talk.conversation };
    const later = await openRoom(deps([course('a', { version: 2 })]), [hana]);
    const again = later.talk(hana);
    await again.say('研修');
    const { createTrainingHandler } = await import('../../src/training/handler.ts');
    const handler = createTrainingHandler(deps([course('a', { version: 2 })]));
    const message = { key: 'x', address: 'web:hana', user: 'hana', private: true, at: room.now, text: '次へ' };
    const outcome = await handler.handle({ message, conversation, person: hana, now: room.now }, later.store);
    assert.match(shown(outcome.replies), /受講の途中で教材が新しくなりました/u);
    assert.deepEqual([outcome.conversation.course?.version, outcome.conversation.course?.section], [2, 0]);
  });

  it('is confirmed by reading alone where it has no quiz', async () => {
    const { room, talk } = await begun([course('a', { quiz: { ask: 0, pass: 0 } })]);
    await toQuiz(talk);
    assert.match(shown(talk.last), /修了しました/u);
    assert.equal((await room.store.trainings({}))[0]?.means, 'read');
  });

  it('may be taken again by who has done it, without a new assignment on the same day', async () => {
    const { room, talk } = await begun();
    for (const _ of [1, 2]) {
      await talk.choose('training:start:a');
      await toQuiz(talk);
      for (const __ of [1, 2, 3]) await answer(talk, true);
    }
    assert.equal((await room.store.trainings({})).length, 2);
    await talk.say('研修');
    assert.match(shown(talk.last), /研修a: 修了 2026年11月24日（火）/u);
  });

  it('is taken in private only, and only by people who are on the list', async () => {
    const { talk } = await begun();
    await talk.say('研修', { private: false });
    assert.match(shown(talk.last), /個別のチャット/u);
    const room = await openRoom(deps(), []);
    const guest = room.talk(person('guest', { role: 'guest' }));
    await guest.say('研修');
    assert.match(shown(guest.last), /名簿に載っている方/u);
  });

  it('draws the same questions for the same attempt, and all of them over time', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 200; n++) {
      const key = sha256(String(n)).slice(0, 8);
      const ids = drawn(one, { key, attempt: 1 }).map(({ id }) => id);
      assert.deepEqual(
        drawn(one, { key, attempt: 1 }).map(({ id }) => id),
        ids,
      );
      assert.equal(new Set(ids).size, 3);
      for (const id of ids) seen.add(id);
    }
    assert.equal(seen.size, 5);
  });
});

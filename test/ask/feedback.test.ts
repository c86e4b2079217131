/** 👍, 👎 and why, and what the responsible person hears once a week. */
import assert from 'node:assert/strict';
import type { Answer } from '../../src/ask/answer.ts';
import type { Looked } from '../../src/ask/ask.ts';
import { digestAfter, reminderOf } from '../../src/ask/due.ts';
import { createAskHandler } from '../../src/ask/handler.ts';
import { openRooms } from '../../src/open.ts';
import type { Conversation, Message, Person, Reply } from '../../src/types.ts';
import { admin, type House, hana, ichiro, openHouse } from './hand-over-set-up.ts';

const laptop = 'このノートPC、家に持って帰っていい？';
const day = 24 * 3_600_000;

describe('what people think of an answer', () => {
  const houses: House[] = [];
  async function open(people: readonly Person[]) {
    const house = await openHouse(people);
    houses.push(house);
    return house;
  }
  afterEach(async () => {
    for (const { store } of houses.splice(0)) await store.close();
  });
  const actsOf = async ({ store }: House) =>
    (await store.questions({})).flatMap(({ events }) => events.map(({ act, detail }) => [act, detail]));
  const labels = (reply: Reply | undefined) => (reply?.buttons ?? []).map(({ label }) => label);

  it('is asked quietly: a sure answer has no loud button, an unsure one offers a person, a refusal neither', async () => {
    const { ask } = await openRooms();
    const looked = ask.look(laptop);
    const message: Message = { key: 'm', address: 'fake:hana', user: 'hana', private: true, at: 0, text: laptop };
    const conversation: Conversation = { address: 'fake:hana', version: 0, lang: 'ja' };
    const replyTo = (part: Partial<Answer>, more: Partial<Looked> = {}, person = hana) => {
      const turn = { message, conversation, person, now: 0 };
      const answer = { ...looked.answer, confidence: 'sure', ...part } as const;
      return createAskHandler('report:new').answer(turn, { ...looked, answer, ...more }).replies[0];
    };
    const report = '事故を報告する';
    const hand = '業務責任者に聞く';
    const rating = ['👍 役に立った', '👎 違う'];
    const sure = replyTo({});
    assert.deepEqual(labels(sure), [hand, ...rating]);
    assert.ok(sure?.buttons?.every(({ style }) => style === 'quiet'));
    const middle = replyTo({ confidence: 'middle' });
    assert.deepEqual([labels(middle), middle?.buttons?.[0]?.style], [[hand, ...rating], undefined]);
    const none = { intent: 'out_of_scope', confidence: 'none' } as const;
    assert.deepEqual(labels(replyTo(none)), [report, hand]);
    assert.deepEqual(labels(replyTo(none, { unread: true })), [report]);
    assert.deepEqual(labels(replyTo({ intent: 'out_of_scope' })), [report]);
    assert.deepEqual(labels(replyTo({}, {}, { ...hana, role: 'guest' })), rating);
  });

  it('leaves a question within an open report alone', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', 'USBを電車に忘れました');
    await house.say('hana', laptop);
    const answer = house.told('hana').find(({ quotes = [] }) => quotes.some(({ id }) => id === '6.5'));
    assert.equal(answer?.buttons, undefined);
  });

  it('is kept once; a change of mind is kept too', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    for (const label of ['👍 役に立った', '👍 役に立った', '👎 違う', '👎 違う']) await house.press('hana', label);
    assert.deepEqual(await actsOf(house), [
      ['up', undefined],
      ['down', undefined],
    ]);
  });

  it('has a reason, in one press or in words, and then a way to a person', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    const why = await house.press('hana', '👎 違う');
    assert.deepEqual(labels(why), ['条文が違う', '結論が違う', '分かりにくい', '聞きたいことと違う', '言葉で書く']);
    assert.deepEqual(labels(await house.press('hana', '結論が違う')), ['業務責任者に聞く']);
    await house.press('hana', '言葉で書く');
    await house.say('hana', '課長の許可があれば、と書いてあるはずです。');
    assert.deepEqual(await actsOf(house), [
      ['down', undefined],
      ['reason', 'verdict'],
      ['comment', '課長の許可があれば、と書いてあるはずです。'],
    ]);
    await house.press('hana', '業務責任者に聞く');
    assert.equal(house.told('ichiro').length, 1);
  });

  it('may be given by whoever reads along in a channel, and is answered to that person alone', async () => {
    const house = await open([hana, ichiro]);
    const room = { address: 'fake:room', private: false, direct: 'fake:hana' };
    await house.say('hana', laptop, room);
    await house.press('ichiro', '👎 違う', { ...room, direct: 'fake:ichiro' });
    const reply = house.told('room').at(-1);
    assert.equal(reply?.only, 'ichiro');
    assert.ok(!labels(reply).includes('言葉で書く'));
    assert.deepEqual(await actsOf(house), [['down', undefined]]);
  });

  it('is not taken from somebody who could not see the answer', async () => {
    const house = await open([hana, ichiro]);
    const id = (await house.say('hana', laptop)).buttons?.find(({ label }) => label === '👎 違う')?.id ?? '';
    for (const other of [id, id.replace(':down:', ':comment:'), id.replace(':down:', ':why:verdict:')])
      assert.match((await house.choose('ichiro', { id: other })).text, /ほかの方の質問/u);
    assert.deepEqual(await actsOf(house), []);
  });
});

describe('the digest of the week', () => {
  /** Mon 23 Nov 2026, 15:00 JST; a national holiday. */
  const monday = Date.UTC(2026, 10, 23, 6);

  it('comes on Monday at nine, or on the next open day, and each week has one key', () => {
    const next = digestAfter(monday);
    assert.deepEqual([next.key, next.due], ['ask:digest:2026-11-30', Date.UTC(2026, 10, 30)]);
    assert.deepEqual(digestAfter(monday + 6 * day), next);
    assert.equal(digestAfter(Date.UTC(2026, 10, 22, 6)).due, Date.UTC(2026, 10, 24), 'the 23rd is a holiday');
    assert.notEqual(digestAfter(next.due).key, next.key);
  });

  it('and a reminder come on working days only', () => {
    assert.equal(reminderOf('m1', Date.UTC(2026, 10, 20, 6)).due, Date.UTC(2026, 10, 24));
  });

  it('says how many questions there were, which wait, and shows no others; it comes again', async () => {
    const house = await openHouse([hana, ichiro, admin]);
    const { store, clock } = house;
    await store.commit({ now: clock.now, jobs: [job(digestAfter(clock.now))] });
    for (const text of ['研修は年に何回？', '私物のスマホを仕事に使っていい？']) await house.say('hana', text);
    await house.press('hana', '👎 違う');
    const [known] = await store.questions({});
    assert.ok(known);
    const { events: _, ...question } = { ...known, key: 'unsure', confidence: 'none' } as const;
    await store.commit({ now: clock.now, question });
    await house.say('hana', laptop);
    await house.press('hana', '業務責任者に聞く');
    await house.wait(7 * day);
    const digests = house.told('ichiro').filter(({ title }) => title === '一週間の質問のまとめ');
    assert.equal(digests.length, 1);
    const [digest] = digests;
    assert.match(digest?.text ?? '', /質問は4件.*：1件.*：1件.*：1件/su);
    assert.match(digest?.text ?? '', /第６条/u);
    assert.deepEqual(
      digest?.sections?.map(({ text }) => text),
      [laptop],
    );
    assert.ok(!JSON.stringify(digest).includes('研修は年に何回'));
    assert.deepEqual(house.told('admin'), []);
    await house.press('ichiro', '答えを書く');
    await house.say('ichiro', 'だめです。');
    assert.equal(house.last('hana').text, 'だめです。');
    await house.wait(7 * day);
    assert.equal(
      house.told('ichiro').filter(({ title }) => title === '一週間の質問のまとめ').length,
      1,
      'a quiet week',
    );
    await house.say('hana', laptop);
    await house.wait(7 * day);
    assert.equal(house.told('ichiro').filter(({ title }) => title === '一週間の質問のまとめ').length, 2);
    await store.close();
  });
});

function job(timer: ReturnType<typeof digestAfter>) {
  const { key, due, name } = timer;
  return { key, group: key, address: `timer:${name}`, due, work: { kind: 'timer', timer } } as const;
}

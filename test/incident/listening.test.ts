import assert from 'node:assert/strict';
import type { Outcome } from '../../src/types.ts';
import { allShown, hana, type Talk, talkWith } from './talk.ts';

async function lost(): Promise<Talk> {
  const talk = talkWith();
  await talk.say('USBを電車でなくしました');
  return talk;
}

function value(talk: Talk, step: string): unknown {
  return talk.conversation.form?.answers[step]?.value;
}

function last({ replies }: Outcome): string {
  return replies.at(-1)?.text ?? '';
}

describe('a correction in words', () => {
  const corrections: readonly (readonly [string, string, unknown])[] = [
    ['すみません300じゃなくて30人でした', 'persons', 30],
    ['３００人ではなく約３０人です', 'persons', 30],
    ['sorry not 300, 30', 'persons', 30],
    ['not 300 but 30', 'persons', 30],
    ['30 people, not 300', 'persons', 30],
    ['300→30', 'persons', 30],
    ['訂正：30人です', 'persons', 30],
    ['実は30人でした', 'persons', 30],
    ['sorry, i meant 30 people', 'persons', 30],
    ['8時じゃなくて9時でした', 'occurred', '2026-11-22T09:00'],
    ['今朝じゃなくて昨日の9時でした', 'occurred', '2026-11-21T09:00'],
    ['USBじゃなくてノートPCでした', 'medium', ['pc']],
    ['電車じゃなくて事務所です', 'place', 'workplace'],
  ];
  for (const [text, step, expected] of corrections) {
    it(`${text} changes only ${step}`, async () => {
      const talk = await lost();
      await talk.say('300人分の氏名、今朝8時です');
      const before = talk.conversation.form?.answers ?? {};
      const outcome = await talk.say(text);
      assert.deepEqual(value(talk, step), expected);
      assert.match(last(outcome), /直しました|Corrected/u);
      const { [step]: _, ...others } = talk.conversation.form?.answers ?? {};
      const { [step]: __, ...othersBefore } = before;
      assert.deepEqual(others, othersBefore);
    });
  }

  it('is not seen in a story that only contrasts two things', async () => {
    const talk = await lost();
    await talk.say('廃棄用の箱じゃなくて普通の袋に入れてました');
    assert.equal(value(talk, 'kind'), 'lost');
    assert.equal(talk.conversation.form?.told.length, 2);
  });

  it('without one an answer stays, and further choices are added', async () => {
    const talk = await lost();
    await talk.say('氏名が300人分');
    await talk.say('住所も入ってました。駅員2人に聞きました');
    assert.equal(value(talk, 'persons'), 300);
    assert.deepEqual(value(talk, 'items'), ['name', 'address']);
  });
});

describe('what is told', () => {
  it('is kept, each word of it; a mark of the guard is no fact', async () => {
    const talk = await lost();
    const outcome = await talk.say('拾った人の電話は〔電話番号〕だそうです');
    assert.deepEqual(talk.conversation.form?.told, [
      'USBを電車でなくしました',
      '拾った人の電話は〔電話番号〕だそうです',
    ]);
    assert.equal(value(talk, 'items'), undefined);
    assert.equal(outcome.replies.length, 1);
  });

  it('answers the question that waits, in words too', async () => {
    const talk = await lost();
    await talk.say('まだ見つかってないです');
    assert.equal(value(talk, 'ongoing'), 'yes');
    await talk.say('今朝');
    assert.deepEqual(talk.conversation.form?.answers.found, { value: '2026-11-22T08:00', approx: true });
    assert.equal(value(talk, 'occurred'), undefined);
  });

  it('takes a time for the question that waits, and not for another one as well', async () => {
    const talk = await lost();
    await talk.press('わからない');
    await talk.say('今朝8時に駅で見て、300人分だとわかりました');
    assert.equal(value(talk, 'found'), '2026-11-22T08:00');
    assert.equal(value(talk, 'occurred'), undefined);
    assert.equal(value(talk, 'persons'), 300);
  });

  it('is asked for again where it is too long for the question, and not cut', async () => {
    const talk = talkWith({ ...hana, contracts: [] });
    await talk.say('スマホをなくした');
    for (const press of ['わからない', 'いま', 'わからない']) await talk.press(press);
    assert.match(last(await talk.say('庁舎の清掃'.repeat(30))), /100文字まで/u);
    assert.equal(value(talk, 'contract'), undefined);
  });

  it('is a name of a place where a name is asked for, in any language', async () => {
    const talk = await lost();
    for (const press of ['わからない', 'いま']) await talk.press(press);
    const outcome = await talk.say('Akashi Station');
    assert.equal(value(talk, 'site'), 'Akashi Station');
    assert.equal(outcome.conversation.lang, 'ja');
  });

  it('gets a clear answer where it cannot be read, and loses nothing', async () => {
    const talk = await lost();
    const before = talk.conversation.form;
    for (const text of ['', '   ', '😱😱', '\u200b\u202e\u0000', '…']) {
      assert.match(last(await talk.say(text)), /文字が読み取れません/u, JSON.stringify(text));
    }
    const long = await talk.say('あ'.repeat(40_000));
    assert.match(last(long), /長すぎて.*1,500文字/u);
    assert.deepEqual(talk.conversation.form, before);
  });

  it('may be HTML and stays text', async () => {
    const talk = await lost();
    await talk.say('<img src=x onerror=alert(1)>が出ました\u0000\u202e');
    assert.equal(talk.conversation.form?.told.at(-1), '<img src=x onerror=alert(1)>が出ました');
  });

  it('says what is wrong with a short reply that is no answer', async () => {
    const talk = await lost();
    for (const press of ['わからない']) await talk.press(press);
    assert.match(last(await talk.say('明日')), /これから先の日時/u);
    assert.match(last(await talk.say('2/30')), /暦にありません/u);
    assert.match(last(await talk.say('なんとなく')), /日時が読み取れません/u);
    assert.equal(value(talk, 'found'), undefined);
  });
});

describe('words that file', () => {
  it('do so only as a whole message', async () => {
    for (const text of [
      'はい、送信してください',
      '提出する',
      'これで提出してください',
      'yes, file it',
      'submit please',
      'send it',
    ]) {
      const talk = await lost();
      assert.ok((await talk.say(text)).report, text);
    }
    for (const text of [
      '誤って送信してしまいました',
      '昨日提出しました',
      '送信済みです',
      'i sent it to a customer',
      'the file is on the server',
    ]) {
      const talk = await lost();
      assert.equal((await talk.say(text)).report, undefined, text);
    }
  });

  it('ask for the kind first where that is all that is missing', async () => {
    const talk = talkWith();
    await talk.say('報告する');
    const outcome = await talk.say('提出する');
    assert.equal(outcome.report, undefined);
    assert.match(allShown(outcome.replies), /これだけ教えて/u);
  });
});

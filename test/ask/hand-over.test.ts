/** A question goes to a person and the answer comes back, through the desk, the bot and the store. */
import assert from 'node:assert/strict';
import { TokkiError } from '../../src/errors.ts';
import type { Person } from '../../src/types.ts';
import { admin, erin, type House, hana, ichiro, openHouse } from './hand-over-set-up.ts';

const laptop = 'このノートPC、家に持って帰っていい？';
const handLabel = '業務責任者に聞く';
const writeLabel = '答えを書く';
const answerText = '県の担当課に確認しました。来週までは持ち出さないでください。';

describe('a question that is handed over', () => {
  const houses: House[] = [];
  async function open(
    people: readonly Person[],
    ...more: Parameters<typeof openHouse> extends [unknown, ...infer R] ? R : never
  ) {
    const house = await openHouse(people, ...more);
    houses.push(house);
    return house;
  }
  afterEach(async () => {
    for (const { store } of houses.splice(0)) await store.close();
  });
  const eventsOf = async ({ store }: House) =>
    (await store.questions({})).flatMap(({ events }) => events.map(({ act, by, detail }) => [act, by, detail]));

  it('reaches the responsible person with the attempt, and the answer comes back as a person’s', async () => {
    const house = await open([hana, ichiro, admin]);
    await house.say('hana', laptop);
    const confirmed = await house.press('hana', handLabel);
    assert.match(confirmed.text, /鈴木 一郎さんに送りました/u);
    const post = house.last('ichiro');
    assert.match(post.text, /佐藤 はなさん/u);
    assert.equal(post.facts?.[0]?.value, laptop);
    assert.match(post.facts?.[1]?.value ?? '', /^【甲（県）の承諾がなければできません】甲/u);
    assert.equal(post.facts?.[2]?.value, '第６条第５項');
    assert.deepEqual(house.told('admin'), []);

    const prompt = await house.press('ichiro', writeLabel);
    assert.match(prompt.text, /次に書いた文を、そのまま佐藤 はなさんに送ります/u);
    assert.equal(prompt.input?.kind, 'text');
    const thanks = await house.say('ichiro', answerText);
    assert.match(thanks.text, /佐藤 はなさんに送りました/u);
    const answer = house.last('hana');
    assert.deepEqual([answer.kind, answer.title, answer.text], ['answer', '鈴木 一郎さんの答え', answerText]);
    assert.match(answer.note ?? '', /人が書いた答え/u);
    assert.deepEqual([answer.ai, answer.quotes, answer.verdict], [undefined, undefined, undefined]);
    assert.deepEqual(await eventsOf(house), [
      ['handed', 'hana', 'ichiro'],
      ['answered', 'ichiro', answerText],
    ]);
  });

  it('is answered in the language of each', async () => {
    const house = await open([hana, erin]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    assert.match(house.last('erin').text, /^佐藤 はな would like your answer/u);
    await house.press('erin', 'Write an answer');
    await house.say('erin', 'Please wait until Friday.');
    assert.equal(house.last('hana').title, 'Erin Doyleさんの答え');
  });

  it('takes the answer from a form that was filled in at once', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const id = house.last('ichiro').buttons?.[0]?.id.replace(':answer:', ':reply:') ?? '';
    await house.choose('ichiro', { id, fields: { text: [answerText] } });
    assert.equal(house.last('hana').text, answerText);
  });

  it('goes to the administrators where nobody is responsible, and to nobody where there are none', async () => {
    const alone = await open([hana, admin]);
    await alone.say('hana', laptop);
    assert.match((await alone.press('hana', handLabel)).text, /管理 太郎さんに送りました/u);
    const empty = await open([hana]);
    await empty.say('hana', laptop);
    assert.match((await empty.press('hana', handLabel)).text, /担当課に確かめてください/u);
    assert.deepEqual(await eventsOf(empty), []);
  });

  it('of the responsible person goes to others, never back', async () => {
    const house = await open([ichiro, erin, admin]);
    await house.say('ichiro', laptop);
    await house.press('ichiro', handLabel);
    assert.equal(house.told('erin').length, 1);
    const alone = await open([ichiro, admin]);
    await alone.say('ichiro', laptop);
    await alone.press('ichiro', handLabel);
    assert.equal(alone.told('admin').length, 1);
  });

  it('waits beside others: each answer finds its own question', async () => {
    const house = await open([hana, ichiro]);
    const questions = [laptop, '研修は年に何回？', '私物のスマホを仕事に使っていい？'];
    const ids: string[] = [];
    for (const text of questions) {
      await house.say('hana', text);
      await house.press('hana', handLabel);
      ids.push(house.last('ichiro').buttons?.[0]?.id ?? '');
    }
    await house.choose('ichiro', { id: ids[0] ?? '' });
    await house.choose('ichiro', { id: ids[2] ?? '' });
    await house.say('ichiro', '三つ目の答えです。');
    assert.equal(house.last('hana').facts?.[0]?.value, questions[2]);
    await house.choose('ichiro', { id: (ids[0] ?? '').replace(':answer:', ':reply:'), values: ['一つ目の答えです。'] });
    assert.equal(house.last('hana').facts?.[0]?.value, questions[0]);
    const overview = await house.choose('ichiro', { id: 'home' });
    assert.deepEqual(
      overview.sections?.flatMap(({ text, buttons = [] }) => (buttons.some(({ id }) => id === ids[1]) ? text : [])),
      [questions[1]],
    );
    const own = await house.choose('hana', { id: 'home' });
    assert.ok(!JSON.stringify(own.sections).includes('答えを書く'));
  });

  it('is sent once, however often the button is pressed; after the answer it is shown again', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    assert.match((await house.press('hana', handLabel)).text, /もう鈴木 一郎さんに送ってあります/u);
    assert.equal(house.told('ichiro').length, 1);
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', answerText);
    assert.equal((await house.press('hana', handLabel)).text, answerText);
  });

  it('is answered once by the same words; the second responsible person may add to the first answer', async () => {
    const house = await open([hana, ichiro, { ...erin, lang: 'ja' }]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const id = house.last('ichiro').buttons?.[0]?.id ?? '';
    await house.choose('ichiro', { id });
    await house.say('ichiro', answerText);
    assert.match(house.last('erin').text, /鈴木 一郎さんが、佐藤 はなさんの質問に答えました/u);
    const count = house.told('hana').length;
    await house.choose('ichiro', { id: id.replace(':answer:', ':reply:'), values: [answerText] });
    assert.match(house.last('ichiro').text, /もう佐藤 はなさんに送ってあります/u);
    assert.equal(house.told('hana').length, count);
    assert.match((await house.press('erin', writeLabel)).text, /鈴木 一郎さんがもう答えています：「県の/u);
    await house.say('erin', '期限は金曜日です。');
    assert.equal(house.last('hana').title, 'Erin Doyleさんの答え');
    assert.doesNotMatch(house.last('ichiro').text, /Erin Doyle/u);
  });

  it('is kept with its answer where the asker has left, and the answerer is told', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const before = house.told('hana').length;
    await house.store.commit({ now: house.clock.now, leavers: ['hana'] });
    assert.match((await house.press('ichiro', writeLabel)).text, /質問した方に送ります/u);
    assert.match((await house.say('ichiro', answerText)).text, /名簿から外れたため/u);
    assert.equal(house.told('hana').length, before);
    assert.equal((await eventsOf(house)).at(-1)?.[0], 'answered');
  });

  it('can be answered only by those who were asked and still are responsible, and by administrators', async () => {
    const stranger = { ...ichiro, id: 'mallory', contracts: ['別の契約'] };
    const house = await open([hana, ichiro, admin, stranger]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const id = house.last('ichiro').buttons?.[0]?.id ?? '';
    const reply = { id: id.replace(':answer:', ':reply:'), values: ['好きにしてください。'] };
    const count = house.told('hana').length;
    for (const person of ['mallory', 'hana']) {
      for (const choice of [{ id }, reply]) {
        const refused = await house.choose(person, choice);
        assert.match(refused.text, /答えられるのは/u);
        assert.ok(!JSON.stringify(refused).includes(laptop));
      }
    }
    await house.store.commit({ now: house.clock.now, people: [{ ...ichiro, role: 'staff' }] });
    assert.match((await house.choose('ichiro', reply)).text, /答えられるのは/u);
    assert.equal(house.told('hana').length, count + 2);
    await house.choose('admin', reply);
    assert.equal(house.last('hana').title, '管理 太郎さんの答え');
  });

  it('is its asker’s alone, and no guest’s', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    const id = house.last('hana').buttons?.find(({ label }) => label === handLabel)?.id ?? '';
    assert.match((await house.choose('ichiro', { id })).text, /ほかの方の質問/u);
    const guest = await house.say('visitor', laptop);
    assert.ok(!guest.buttons?.some(({ label }) => label === handLabel));
    assert.match((await house.choose('visitor', { id })).text, /名簿に載っていない/u);
    assert.deepEqual(await eventsOf(house), []);
  });

  it('goes on in private where others read', async () => {
    const house = await open([hana, ichiro]);
    const room = { address: 'fake:room', private: false, direct: 'fake:hana' };
    await house.say('hana', laptop, room);
    await house.press('hana', handLabel, room);
    assert.match(house.told('room').at(-1)?.text ?? '', /個別のチャット/u);
    assert.equal(house.told('room').at(-1)?.only, 'hana');
    assert.match(house.last('hana').text, /鈴木 一郎さんに送りました/u);
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', answerText);
    assert.equal(house.last('hana').text, answerText);
    assert.ok(!JSON.stringify(house.told('room')).includes(answerText));
  });

  it('cannot be answered with nothing or too much; the text is asked for again', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    await house.press('ichiro', writeLabel);
    assert.match((await house.say('ichiro', '…')).text, /文字が読み取れませんでした/u);
    assert.match((await house.say('ichiro', 'あ'.repeat(2_001))).text, /長すぎて/u);
    await house.say('ichiro', answerText);
    assert.equal(house.last('hana').text, answerText);
  });

  it('lets go of what was awaited: cancelled, after half an hour, or when something else is done', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const count = house.told('hana').length;
    await house.press('ichiro', writeLabel);
    assert.match((await house.press('ichiro', '取り消す')).text, /何も送っていません/u);
    assert.ok((await house.say('ichiro', laptop)).quotes?.length);
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', 'ヘルプ');
    assert.ok((await house.say('ichiro', laptop)).quotes?.length);
    await house.press('ichiro', writeLabel);
    await house.wait(31 * 60_000);
    assert.ok((await house.say('ichiro', laptop)).quotes?.length);
    assert.equal(house.told('hana').length, count);
  });

  it('never swallows an incident that the answerer tells of', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    const count = house.told('hana').length;
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', 'USBを電車に忘れました');
    assert.ok((await house.store.conversation('fake:ichiro'))?.form);
    assert.equal(house.told('hana').length, count);
  });

  it('masks personal data in the answer before it is stored or sent', async () => {
    const house = await open([hana, ichiro]);
    await house.say('hana', laptop);
    await house.press('hana', handLabel);
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', '090-1234-5678に電話してください。');
    assert.equal(house.last('hana').text, '〔電話番号〕に電話してください。');
  });

  it('is brought to mind once, on the next working day, unless it is answered', async () => {
    const house = await open([hana, ichiro]);
    for (const text of [laptop, '研修は年に何回？']) {
      await house.say('hana', text);
      await house.press('hana', handLabel);
    }
    await house.press('ichiro', writeLabel);
    await house.say('ichiro', answerText);
    await house.wait(7 * 24 * 3_600_000);
    const again = house.told('ichiro').filter(({ title }) => title === '返事を待っている質問があります');
    assert.deepEqual(
      again.map(({ facts }) => facts?.[0]?.value),
      [laptop],
    );
  });

  it('tells the asker where it could not be delivered', async () => {
    const told: string[] = [];
    const house = await open([hana, ichiro], {
      send: async (to, { text }) => {
        if (to === 'fake:ichiro') throw new TokkiError('unreachable', 'gone');
        told.push(text);
      },
    });
    const message = { user: 'hana', person: 'hana' };
    await house.say('hana', laptop, message);
    const key = (await house.store.questions({}))[0]?.key;
    await house.choose('hana', { id: `ask:hand:${key}` }, message);
    assert.match(told.at(-1) ?? '', /鈴木 一郎さんに質問を届けられませんでした/u);
  });

  it('has a button that says so when its question is gone', async () => {
    const house = await open([hana, ichiro]);
    for (const id of ['ask:hand:m99', 'ask:reply:m99', 'ask:up:m99', 'ask:nonsense:m1', 'ask:why:nonsense:m1', 'ask:'])
      assert.match((await house.choose('hana', { id })).text, /もう使えません/u);
  });
});
